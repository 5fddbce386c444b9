// How long the C codec takes for one telemetry frame, decoded and encoded again.
//
// Each frame is what the one before was encoded to, with its numbers counted on: nothing can be worked out once and used
// again, and the last frame tells whether every one before it was right. Before anything is measured, the codec is held
// against the example in docs/protocol.md, byte by byte and field by field.
#define _GNU_SOURCE
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "checksum.h"
#include "codec.h"
#include "realtime.h"

static const uint32_t seed = 0xF7362EEC;

// The bytes of the example below the heading of the message, in the document at `path`.
static size_t read_golden(const char *path, uint8_t golden[LINE_CAPACITY]) {
    errno = 0;
    FILE *document = fopen(path, "r");
    if (document == NULL) die(path);
    char line[512];
    bool in_section = false, in_example = false;
    size_t count = 0;
    while (fgets(line, sizeof line, document) != NULL) {
        if (strncmp(line, "### ", 4) == 0) in_section = strcmp(line, "### 0x90 FastTelemetry\n") == 0;
        if (in_section && strcmp(line, "```hex\n") == 0) {
            in_example = true;
            continue;
        }
        if (!in_example) continue;
        if (line[0] == '`') break;
        char *at = line;
        for (char *end; count < LINE_CAPACITY; at = end) {
            unsigned long byte = strtoul(at, &end, 16);
            if (end == at) break;
            golden[count++] = (uint8_t)byte;
        }
    }
    fclose(document);
    return count;
}

static bool is_documented(const struct fast_telemetry *frame) {
    const struct zone_sample *first = &frame->zones[0], *second = &frame->zones[1];
    return frame->frame_number == 2050 && frame->epoch == 7 && frame->sample == 2000 &&
           frame->time_microseconds == 10000000 && frame->state == 2 && frame->first_cause == 0 &&
           frame->lease_margin_milliseconds == 150 && frame->echo_frame == 299 && frame->echo_arrival == 9999120 &&
           frame->last_taken == 7 && frame->executed_behind == 1 && frame->zone_count == 2 &&
           first->centre_millicelsius == 40500 && first->edge_millicelsius == 40250 &&
           first->power_milliwatts == 1795 && first->impedance_milliohms == 44700 &&
           first->load_milliohms == 512000 && first->pulse_current_microamps == 11340 &&
           first->residue_nanocoulombs == -12 && first->pulses == 4 && first->centre_validity == 0 &&
           first->pulse_age_centiseconds == 2 && second->centre_millicelsius == 34000 &&
           second->edge_millicelsius == 33900 && second->power_milliwatts == 0 &&
           second->impedance_milliohms == 50000 && second->load_milliohms == 498000 &&
           second->pulse_age_centiseconds == 255;
}

static double processor_nanoseconds(void) {
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

// One round; ns per frame, or a negative number when a frame was not what it had to be.
static double measure(struct fast_telemetry frame, int64_t frames) {
    uint8_t line[LINE_CAPACITY];
    uint32_t first = frame.sample;
    size_t count = fast_encode(&frame, seed, line);
    double begin = processor_nanoseconds();
    for (int64_t index = 0; index < frames; index++) {
        if (!fast_decode(line, count, seed, &frame)) return -1;
        frame.sample++;
        frame.frame_number++;
        frame.time_microseconds += 5000;
        count = fast_encode(&frame, seed, line);
    }
    double spent = processor_nanoseconds() - begin;
    bool counted = frame.sample == first + (uint32_t)frames && fast_decode(line, count, seed, &frame);
    return counted ? spent / (double)frames : -1;
}

int main(int argc, char **argv) {
    static const struct option options[] = {{"document", required_argument, 0, 'd'},
                                            {"frames", required_argument, 0, 'n'},
                                            {"rounds", required_argument, 0, 'r'},
                                            {"zones", required_argument, 0, 'z'},
                                            {0}};
    const char *document = "docs/protocol.md";
    int64_t frames = 1000000, rounds = 5, zones = 4;
    for (int option; (option = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        switch (option) {
        case 'd': document = optarg; break;
        case 'n': frames = number("--frames", optarg, 1, 1000000000); break;
        case 'r': rounds = number("--rounds", optarg, 1, 1000); break;
        case 'z': zones = number("--zones", optarg, 1, ZONES); break;
        default: fprintf(stderr, "usage: %s [--document FILE] [--frames N] [--rounds N] [--zones N]\n", argv[0]); return 2;
        }
    }
    crc32c_prepare();
    uint8_t golden[LINE_CAPACITY], again[LINE_CAPACITY];
    size_t count = read_golden(document, golden);
    struct fast_telemetry frame = {0};
    errno = 0;
    if (count == 0) die("the document has no example of a fast telemetry frame");
    if (!fast_decode(golden, count, seed, &frame) || !is_documented(&frame)) die("the example is not decoded as documented");
    if (fast_encode(&frame, seed, again) != count || memcmp(golden, again, count) != 0)
        die("the example is not encoded to its own bytes");
    golden[count / 2] ^= 1;
    if (fast_decode(golden, count, seed, &(struct fast_telemetry){0})) die("a flipped bit is not noticed");

    for (int zone = 2; zone < zones; zone++) frame.zones[zone] = frame.zones[zone - 2];
    frame.zone_count = (uint8_t)zones;
    double best = 0;
    for (int64_t round = 0; round < rounds; round++) {
        double figure = measure(frame, frames);
        if (figure < 0) die("a frame came back as another one");
        if (round == 0 || figure < best) best = figure;
    }
    printf("{\"zones\":%d,\"frames\":%lld,\"nanosecondsPerFrame\":%.2f,\"framesPerSecond\":%.0f}\n", (int)zones,
           (long long)frames, best, 1e9 / best);
    return 0;
}
