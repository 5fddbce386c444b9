#define _GNU_SOURCE
#include "myotherm_modem.h"

#include <errno.h>
#include <sys/ioctl.h>

static const struct {
    int ours, kernel;
} lines[] = {
    {myotherm_modem_dtr, TIOCM_DTR}, {myotherm_modem_rts, TIOCM_RTS}, {myotherm_modem_cts, TIOCM_CTS},
    {myotherm_modem_dcd, TIOCM_CAR}, {myotherm_modem_dsr, TIOCM_DSR}, {myotherm_modem_ri, TIOCM_RNG},
};

int myotherm_modem_read(int line) {
    int status;
    if (ioctl(line, TIOCMGET, &status) < 0) return -errno;
    int result = 0;
    for (unsigned i = 0; i < sizeof lines / sizeof lines[0]; i++)
        if (status & lines[i].kernel) result |= lines[i].ours;
    return result;
}

static int change(int line, unsigned long request, int mask) {
    int outputs = (mask & myotherm_modem_dtr ? TIOCM_DTR : 0) | (mask & myotherm_modem_rts ? TIOCM_RTS : 0);
    return ioctl(line, request, &outputs) < 0 ? -errno : 0;
}

int myotherm_modem_set(int line, int mask) { return change(line, TIOCMBIS, mask); }

int myotherm_modem_clear(int line, int mask) { return change(line, TIOCMBIC, mask); }

int myotherm_modem_break(int line, int on) { return ioctl(line, on ? TIOCSBRK : TIOCCBRK) < 0 ? -errno : 0; }
