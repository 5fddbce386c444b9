import Glibc
import Synchronization
import World

/// What a long run says on the standard error output while it plays.
///
/// One that has to be ended early has told by then what it found. A short run says nothing.
struct Progress: ~Copyable {
    /// After how many cases it speaks.
    private static let step = 500

    private let total: Int
    private let withFaults: Bool
    // A tuple: a private type here breaks the compiler of Swift 6.3.1 in a debug build.
    private let counts = Mutex<(played: Int, failing: [UInt64])>((0, []))

    init(of total: Int, withFaults: Bool) { (self.total, self.withFaults) = (total, withFaults) }

    /// Counts what a case came to; every thread that plays calls this.
    ///
    /// - Parameter outcome: nil where the case drew a plan that is none.
    func count(_ outcome: CampaignOutcome?) {
        let text = counts.withLock { counts -> String? in
            counts.played += 1
            if let outcome, outcome.fails(withFaults: withFaults) { counts.failing.append(outcome.seed) }
            guard counts.played % Progress.step == 0, total > Progress.step else { return nil }
            let seeds = counts.failing.sorted().prefix(10).map { " \($0)" }.joined()
            return "campaign: \(counts.played) of \(total) played, \(counts.failing.count) fail\(seeds)\n"
        }
        guard var text else { return }
        text.withUTF8 { _ = unsafe write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
