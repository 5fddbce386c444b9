extension String {
    /// The text with everything that could move a terminal's cursor or turn its writing direction replaced by `·`.
    ///
    /// Names and messages come from devices, files and other programs.
    var printable: String {
        var result = ""
        result.unicodeScalars.append(
            contentsOf: unicodeScalars.map { scalar in
                switch scalar.properties.generalCategory {
                case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: "·"
                default: scalar
                }
            })
        return result
    }
}
