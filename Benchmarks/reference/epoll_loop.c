// The least that a program can do between telemetry and STOP: what the daemon's reaction is compared with.
//
// One thread, one epoll, one tty. Every frame is unstuffed and its checksum checked, as nobody may act on bytes that
// were damaged; then one temperature is compared with a limit, and 32 zero bytes are written when it is reached. There
// is no state, no other interlock and no record: that is what makes it a reference.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <termios.h>
#include <unistd.h>

#include "checksum.h"
#include "realtime.h"
#include "stuffing.h"

enum { READ_SIZE = 2048, STOP_RUN = 32, FAST = 0x90, SHORTEST = 7 + 27 + 22 + 4, CENTRE = 34 };

struct loop {
    int line;
    uint32_t seed;
    uint32_t limit;  // as on the line: m°C + 10,000
    // The frame that has begun.
    uint8_t frame[LINE_CAPACITY];
    size_t count;
    uint64_t stops, good, bad;
};

static volatile sig_atomic_t ended;

static void end(int signal) {
    (void)signal;
    ended = 1;
}

static int open_line(const char *path) {
    int line = open(path, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    if (line < 0) die(path);
    struct termios mode;
    if (tcgetattr(line, &mode) != 0) die(path);
    cfmakeraw(&mode);
    if (tcsetattr(line, TCSANOW, &mode) != 0) die(path);
    return line;
}

static void stop(struct loop *loop) {
    static const uint8_t zeros[STOP_RUN];
    for (size_t written = 0; written < sizeof zeros;) {
        ssize_t count = write(loop->line, zeros + written, sizeof zeros - written);
        if (count < 0 && errno != EAGAIN && errno != EINTR) die("the line cannot be written");
        if (count > 0) written += (size_t)count;
    }
    loop->stops++;
}

static void judge(struct loop *loop) {
    uint8_t raw[LINE_CAPACITY];
    size_t length = unstuff(loop->frame, loop->count, raw);
    if (length < SHORTEST || raw[0] != FAST) {
        loop->bad++;
        return;
    }
    const uint8_t *end = raw + length - 4;
    uint32_t expected = (uint32_t)end[0] | (uint32_t)end[1] << 8 | (uint32_t)end[2] << 16 | (uint32_t)end[3] << 24;
    if (crc32c(raw, length - 4, loop->seed) != expected) {
        loop->bad++;
        return;
    }
    loop->good++;
    uint32_t centre = (uint32_t)raw[CENTRE] | (uint32_t)raw[CENTRE + 1] << 8;
    if (centre >= loop->limit) stop(loop);
}

static void take(struct loop *loop, const uint8_t *bytes, size_t count) {
    for (size_t index = 0; index < count; index++) {
        if (bytes[index] != 0) {
            // One byte more than any frame has, so that a frame that is too long is found out by its length.
            if (loop->count < LINE_CAPACITY) loop->frame[loop->count++] = bytes[index];
        } else {
            if (loop->count > 0) judge(loop);
            loop->count = 0;
        }
    }
}

// Until the other end hangs up, or somebody asks this program to end.
static void run(struct loop *loop) {
    int poll = epoll_create1(EPOLL_CLOEXEC);
    struct epoll_event event = {.events = EPOLLIN};
    if (poll < 0 || epoll_ctl(poll, EPOLL_CTL_ADD, loop->line, &event) != 0) die("epoll");
    uint8_t bytes[READ_SIZE];
    while (!ended) {
        if (epoll_wait(poll, &event, 1, -1) < 0) {
            if (errno == EINTR) continue;
            die("epoll");
        }
        ssize_t count = read(loop->line, bytes, sizeof bytes);
        if (count > 0) {
            take(loop, bytes, (size_t)count);
        } else if (count == 0 || errno == EIO) {
            return;
        } else if (errno != EAGAIN && errno != EINTR) {
            die("the line cannot be read");
        }
    }
}

static _Noreturn void usage(void) {
    fputs("usage: epoll_loop --line PATH [--seed SESSION] [--limit MILLICELSIUS] " REALTIME_USAGE "\n", stderr);
    exit(2);
}

int main(int argc, char **argv) {
    static const struct option options[] = {{"line", required_argument, 0, 'l'},
                                            {"seed", required_argument, 0, 's'},
                                            {"limit", required_argument, 0, 't'},
                                            REALTIME_OPTIONS,
                                            {0}};
    // The session of the examples in docs/protocol.md.
    struct loop loop = {.line = -1, .seed = 0xF7362EEC, .limit = 43000 + 10000};
    struct realtime wanted = REALTIME_NONE;
    const char *path = NULL;
    for (int option; (option = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        switch (option) {
        case 'l': path = optarg; break;
        case 's': loop.seed = (uint32_t)number("--seed", optarg, 0, UINT32_MAX); break;
        case 't': loop.limit = (uint32_t)number("--limit", optarg, -10000, 55535) + 10000; break;
        default:
            if (!realtime_option(&wanted, option, optarg)) usage();
        }
    }
    if (path == NULL || optind != argc) usage();
    crc32c_prepare();
    sigaction(SIGTERM, &(struct sigaction){.sa_handler = end}, NULL);
    sigaction(SIGINT, &(struct sigaction){.sa_handler = end}, NULL);
    loop.line = open_line(path);
    realtime_enter(&wanted);
    puts("ready");
    fflush(stdout);
    run(&loop);
    printf("{\"stops\":%llu,\"good\":%llu,\"bad\":%llu}\n", (unsigned long long)loop.stops,
           (unsigned long long)loop.good, (unsigned long long)loop.bad);
    return 0;
}
