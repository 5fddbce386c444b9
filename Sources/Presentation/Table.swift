/// Columns of text, as wide as their widest entry, with two spaces between them.
struct Table {
    enum Alignment {
        case left
        case right
    }

    private let columns: [(title: String, alignment: Alignment)]
    private var rows: [[String]] = []

    init(_ columns: [(title: String, alignment: Alignment)]) {
        self.columns = columns
    }

    /// Adds a row; entries beyond the columns are not shown, and missing ones are empty.
    mutating func add(_ row: [String]) { rows.append(row.map(\.printable)) }

    /// The titles and the rows, without blanks at the ends of lines.
    var lines: [String] {
        let all = [columns.map(\.title)] + rows
        let widths = columns.indices.map { column in
            all.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0
        }
        return all.map { row in
            var line = ""
            for (column, width) in widths.enumerated() {
                let entry = row.indices.contains(column) ? row[column] : ""
                let blanks = String(repeating: " ", count: width - entry.count)
                if column > 0 { line += "  " }
                switch columns[column].alignment {
                case .left: line += entry + blanks
                case .right: line += blanks + entry
                }
            }
            while line.last == " " { line.removeLast() }
            return line
        }
    }
}
