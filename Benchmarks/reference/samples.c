#include "samples.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "realtime.h"

enum { BINS = 100000 };

struct samples samples_of(size_t capacity) {
    struct samples samples = {.nanoseconds = malloc(capacity * sizeof(int64_t)), .capacity = capacity};
    if (samples.nanoseconds == NULL) die("no memory");
    memset(samples.nanoseconds, 0xFF, capacity * sizeof(int64_t));
    return samples;
}

void samples_add(struct samples *samples, int64_t nanoseconds) {
    errno = 0;
    if (samples->count == samples->capacity) die("more samples than room");
    samples->nanoseconds[samples->count++] = nanoseconds;
}

static int ascending(const void *left, const void *right) {
    int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
    return (a > b) - (a < b);
}

void samples_sort(struct samples *samples) {
    qsort(samples->nanoseconds, samples->count, sizeof(int64_t), ascending);
}

// The smallest sample that `thousandths` of all do not exceed.
static void print_quantile(const struct samples *samples, const char *name, size_t thousandths) {
    if (samples->count == 0) {
        printf("\"%s\":null", name);
        return;
    }
    size_t rank = (samples->count * thousandths + 999) / 1000;
    printf("\"%s\":%.3f", name, (double)samples->nanoseconds[rank - 1] / 1000);
}

static void print_histogram(const struct samples *samples) {
    const char *comma = "";
    size_t index = 0;
    printf(",\"histogram\":[");
    while (index < samples->count && samples->nanoseconds[index] < BINS * INT64_C(1000)) {
        int64_t bin = samples->nanoseconds[index] / 1000;
        size_t first = index;
        while (index < samples->count && samples->nanoseconds[index] / 1000 == bin) index++;
        printf("%s[%lld,%zu]", comma, (long long)bin, index - first);
        comma = ",";
    }
    printf("],\"overflow\":%zu", samples->count - index);
}

void samples_print(const struct samples *samples, bool histogram) {
    print_quantile(samples, "p50", 500);
    putchar(',');
    print_quantile(samples, "p99", 990);
    putchar(',');
    print_quantile(samples, "p999", 999);
    putchar(',');
    print_quantile(samples, "max", 1000);
    if (histogram) print_histogram(samples);
}
