/// Why a heat case cannot be computed.
public enum VerificationError: Error, Equatable, CustomStringConvertible {
    /// A number of the case lies outside its range: where it stands, what it is, and what was expected.
    case outOfRange(place: String, found: String, expected: String)
    /// The parts of a case contradict each other.
    case contradiction(place: String, problem: String)
    /// A steady state is asked for where nothing determines one.
    case noSteadyState(place: String)

    /// One sentence that says what is wrong, where, and what to do.
    public var description: String {
        switch self {
        case .outOfRange(let place, let found, let expected): "\(place) is \(found), but \(expected) was expected."
        case .contradiction(let place, let problem): "\(place): \(problem)."
        case .noSteadyState(let place):
            "\(place): there is no steady state. Give one end a temperature or convection, or a layer blood, and let all"
                + " values settle (no sinusoid)."
        }
    }
}
