// Counts what every thread of a program allocates, for LD_PRELOAD.
//
// MYOTHERM_ALLOCATIONS names a file that this library maps and counts in, so that another process can read the counts at
// any two moments and subtract them: the program need not know, and is not stopped. Counting costs a thread a few ns and
// no lock, since each writes a place of its own. With MYOTHERM_ALLOCATION_TRACE=NAME the first allocations of the threads
// of that name are kept with their callers, from the moment when a byte in the file says so.
#define _GNU_SOURCE
#include "allocations.h"

#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

// The allocator itself, under the names that glibc keeps for programs like this. Looking them up would allocate.
extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void __libc_free(void *);
extern void *__libc_memalign(size_t, size_t);

static struct allocations *shared;
static char traced_name[16];

// Initial-exec, because other thread-local storage of a library is itself allocated at first use.
static __thread __attribute__((tls_model("initial-exec"))) struct thread_counts *own;
static __thread __attribute__((tls_model("initial-exec"))) bool is_tracing;

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("MYOTHERM_ALLOCATIONS"), *name = getenv("MYOTHERM_ALLOCATION_TRACE");
    if (path == NULL) return;
    int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) return;
    struct allocations *mapped = MAP_FAILED;
    if (ftruncate(file, sizeof *mapped) == 0)
        mapped = mmap(NULL, sizeof *mapped, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    if (mapped == MAP_FAILED) return;
    // The first process that comes is counted, and what it starts is not. A process that was another program before
    // (`chrt` for example) begins anew.
    int32_t owner = 0, own_pid = getpid();
    if (!atomic_compare_exchange_strong(&mapped->pid, &owner, own_pid)) {
        if (owner != own_pid) return;
        memset(mapped, 0, sizeof *mapped);
        atomic_store(&mapped->pid, own_pid);
    }
    memcpy(mapped->magic, "MYOALLOC", 8);
    mapped->version = ALLOCATIONS_VERSION;
    if (name != NULL) strncpy(traced_name, name, sizeof traced_name - 1);
    // The first backtrace loads a library, which allocates.
    void *once[2];
    backtrace(once, 2);
    shared = mapped;
}

// One writer, so that adding needs no locked instruction.
static inline void add(_Atomic uint64_t *count, uint64_t value) {
    atomic_store_explicit(count, atomic_load_explicit(count, memory_order_relaxed) + value, memory_order_relaxed);
}

static void read_name(uint32_t generation) {
    prctl(PR_GET_NAME, own->name);
    atomic_store_explicit(&own->generation, generation, memory_order_release);
}

static void claim(void) {
    uint32_t place = atomic_fetch_add(&shared->threads, 1);
    own = &shared->thread[place < THREADS ? place : THREADS - 1];
    read_name(atomic_load(&shared->generation));
    atomic_store(&own->tid, (int32_t)syscall(SYS_gettid));
}

static __attribute__((noinline)) void trace(enum call call, size_t bytes) {
    if (is_tracing || strcmp(own->name, traced_name) != 0) return;
    uint32_t place = atomic_fetch_add(&shared->traces, 1);
    if (place >= TRACES) return;
    is_tracing = true;
    struct allocation_trace *kept = &shared->trace[place];
    void *addresses[DEPTH];
    int depth = backtrace(addresses, DEPTH);
    for (int index = 0; index < depth; index++) kept->addresses[index] = (uint64_t)addresses[index];
    kept->call = call;
    kept->bytes = bytes;
    kept->tid = atomic_load(&own->tid);
    atomic_store_explicit(&kept->depth, (uint32_t)depth, memory_order_release);
    is_tracing = false;
}

static inline void count(enum call call, size_t bytes) {
    if (shared == NULL || is_tracing) return;
    int before = errno;
    if (own == NULL) claim();
    uint32_t generation = atomic_load_explicit(&shared->generation, memory_order_relaxed);
    if (generation != atomic_load_explicit(&own->generation, memory_order_relaxed)) read_name(generation);
    add(&own->calls[call], 1);
    add(&own->bytes, bytes);
    bool gives = call != CALL_FREE;
    if (gives && traced_name[0] != 0 && atomic_load_explicit(&shared->trace_armed, memory_order_relaxed) != 0)
        trace(call, bytes);
    errno = before;
}

void *malloc(size_t size) {
    count(CALL_MALLOC, size);
    return __libc_malloc(size);
}

void *calloc(size_t members, size_t size) {
    count(CALL_CALLOC, members * size);
    return __libc_calloc(members, size);
}

void *realloc(void *old, size_t size) {
    count(CALL_REALLOC, size);
    return __libc_realloc(old, size);
}

void free(void *old) {
    if (old != NULL) count(CALL_FREE, 0);
    __libc_free(old);
}

int posix_memalign(void **given, size_t alignment, size_t size) {
    count(CALL_POSIX_MEMALIGN, size);
    if (alignment < sizeof(void *) || (alignment & (alignment - 1)) != 0) return EINVAL;
    int before = errno;
    void *memory = __libc_memalign(alignment, size);
    errno = before;
    if (memory == NULL) return ENOMEM;
    *given = memory;
    return 0;
}

void *aligned_alloc(size_t alignment, size_t size) {
    count(CALL_ALIGNED_ALLOC, size);
    return __libc_memalign(alignment, size);
}

void *memalign(size_t alignment, size_t size) {
    count(CALL_ALIGNED_ALLOC, size);
    return __libc_memalign(alignment, size);
}
