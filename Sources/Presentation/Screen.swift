/// Repaints lines in place on a terminal.
///
/// What this makes is text with the few control sequences that every terminal since the VT100 knows: up, erase the
/// rest, and, where asked for, colours.
public struct Screen: Sendable {
    /// A terminal's size, in characters.
    public struct Size: Equatable, Sendable {
        /// Characters in a line.
        public let columns: Int
        /// Lines.
        public let rows: Int

        /// Makes a size; sides under 1 are taken as 1.
        public init(columns: Int, rows: Int) {
            self.columns = max(columns, 1)
            self.rows = max(rows, 1)
        }
    }

    private let hasColour: Bool
    private var painted = 0

    /// Makes a screen on which nothing is painted.
    public init(hasColour: Bool) {
        self.hasColour = hasColour
    }

    /// The text that puts `lines` where the lines of before are.
    ///
    /// Long lines are folded between words; what is too much for the terminal's height is left out at the end.
    public mutating func repaint(_ lines: [Line], size: Size) -> String {
        // One row stays free: a newline in the last one would scroll the first away and leave it behind.
        let folded = lines.flatMap { line in
            Self.fold(line.text, to: size.columns).map { colour(line.tone, $0) }
        }
        let shown = folded.prefix(max(size.rows - 1, 1))
        let start = painted > 0 ? "\u{1B}[\(painted)A\r\u{1B}[J" : ""
        painted = shown.count
        return start + shown.map { $0 + "\n" }.joined()
    }

    /// Leaves what is painted where it is: the next painting begins below.
    public mutating func leave() { painted = 0 }

    private static func fold(_ text: String, to columns: Int) -> [String] {
        var rows: [String] = []
        var rest = Substring(text)
        while rest.count > columns {
            let room = rest.prefix(columns + 1)
            if let space = room.lastIndex(of: " "), space > room.startIndex {
                rows.append(String(rest[..<space]))
                rest = rest[rest.index(after: space)...]
            } else {
                rows.append(String(rest.prefix(columns)))
                rest = rest.dropFirst(columns)
            }
        }
        return rows + [String(rest)]
    }

    private func colour(_ tone: Line.Tone, _ text: String) -> String {
        guard hasColour, !text.isEmpty else { return text }
        let code: String
        switch tone {
        case .normal: return text
        case .strong: code = "1"
        case .caution: code = "1;33"
        case .alarm: code = "1;37;41"
        case .quiet: code = "2"
        }
        return "\u{1B}[\(code)m\(text)\u{1B}[0m"
    }
}
