#define _GNU_SOURCE
#include "myotherm_event.h"

#include <errno.h>
#include <sys/eventfd.h>
#include <unistd.h>

int myotherm_event_create(void) {
    int event = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    return event < 0 ? -errno : event;
}

int myotherm_event_signal(int event) {
    int saved = errno; // A signal handler must leave errno as it found it.
    uint64_t one = 1;
    ssize_t put;
    do put = write(event, &one, sizeof one);
    while (put < 0 && errno == EINTR);
    int result = put == sizeof one || errno == EAGAIN ? 0 : -errno;
    errno = saved;
    return result;
}

int64_t myotherm_event_read(int event) {
    uint64_t count;
    ssize_t got;
    do got = read(event, &count, sizeof count);
    while (got < 0 && errno == EINTR);
    if (got == sizeof count) return count > INT64_MAX ? INT64_MAX : (int64_t)count;
    return errno == EAGAIN ? 0 : -errno;
}

void myotherm_event_close(int event) { close(event); }
