#define _GNU_SOURCE
#include "myotherm_pty.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

int myotherm_pty_open_master(void) {
    int master = posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    if (master < 0) return -errno;
    if (grantpt(master) == 0 && unlockpt(master) == 0) return master;
    int error = errno;
    close(master);
    return -error;
}

int myotherm_pty_open_slave(int master) {
    int slave = ioctl(master, TIOCGPTPEER, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    return slave < 0 ? -errno : slave;
}

int myotherm_pty_number(int master) {
    unsigned int number;
    return ioctl(master, TIOCGPTN, &number) < 0 ? -errno : (int)number;
}
