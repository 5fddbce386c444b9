#define _GNU_SOURCE
// Where in this file an entry was sent from tells nobody anything.
#define SD_JOURNAL_SUPPRESS_LOCATION
#include "CSystemd.h"

#include <errno.h>
#include <stddef.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <systemd/sd-journal.h>

int myotherm_journal_send(const void *bytes, const unsigned int *lengths, int count) {
    struct iovec fields[myotherm_journal_fields];
    if (count < 1 || count > myotherm_journal_fields) return -EINVAL;
    const char *next = bytes;
    for (int index = 0; index < count; index++) {
        // The journal only reads it.
        fields[index] = (struct iovec){.iov_base = (void *)next, .iov_len = lengths[index]};
        next += lengths[index];
    }
    return sd_journal_sendv(fields, count);
}

int myotherm_journal_identify(int descriptor, unsigned long long *device, unsigned long long *inode) {
    struct stat status;
    if (fstat(descriptor, &status) != 0) return -errno;
    *device = status.st_dev;
    *inode = status.st_ino;
    return 0;
}
