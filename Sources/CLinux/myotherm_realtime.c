#define _GNU_SOURCE
#include "myotherm_realtime.h"

#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <linux/capability.h>
#include <sched.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

// glibc 2.36 has it; the value is the kernel's.
#ifndef MADV_POPULATE_READ
#define MADV_POPULATE_READ 22
#endif

int myotherm_realtime_ask(int priority) {
    struct sched_param parameters = {.sched_priority = priority};
    return sched_setscheduler(0, SCHED_FIFO | SCHED_RESET_ON_FORK, &parameters) < 0 ? -errno : 0;
}

myotherm_schedule myotherm_realtime_read(void) {
    struct sched_param parameters;
    int policy = sched_getscheduler(0);
    if (policy < 0 || sched_getparam(0, &parameters) < 0) return (myotherm_schedule){.error = -errno};
    policy &= ~SCHED_RESET_ON_FORK;
    return (myotherm_schedule){
        .is_realtime = policy == SCHED_FIFO || policy == SCHED_RR,
        .priority = parameters.sched_priority,
    };
}

// glibc has no call for it, and libcap would be a library for one bit.
static int may_lock_without_limit(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_MEMLOCK, &limit) == 0 && limit.rlim_cur == RLIM_INFINITY) return 1;
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct data[_LINUX_CAPABILITY_U32S_3];
    if (syscall(SYS_capget, &header, data) < 0) return 0;
    return (data[CAP_TO_INDEX(CAP_IPC_LOCK)].effective & CAP_TO_MASK(CAP_IPC_LOCK)) != 0;
}

// Brings the code of one loaded object into memory: a trip's first page fault must not wait for a disk.
static int populate_code(struct dl_phdr_info *object, size_t size, void *unused) {
    (void)size;
    (void)unused;
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    for (int index = 0; index < object->dlpi_phnum; index++) {
        const ElfW(Phdr) *part = &object->dlpi_phdr[index];
        if (part->p_type != PT_LOAD || (part->p_flags & PF_W)) continue;
        uintptr_t begin = (object->dlpi_addr + part->p_vaddr) & ~(page - 1);
        uintptr_t end = object->dlpi_addr + part->p_vaddr + part->p_memsz;
        // A kernel before 5.14 does not know it; then pages come at their first use, as ever.
        madvise((void *)begin, end - begin, MADV_POPULATE_READ);
    }
    return 0;
}

int myotherm_realtime_lock_memory(void) {
    if (!may_lock_without_limit()) return -EPERM;
    if (mlockall(MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT) < 0) return -errno;
    dl_iterate_phdr(populate_code, NULL);
    return 0;
}

int myotherm_realtime_hold_processor(void) {
    int device = open("/dev/cpu_dma_latency", O_WRONLY | O_CLOEXEC);
    if (device < 0) return -errno;
    int32_t microseconds = 0;
    if (write(device, &microseconds, sizeof microseconds) == sizeof microseconds) return device;
    int error = errno;
    close(device);
    return -error;
}
