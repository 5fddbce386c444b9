// Tells the thread sanitizer of Swift's `Mutex` on Linux; `scripts/sanitize thread` builds it and loads it before the tests.
//
// A Mutex at which two threads meet is handed over inside the Synchronization library and the kernel, where the sanitizer does
// not look: it takes everything that the lock guards for a race. These stand before the library's three functions for that
// case, and say "released" ahead of an unlock and "acquired" behind a lock. Were the functions renamed, false reports would
// come back; nothing could be hidden.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdbool.h>
#include <stdint.h>

#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context)) void *
#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define TRY "$s15Synchronization12_MutexHandleV12_tryLockSlowSbyF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

static void tell(const char *what, void *lock) {
    // Not there in a program without the sanitizer.
    void (*note)(void *) = (void (*)(void *))dlsym(RTLD_DEFAULT, what);
    if (note) note(lock);
}

SWIFT void lock_slowly(uint32_t thread, SELF lock) __asm__(LOCK);
SWIFT bool try_slowly(SELF lock) __asm__(TRY);
SWIFT void unlock_slowly(SELF lock) __asm__(UNLOCK);

SWIFT void lock_slowly(uint32_t thread, SELF lock) {
    ((SWIFT void (*)(uint32_t, SELF))dlsym(RTLD_NEXT, LOCK))(thread, lock);
    tell("__tsan_acquire", lock);
}

SWIFT bool try_slowly(SELF lock) {
    bool is_locked = ((SWIFT bool (*)(SELF))dlsym(RTLD_NEXT, TRY))(lock);
    if (is_locked) tell("__tsan_acquire", lock);
    return is_locked;
}

SWIFT void unlock_slowly(SELF lock) {
    tell("__tsan_release", lock);
    ((SWIFT void (*)(SELF))dlsym(RTLD_NEXT, UNLOCK))(lock);
}
