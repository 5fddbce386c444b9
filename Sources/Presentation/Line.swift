/// A line of a display: its words, and how they are meant.
public struct Line: Equatable, Sendable {
    /// How a line is meant; a terminal with colours shows it by them.
    public enum Tone: Equatable, Sendable {
        /// As any other.
        case normal
        /// To be seen first.
        case strong
        /// To be read soon.
        case caution
        /// To be acted on now.
        case alarm
        /// To be read last.
        case quiet
    }

    /// The words, without control characters.
    public let text: String
    /// How they are meant.
    public let tone: Tone

    init(_ text: String, _ tone: Tone = .normal) {
        self.text = text.printable
        self.tone = tone
    }
}
