// What a program asks the kernel for before it is measured. Whatever is asked for and not granted ends the program: a
// figure taken under another policy than the one named would be worse than none.
#ifndef MYOTHERM_REALTIME_H
#define MYOTHERM_REALTIME_H

#include <stdbool.h>
#include <stdint.h>

struct realtime {
    int priority;       // SCHED_FIFO with this priority; 0 keeps the default policy
    int cpu;            // the one to run on; −1 for any
    bool hold_latency;  // keep all processors out of idle states that take long to leave
    bool lock;          // keep all memory resident
};

#define REALTIME_NONE {.priority = 0, .cpu = -1, .hold_latency = false, .lock = false}

// For getopt_long; the values begin at 256, beside those of any program.
#define REALTIME_OPTIONS                                                                                     \
    {"fifo", required_argument, 0, 256}, {"cpu", required_argument, 0, 257}, {"hold-latency", no_argument, 0, 258}, \
        {"lock", no_argument, 0, 259}
#define REALTIME_USAGE "[--fifo PRIORITY] [--cpu N] [--hold-latency] [--lock]"

// Takes one option of getopt_long; false for one that is not of these.
bool realtime_option(struct realtime *wanted, int option, const char *value);

// Asks for all of it; ends the program with a sentence where something is refused.
void realtime_enter(const struct realtime *wanted);

// CLOCK_MONOTONIC in ns.
int64_t now_nanoseconds(void);

// The number in `text`, which must lie in between; ends the program with a sentence otherwise.
int64_t number(const char *name, const char *text, int64_t least, int64_t greatest);

// Ends the program: `what`, and what the system says about it when it said something.
_Noreturn void die(const char *what);

#endif
