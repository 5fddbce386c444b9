import Glibc

/// The processor time that this process has used, in s: what other processes take of the machine is not in it.
enum ProcessorTime {
    static var now: Double {
        var time = timespec()
        guard unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time) == 0 else { return 0 }
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
