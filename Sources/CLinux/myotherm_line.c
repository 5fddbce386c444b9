#define _GNU_SOURCE
#include "myotherm_line.h"

#include <errno.h>
#include <string.h>

// glibc's <termios.h> knows neither termios2 nor arbitrary rates and cannot be included beside the kernel's header.
#include <asm/termbits.h>
#include <sys/ioctl.h>

// The rate sits twice in c_cflag: for output, and IBSHIFT bits higher for input.
static const tcflag_t all_rates = (tcflag_t)CBAUD | ((tcflag_t)CBAUD << IBSHIFT);
static const tcflag_t any_rate = (tcflag_t)BOTHER | ((tcflag_t)BOTHER << IBSHIFT);
static const tcflag_t framing = CSIZE | CSTOPB | CREAD | PARENB | HUPCL | CLOCAL | CRTSCTS;
static const tcflag_t raw_framing = CS8 | CREAD | HUPCL | CLOCAL;

static int is_raw(const struct termios2 *t) {
    return t->c_iflag == 0 && (t->c_oflag & OPOST) == 0 && (t->c_lflag & (ISIG | ICANON | ECHO | IEXTEN)) == 0
        && (t->c_cflag & framing) == raw_framing && t->c_cc[VMIN] == 1 && t->c_cc[VTIME] == 0;
}

myotherm_line_mode myotherm_line_read(int line) {
    struct termios2 t;
    if (ioctl(line, TCGETS2, &t) < 0) return (myotherm_line_mode){.error = -errno};
    return (myotherm_line_mode){.is_raw = is_raw(&t), .input_baud = t.c_ispeed, .output_baud = t.c_ospeed};
}

myotherm_line_mode myotherm_line_set_raw(int line, uint32_t baud) {
    struct termios2 t;
    if (ioctl(line, TCGETS2, &t) < 0) return (myotherm_line_mode){.error = -errno};
    t.c_iflag = 0;
    t.c_oflag = 0;
    t.c_lflag = 0;
    t.c_cflag = (t.c_cflag & ~(framing | all_rates)) | raw_framing | any_rate;
    t.c_ispeed = baud;
    t.c_ospeed = baud;
    memset(t.c_cc, 0, sizeof t.c_cc);
    t.c_cc[VMIN] = 1;
    // TCSETS2, not TCSETSW2 or TCSETSF2: those drain first, and a dead line never drains.
    if (ioctl(line, TCSETS2, &t) < 0) return (myotherm_line_mode){.error = -errno};
    return myotherm_line_read(line);
}
