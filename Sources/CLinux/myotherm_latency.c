#define _GNU_SOURCE
#include "myotherm_latency.h"

#include <errno.h>
#include <linux/serial.h>
#include <sys/ioctl.h>

int myotherm_latency_set_low(int line) {
    struct serial_struct serial;
    if (ioctl(line, TIOCGSERIAL, &serial) < 0) return -errno;
    if ((unsigned)serial.flags & ASYNC_LOW_LATENCY) return 0;
    serial.flags = (int)((unsigned)serial.flags | ASYNC_LOW_LATENCY);
    if (ioctl(line, TIOCSSERIAL, &serial) < 0) return -errno;
    if (ioctl(line, TIOCGSERIAL, &serial) < 0) return -errno;
    return (unsigned)serial.flags & ASYNC_LOW_LATENCY ? 0 : -EOPNOTSUPP;
}

int myotherm_latency_skip_closing_wait(int line) {
    struct serial_struct serial;
    if (ioctl(line, TIOCGSERIAL, &serial) < 0) return -errno;
    if (serial.closing_wait == ASYNC_CLOSING_WAIT_NONE) return 0;
    serial.closing_wait = ASYNC_CLOSING_WAIT_NONE;
    if (ioctl(line, TIOCSSERIAL, &serial) < 0) return -errno;
    if (ioctl(line, TIOCGSERIAL, &serial) < 0) return -errno;
    return serial.closing_wait == ASYNC_CLOSING_WAIT_NONE ? 0 : -EOPNOTSUPP;
}
