import Synchronization

/// How long all tests together may wait for a machine that is too slow, and how many of them may give up for it.
final class Patience: Sendable {
    /// What comes after an attempt that the machine has spoilt.
    enum Next {
        case tryAgain, cancel, fail
    }

    static let shared = Patience()

    /// The time that attempts in vain may take in all.
    private static let limit = Duration.seconds(600)
    /// The attempts of one test.
    private static let attempts = 5
    /// More tests than these given up, half of all, and the machine is none to test on.
    private static let cancellations = 9

    private struct Account {
        var spent = Duration.zero
        var cancelled = 0
    }
    private let account = Mutex(Account())

    /// A test's attempt of that number, from 1, took `time` in vain.
    func spend(_ time: Duration, attempt: Int, isStalled: Bool) -> Next {
        account.withLock { account in
            account.spent += time
            guard attempt >= Patience.attempts || account.spent > Patience.limit else { return .tryAgain }
            account.cancelled += 1
            return isStalled && account.cancelled <= Patience.cancellations ? .cancel : .fail
        }
    }
}
