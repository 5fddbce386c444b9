#define _GNU_SOURCE
#include "myotherm_queue.h"

#include <errno.h>
#include <sys/ioctl.h>
#include <termios.h>

int myotherm_queue_output(int line) {
    int count;
    return ioctl(line, TIOCOUTQ, &count) < 0 ? -errno : count;
}

int myotherm_queue_discard_output(int line) { return tcflush(line, TCOFLUSH) < 0 ? -errno : 0; }

int myotherm_queue_discard_input(int line) { return tcflush(line, TCIFLUSH) < 0 ? -errno : 0; }
