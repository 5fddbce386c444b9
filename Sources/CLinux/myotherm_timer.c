#define _GNU_SOURCE
#include "myotherm_timer.h"

#include <errno.h>
#include <sys/timerfd.h>
#include <unistd.h>

int myotherm_timer_create(void) {
    int timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    return timer < 0 ? -errno : timer;
}

int myotherm_timer_set(int timer, int64_t deadline_ns) {
    // A value of zero would disarm: a deadline before the clock's first nanosecond must expire instead.
    int64_t deadline = deadline_ns < 1 ? 1 : deadline_ns;
    struct itimerspec setting = {
        .it_value = {.tv_sec = deadline / 1000000000, .tv_nsec = deadline % 1000000000},
    };
    return timerfd_settime(timer, TFD_TIMER_ABSTIME, &setting, NULL) < 0 ? -errno : 0;
}

int myotherm_timer_disarm(int timer) {
    struct itimerspec setting = {0};
    return timerfd_settime(timer, 0, &setting, NULL) < 0 ? -errno : 0;
}

int64_t myotherm_timer_read(int timer) {
    uint64_t count;
    ssize_t got;
    do got = read(timer, &count, sizeof count);
    while (got < 0 && errno == EINTR);
    if (got == sizeof count) return (int64_t)count;
    return errno == EAGAIN ? 0 : -errno;
}
