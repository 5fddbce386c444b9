// The far end of a pty, which measures how long any program takes from telemetry to STOP.
//
// It makes the pty, puts a link to the program's end where it is told, and waits. Then it writes the bytes of one event
// every period, at absolute times, and reads until the answer is there: four zero bytes in a row, by the protocol a
// STOP. A reaction lasts from just before the write that made the bytes readable to the return of the read that brought
// the first byte of that run. What else comes back is read and counted. An answer that is not there after 50 ms is
// missed, and makes the exit code 1.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "realtime.h"
#include "samples.h"

enum { STOP_RUN = 4, READ_SIZE = 2048, GREATEST_FILE = 4 << 20 };

static const int64_t answer_timeout = 50000000, quiet_time = 20000000;

struct driver {
    int line, other_end;
    int64_t events, period;
    // The bytes of one event, or of several that take turns.
    uint8_t *bytes;
    size_t count, record, next;
    // The zero bytes in a row at the end of what was read, and when the first of them was.
    int zeros;
    int64_t run_began;
    int64_t missed, unasked, other_bytes;
};

static void make_line(struct driver *driver, const char *link) {
    driver->line = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    char name[64];
    if (driver->line < 0 || grantpt(driver->line) != 0 || unlockpt(driver->line) != 0 ||
        ptsname_r(driver->line, name, sizeof name) != 0)
        die("a pty cannot be made");
    // Its other end stays open here too, or reading fails whenever the program is not there.
    driver->other_end = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC);
    struct termios mode;
    if (driver->other_end < 0 || tcgetattr(driver->other_end, &mode) != 0) die(name);
    cfmakeraw(&mode);
    if (tcsetattr(driver->other_end, TCSANOW, &mode) != 0) die(name);
    if (unlink(link) != 0 && errno != ENOENT) die(link);
    if (symlink(name, link) != 0) die(link);
    errno = 0;
}

static void sleep_until(int64_t moment) {
    struct timespec time = {.tv_sec = moment / 1000000000, .tv_nsec = moment % 1000000000};
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &time, NULL) == EINTR) {}
}

// Whether there is something to read by `end`.
static bool wait_for_bytes(struct driver *driver, int64_t end) {
    for (;;) {
        int64_t left = end - now_nanoseconds();
        struct timespec time = {.tv_sec = left / 1000000000, .tv_nsec = left % 1000000000};
        if (left < 0) time = (struct timespec){0};
        struct pollfd poll = {.fd = driver->line, .events = POLLIN};
        int ready = ppoll(&poll, 1, &time, NULL);
        if (ready > 0) return true;
        if (ready == 0) return false;
        if (errno != EINTR) die("poll");
    }
}

// Reads what is there; true when a run of zero bytes reached the length of a STOP.
static bool take(struct driver *driver) {
    uint8_t bytes[READ_SIZE];
    ssize_t count = read(driver->line, bytes, sizeof bytes);
    int64_t moment = now_nanoseconds();
    if (count < 0 && errno != EINTR) die("the pty cannot be read");
    bool stopped = false;
    for (ssize_t index = 0; index < count; index++) {
        if (bytes[index] != 0) {
            driver->other_bytes++;
            driver->zeros = 0;
            continue;
        }
        if (driver->zeros++ == 0) driver->run_began = moment;
        if (driver->zeros == STOP_RUN) stopped = true;
    }
    return stopped;
}

// Reads what comes until nothing has come for so long; a STOP in it was an answer to nothing.
static void drain(struct driver *driver, int64_t quiet) {
    while (wait_for_bytes(driver, now_nanoseconds() + quiet))
        if (take(driver)) driver->unasked++;
}

// One event; its reaction time, or a negative number when no answer came.
static int64_t react(struct driver *driver) {
    const uint8_t *bytes = driver->bytes + driver->next;
    size_t left = driver->record;
    driver->next = (driver->next + driver->record) % driver->count;
    driver->zeros = 0;
    int64_t begin = now_nanoseconds();
    while (left > 0) {
        ssize_t written = write(driver->line, bytes, left);
        if (written < 0 && errno != EINTR) die("the pty cannot be written");
        if (written > 0) bytes += written, left -= (size_t)written;
    }
    while (wait_for_bytes(driver, begin + answer_timeout))
        if (take(driver)) return driver->run_began - begin;
    return -1;
}

static struct samples run(struct driver *driver) {
    struct samples samples = samples_of((size_t)driver->events);
    int64_t due = now_nanoseconds();
    for (int64_t event = 0; event < driver->events; event++) {
        due += driver->period;
        sleep_until(due);
        drain(driver, 0);
        int64_t reaction = react(driver);
        if (reaction >= 0) {
            samples_add(&samples, reaction);
        } else {
            // An answer that is only late must not pass for the next one's.
            driver->missed++;
            drain(driver, quiet_time);
            due = now_nanoseconds();
        }
    }
    drain(driver, quiet_time);
    return samples;
}

static void read_events(struct driver *driver, const char *path) {
    int file = open(path, O_RDONLY | O_CLOEXEC);
    driver->bytes = malloc(GREATEST_FILE);
    if (file < 0 || driver->bytes == NULL) die(path);
    ssize_t count = 0, more;
    while ((more = read(file, driver->bytes + count, (size_t)(GREATEST_FILE - count))) > 0) count += more;
    if (more < 0) die(path);
    close(file);
    driver->count = (size_t)count;
    if (driver->record == 0) driver->record = driver->count;
    errno = 0;
    if (driver->count == 0 || driver->count % driver->record != 0) die("the file does not hold whole events");
}

// The program under test may still be starting: nothing is sent to it before `path` exists. When several events take
// turns in the file of the bytes, how long each is stands in `path`, because only that program knows it.
static size_t wait_for_file(const char *path, int64_t seconds) {
    int64_t end = now_nanoseconds() + seconds * 1000000000;
    while (access(path, F_OK) != 0) {
        errno = 0;
        if (now_nanoseconds() > end) die("nobody said when to start");
        sleep_until(now_nanoseconds() + 10000000);
    }
    char text[32] = {0};
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0 || read(file, text, sizeof text - 1) < 0) die(path);
    close(file);
    text[strcspn(text, "\n")] = 0;
    return text[0] == 0 ? 0 : (size_t)number("the length of an event", text, 1, GREATEST_FILE);
}

static _Noreturn void usage(void) {
    fputs("usage: event_driver --link PATH --event FILE [--events N] [--period MICROSECONDS]\n"
          "           [--start-when FILE] [--start-timeout SECONDS] [--histogram] " REALTIME_USAGE "\n", stderr);
    exit(2);
}

int main(int argc, char **argv) {
    static const struct option options[] = {
        {"link", required_argument, 0, 'l'},       {"event", required_argument, 0, 'e'},
        {"events", required_argument, 0, 'n'},     {"period", required_argument, 0, 'p'},
        {"start-when", required_argument, 0, 's'}, {"start-timeout", required_argument, 0, 't'},
        {"histogram", no_argument, 0, 'h'},        REALTIME_OPTIONS,
        {0}};
    static struct driver driver = {.events = 5000, .period = 5000000};
    struct realtime wanted = REALTIME_NONE;
    const char *link = NULL, *event = NULL, *start = NULL;
    int64_t start_timeout = 30;
    bool histogram = false;
    for (int option; (option = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        switch (option) {
        case 'l': link = optarg; break;
        case 'e': event = optarg; break;
        case 'n': driver.events = number("--events", optarg, 1, 10000000); break;
        case 'p': driver.period = number("--period", optarg, 100, 10000000) * 1000; break;
        case 's': start = optarg; break;
        case 't': start_timeout = number("--start-timeout", optarg, 1, 3600); break;
        case 'h': histogram = true; break;
        default:
            if (!realtime_option(&wanted, option, optarg)) usage();
        }
    }
    if (link == NULL || event == NULL || optind != argc) usage();
    make_line(&driver, link);
    puts("ready");
    fflush(stdout);
    if (start != NULL) driver.record = wait_for_file(start, start_timeout);
    read_events(&driver, event);
    realtime_enter(&wanted);
    drain(&driver, quiet_time);
    driver.unasked = driver.other_bytes = 0;
    struct samples samples = run(&driver);
    unlink(link);
    samples_sort(&samples);
    printf("{\"events\":%lld,\"missed\":%lld,", (long long)driver.events, (long long)driver.missed);
    samples_print(&samples, histogram);
    printf(",\"unaskedStops\":%lld,\"otherBytes\":%lld}\n", (long long)driver.unasked, (long long)driver.other_bytes);
    return driver.missed == 0 ? 0 : 1;
}
