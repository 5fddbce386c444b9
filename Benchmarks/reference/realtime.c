#define _GNU_SOURCE
#include "realtime.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

void die(const char *what) {
    if (errno != 0)
        fprintf(stderr, "%s: %s: %s\n", program_invocation_short_name, what, strerror(errno));
    else
        fprintf(stderr, "%s: %s\n", program_invocation_short_name, what);
    exit(2);
}

int64_t number(const char *name, const char *text, int64_t least, int64_t greatest) {
    char *end;
    errno = 0;
    long long value = strtoll(text, &end, 0);
    if (errno != 0 || end == text || *end != 0 || value < least || value > greatest) {
        fprintf(stderr, "%s: %s is '%s', but %lld to %lld was expected\n", program_invocation_short_name, name, text,
                (long long)least, (long long)greatest);
        exit(2);
    }
    return value;
}

bool realtime_option(struct realtime *wanted, int option, const char *value) {
    switch (option) {
    case 256: wanted->priority = (int)number("--fifo", value, 1, 99); return true;
    case 257: wanted->cpu = (int)number("--cpu", value, 0, CPU_SETSIZE - 1); return true;
    case 258: wanted->hold_latency = true; return true;
    case 259: wanted->lock = true; return true;
    default: return false;
    }
}

void realtime_enter(const struct realtime *wanted) {
    errno = 0;
    if (wanted->lock && mlockall(MCL_CURRENT | MCL_FUTURE) != 0) die("memory cannot be locked");
    if (wanted->hold_latency) {
        // The request lasts for as long as the descriptor is open: it is never closed.
        int32_t most = 0;
        int latency = open("/dev/cpu_dma_latency", O_WRONLY | O_CLOEXEC);
        if (latency < 0 || write(latency, &most, sizeof most) != sizeof most) die("/dev/cpu_dma_latency cannot be held");
    }
    if (wanted->cpu >= 0) {
        cpu_set_t set;
        CPU_ZERO(&set);
        CPU_SET(wanted->cpu, &set);
        if (sched_setaffinity(0, sizeof set, &set) != 0) die("the processor cannot be chosen");
    }
    if (wanted->priority > 0) {
        // What it starts later does not inherit it.
        struct sched_param parameter = {.sched_priority = wanted->priority};
        if (sched_setscheduler(0, SCHED_FIFO | SCHED_RESET_ON_FORK, &parameter) != 0) die("SCHED_FIFO is not granted");
    }
}

int64_t now_nanoseconds(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}
