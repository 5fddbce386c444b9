#ifndef MYOTHERM_REALTIME_H
#define MYOTHERM_REALTIME_H

/// How the calling thread is scheduled, or why that is not known.
typedef struct {
    /// 0, or the negated errno: then the other fields are 0.
    int error;
    /// 1 for SCHED_FIFO and SCHED_RR, 0 for every other policy.
    int is_realtime;
    /// The priority among such threads, 1 to 99; 0 without.
    int priority;
} myotherm_schedule;

/// Asks for SCHED_FIFO at `priority` (1 to 99) for the calling thread alone: threads that it starts begin at the default
/// policy. Returns 0 or the negated errno (-EPERM: neither CAP_SYS_NICE nor RLIMIT_RTPRIO allows it).
int myotherm_realtime_ask(int priority);

/// How the calling thread is scheduled now.
myotherm_schedule myotherm_realtime_read(void);

/// Keeps the process's pages in memory from their first use on (mlockall with MCL_ONFAULT), those of later mappings too,
/// and brings in all code and constants at once. Blocks for the disk: never on a loop that already steers.
/// Without RLIMIT_MEMLOCK at infinity or CAP_IPC_LOCK it is not tried and gives -EPERM: under a limit the lock itself
/// might succeed, and every mapping after it fail. Returns 0 or the negated errno.
int myotherm_realtime_lock_memory(void);

/// Asks the kernel to let no processor sleep so deeply that waking takes time (/dev/cpu_dma_latency at 0). It holds for
/// as long as the descriptor that is returned stays open. Returns it, or the negated errno (-EACCES: not permitted,
/// -ENOENT: this kernel has none).
int myotherm_realtime_hold_processor(void);

#endif
