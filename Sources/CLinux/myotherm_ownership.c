#define _GNU_SOURCE
#include "myotherm_ownership.h"

#include <errno.h>
#include <sys/file.h>
#include <sys/ioctl.h>

int myotherm_ownership_lock(int descriptor) {
    int result;
    do result = flock(descriptor, LOCK_EX | LOCK_NB);
    while (result < 0 && errno == EINTR);
    return result < 0 ? -errno : 0;
}

int myotherm_ownership_is_exclusive(int line) {
    int exclusive;
    return ioctl(line, TIOCGEXCL, &exclusive) < 0 ? -errno : exclusive != 0;
}

int myotherm_ownership_set_exclusive(int line, int exclusive) {
    return ioctl(line, exclusive ? TIOCEXCL : TIOCNXCL) < 0 ? -errno : 0;
}
