// What the house needs of Linux that Swift's Glibc overlay does not import: one pair of files for one concept.
//
// Rules that hold for every function here:
//  - the public headers use plain types and include no system header but <stdint.h>, so that they cannot change what
//    another module sees of Glibc;
//  - a result that is an error is the negated errno (-EAGAIN is "nothing there"); results are returned by value;
//  - interrupted calls (EINTR) are repeated inside; nothing is allocated and nothing is kept.
#ifndef MYOTHERM_CLINUX_H
#define MYOTHERM_CLINUX_H

#include "myotherm_clock.h"
#include "myotherm_event.h"
#include "myotherm_latency.h"
#include "myotherm_line.h"
#include "myotherm_modem.h"
#include "myotherm_ownership.h"
#include "myotherm_process.h"
#include "myotherm_pty.h"
#include "myotherm_queue.h"
#include "myotherm_realtime.h"
#include "myotherm_signals.h"
#include "myotherm_timer.h"
#include "myotherm_wait.h"

#endif
