/// The text of a plan that is accepted, and how tests change it.
enum SampleText {
    static let plan = """
        name: Sample
        duration: 60 s
        heating:
          target: 38.0 °C
          warmUpTarget: 37.0 °C
          warmUpDuration: 1 min
          rampLimit: 3.5 °C/min
          density: 150 mW/cm²
        stimulation:
          current: 12 mA
          rate: 50 Hz
          width: 200 µs
          on: 2 s
          off: 3 s
          rampUp: 0.5 s
          rampDown: 0.5 s
          from: 5 s
          until: 60 s
        zones:
          - zone: forehead
          - zone: submentum

        """

    /// The sample, or another text, with the first `old` replaced by `new`.
    static func replacing(_ old: String, _ new: String, in text: String = plan) -> String {
        var text = text
        guard let range = text.firstRange(of: old) else { return "the sample has no '\(old)'" }
        text.replaceSubrange(range, with: new)
        return text
    }

    /// The sample with the line that contains `part` taken out.
    static func without(_ part: String) -> String {
        plan.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.contains(part) }
            .joined(separator: "\n")
    }
}
