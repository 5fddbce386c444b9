#include "codec.h"

#include "checksum.h"

enum { OPCODE = 0x90, HEADER = 7, MAIN = 27, ZONE = 22, CHECKSUM = 4, STATES = 6, VALIDITIES = 5 };

// Little-endian fields one after the other. Each is written out as bytes, which a compiler makes one load or store of.

static inline uint64_t take(const uint8_t **at, int bytes) {
    uint64_t value = 0;
    for (int place = 0; place < bytes; place++) value |= (uint64_t)(*at)[place] << 8 * place;
    *at += bytes;
    return value;
}

static inline void put(uint8_t **at, uint64_t value, int bytes) {
    for (int place = 0; place < bytes; place++) (*at)[place] = (uint8_t)(value >> 8 * place);
    *at += bytes;
}

static inline uint64_t cut(int64_t value, int64_t greatest) {
    return (uint64_t)(value < 0 ? 0 : value > greatest ? greatest : value);
}

static bool take_zone(const uint8_t **at, struct zone_sample *zone) {
    zone->centre_millicelsius = (int32_t)take(at, 2) - 10000;
    zone->edge_millicelsius = (int32_t)take(at, 2) - 10000;
    zone->power_milliwatts = (int32_t)take(at, 2);
    zone->impedance_milliohms = (int32_t)take(at, 3);
    zone->load_milliohms = (int32_t)take(at, 3);
    zone->pulse_current_microamps = (int32_t)take(at, 2);
    zone->residue_nanocoulombs = (int16_t)take(at, 2);
    zone->pulses = (uint32_t)take(at, 3);
    unsigned validity = (unsigned)take(at, 2);
    zone->centre_validity = validity & 7;
    zone->edge_validity = validity >> 3 & 7;
    zone->impedance_validity = validity >> 6 & 7;
    zone->load_validity = validity >> 9 & 7;
    zone->pulse_age_centiseconds = (uint8_t)take(at, 1);
    return zone->centre_validity < VALIDITIES && zone->edge_validity < VALIDITIES &&
           zone->impedance_validity < VALIDITIES && zone->load_validity < VALIDITIES;
}

static void put_zone(uint8_t **at, const struct zone_sample *zone) {
    put(at, cut((int64_t)zone->centre_millicelsius + 10000, 0xFFFF), 2);
    put(at, cut((int64_t)zone->edge_millicelsius + 10000, 0xFFFF), 2);
    put(at, cut(zone->power_milliwatts, 0xFFFF), 2);
    put(at, cut(zone->impedance_milliohms, 0xFFFFFF), 3);
    put(at, cut(zone->load_milliohms, 0xFFFFFF), 3);
    put(at, cut(zone->pulse_current_microamps, 0xFFFF), 2);
    put(at, (uint16_t)zone->residue_nanocoulombs, 2);
    put(at, cut(zone->pulses, 0xFFFFFF), 3);
    put(at,
        (uint16_t)(zone->centre_validity | zone->edge_validity << 3 | zone->impedance_validity << 6 |
                   zone->load_validity << 9),
        2);
    put(at, zone->pulse_age_centiseconds, 1);
}

bool fast_decode(const uint8_t *line, size_t count, uint32_t seed, struct fast_telemetry *frame) {
    const uint8_t *end = memchr(line, 0, count);
    uint8_t raw[LINE_CAPACITY];
    size_t length = end ? unstuff(line, (size_t)(end - line), raw) : 0;
    if (length < HEADER + MAIN + ZONE + CHECKSUM || (length - HEADER - MAIN - CHECKSUM) % ZONE != 0) return false;
    if (raw[0] != OPCODE) return false;
    const uint8_t *at = raw + length - CHECKSUM;
    if (take(&at, 4) != crc32c(raw, length - CHECKSUM, seed)) return false;

    at = raw + 1;
    frame->frame_number = (uint16_t)take(&at, 2);
    frame->epoch = (uint32_t)take(&at, 4);
    frame->sample = (uint32_t)take(&at, 4);
    frame->time_microseconds = (int64_t)take(&at, 6);
    frame->state = (uint8_t)take(&at, 1);
    frame->flags = (uint8_t)take(&at, 1);
    frame->first_cause = (uint8_t)take(&at, 1);
    frame->lease_margin_milliseconds = (uint8_t)take(&at, 1);
    frame->echo_frame = (uint16_t)take(&at, 2);
    frame->echo_arrival = (uint32_t)take(&at, 4);
    frame->last_taken = (uint32_t)take(&at, 4);
    frame->executed_behind = (uint16_t)take(&at, 2);
    frame->zone_count = (uint8_t)take(&at, 1);
    if (frame->state >= STATES || frame->zone_count > ZONES) return false;
    if (length != HEADER + MAIN + (size_t)frame->zone_count * ZONE + CHECKSUM) return false;
    for (int zone = 0; zone < frame->zone_count; zone++)
        if (!take_zone(&at, &frame->zones[zone])) return false;
    return true;
}

size_t fast_encode(const struct fast_telemetry *frame, uint32_t seed, uint8_t line[LINE_CAPACITY]) {
    if (frame->zone_count > ZONES) return 0;
    uint8_t *at = line + 1;
    put(&at, OPCODE, 1);
    put(&at, frame->frame_number, 2);
    put(&at, frame->epoch, 4);
    put(&at, frame->sample, 4);
    put(&at, cut(frame->time_microseconds, 0xFFFFFFFFFFFF), 6);
    put(&at, frame->state, 1);
    put(&at, frame->flags, 1);
    put(&at, frame->first_cause, 1);
    put(&at, frame->lease_margin_milliseconds, 1);
    put(&at, frame->echo_frame, 2);
    put(&at, frame->echo_arrival, 4);
    put(&at, frame->last_taken, 4);
    put(&at, frame->executed_behind, 2);
    put(&at, frame->zone_count, 1);
    for (int zone = 0; zone < frame->zone_count; zone++) put_zone(&at, &frame->zones[zone]);
    put(&at, crc32c(line + 1, (size_t)(at - line - 1), seed), 4);
    return stuff(line, (size_t)(at - line - 1));
}
