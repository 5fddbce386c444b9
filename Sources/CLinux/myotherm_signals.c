#define _GNU_SOURCE
#include "myotherm_signals.h"

#include <errno.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

int myotherm_signals_create(void) {
    sigset_t taken;
    sigemptyset(&taken);
    sigaddset(&taken, SIGHUP);
    sigaddset(&taken, SIGINT);
    sigaddset(&taken, SIGTERM);
    sigaddset(&taken, SIGUSR1);
    int signals = signalfd(-1, &taken, SFD_NONBLOCK | SFD_CLOEXEC);
    if (signals < 0) return -errno;
    if (sigprocmask(SIG_BLOCK, &taken, NULL) == 0) return signals;
    int error = errno;
    close(signals);
    return -error;
}

int myotherm_signals_read(int signals) {
    struct signalfd_siginfo info;
    ssize_t got;
    do got = read(signals, &info, sizeof info);
    while (got < 0 && errno == EINTR);
    if (got == sizeof info) return (int)info.ssi_signo;
    return errno == EAGAIN ? 0 : -errno;
}

int myotherm_signals_ignore_pipe(void) { return signal(SIGPIPE, SIG_IGN) == SIG_ERR ? -errno : 0; }
