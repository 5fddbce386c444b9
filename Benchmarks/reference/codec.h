// The fast telemetry frame (0x90 in section 19 of docs/protocol.md) in plain C: the reference for Sources/Wire.
#ifndef MYOTHERM_CODEC_H
#define MYOTHERM_CODEC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stuffing.h"

enum { ZONES = 4 };

struct zone_sample {
    int32_t centre_millicelsius, edge_millicelsius;
    int32_t power_milliwatts;
    int32_t impedance_milliohms, load_milliohms;
    int32_t pulse_current_microamps;
    int16_t residue_nanocoulombs;
    uint32_t pulses;
    uint8_t centre_validity, edge_validity, impedance_validity, load_validity;
    uint8_t pulse_age_centiseconds;
};

struct fast_telemetry {
    uint16_t frame_number;
    uint32_t epoch;
    uint32_t sample;
    int64_t time_microseconds;
    uint8_t state, flags, first_cause, lease_margin_milliseconds;
    uint16_t echo_frame;
    uint32_t echo_arrival;
    uint32_t last_taken;
    uint16_t executed_behind;
    uint8_t zone_count;
    struct zone_sample zones[ZONES];
};

// Decodes the first frame in `line`, delimiter included. False for anything but a good fast telemetry frame: stuffing,
// opcode, length, checksum and every closed set are checked, as the Swift decoder does.
bool fast_decode(const uint8_t *line, size_t count, uint32_t seed, struct fast_telemetry *frame);

// Encodes it as it goes on the line; gives the number of bytes. Values beyond their field are cut, not wrapped.
size_t fast_encode(const struct fast_telemetry *frame, uint32_t seed, uint8_t line[LINE_CAPACITY]);

#endif
