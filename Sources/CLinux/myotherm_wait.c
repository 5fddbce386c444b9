#define _GNU_SOURCE
#include "myotherm_wait.h"

#include <errno.h>
#include <poll.h>

int myotherm_wait(int line, int for_room, int timer, int event) {
    struct pollfd waiting[] = {
        {.fd = line, .events = (short)(POLLIN | (for_room ? POLLOUT : 0))},
        {.fd = timer, .events = POLLIN},
        {.fd = event, .events = POLLIN},
    };
    int found;
    do found = poll(waiting, 3, -1);
    while (found < 0 && errno == EINTR);
    if (found < 0) return -errno;
    int bits = 0;
    // A line that hung up is readable: the read says that it is gone.
    if (waiting[0].revents & ~POLLOUT) bits |= myotherm_wait_line;
    if (waiting[0].revents & POLLOUT) bits |= myotherm_wait_room;
    if (waiting[1].revents) bits |= myotherm_wait_timer;
    if (waiting[2].revents) bits |= myotherm_wait_event;
    return bits;
}
