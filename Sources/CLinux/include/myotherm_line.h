#ifndef MYOTHERM_LINE_H
#define MYOTHERM_LINE_H

#include <stdint.h>

/// What a terminal's line is set to, or why that is not known.
typedef struct {
    /// 0, or the negated errno: then the other fields are 0.
    int error;
    /// 1 when bytes pass unchanged: eight data bits, no parity, one stop bit, no flow control, no translation, no
    /// echo, no signals; and DTR drops at the last close.
    int is_raw;
    /// Baud of each direction as the driver says it runs, not as it was asked.
    uint32_t input_baud;
    uint32_t output_baud;
} myotherm_line_mode;

/// Sets the line raw 8N1 without flow control at any `baud`, and reads back what the driver made of it. Modem status
/// does not gate the line (CLOCAL); DTR drops when the last descriptor closes (HUPCL). A non-blocking read without
/// bytes is EAGAIN, so that 0 can only mean a hang-up. Takes effect at once and never drains.
myotherm_line_mode myotherm_line_set_raw(int line, uint32_t baud);

/// What the line is set to now. The error -ENOTTY says that this is no terminal.
myotherm_line_mode myotherm_line_read(int line);

#endif
