// What allocations.c writes into its file, for programs in any language: everything little-endian, at fixed places.
#ifndef MYOTHERM_ALLOCATIONS_H
#define MYOTHERM_ALLOCATIONS_H

#include <stdatomic.h>
#include <stdint.h>

enum {
    ALLOCATIONS_VERSION = 1,
    THREADS = 256,
    TRACES = 64,
    DEPTH = 24,
};

enum call { CALL_MALLOC, CALL_CALLOC, CALL_REALLOC, CALL_FREE, CALL_POSIX_MEMALIGN, CALL_ALIGNED_ALLOC, CALLS };

// What one thread has asked for since it started. Only the thread itself writes it.
struct thread_counts {
    _Atomic int32_t tid;          // 0 for a place that nobody has taken
    _Atomic uint32_t generation;  // of the file when the name was read
    char name[16];
    _Atomic uint64_t calls[CALLS];
    _Atomic uint64_t bytes;  // asked for, not given back
    uint8_t reserved[48];
};

// Where one allocation came from: return addresses, the innermost first.
struct allocation_trace {
    _Atomic uint32_t depth;  // 0 until it is complete
    uint32_t call;
    uint64_t bytes;
    int32_t tid;
    uint32_t reserved;
    uint64_t addresses[DEPTH];
};

struct allocations {
    char magic[8];  // "MYOALLOC"
    uint32_t version;
    _Atomic int32_t pid;           // of the process that is counted
    _Atomic uint32_t generation;   // written from outside: every thread reads its name again
    _Atomic uint32_t trace_armed;  // written from outside: 1 from when on backtraces are kept
    _Atomic uint32_t traces;       // how many were begun; the first TRACES are kept
    _Atomic uint32_t threads;      // how many places were asked for; what finds none is counted in the last
    uint8_t reserved[4064];
    struct thread_counts thread[THREADS];
    struct allocation_trace trace[TRACES];
};

_Static_assert(sizeof(struct thread_counts) == 128, "the tools outside count on it");
_Static_assert(sizeof(struct allocation_trace) == 216, "the tools outside count on it");
_Static_assert(sizeof(struct allocations) == 4096 + 128 * THREADS + 216 * TRACES, "the tools outside count on it");

#endif
