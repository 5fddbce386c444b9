import PlanFiles

/// The lines that a plan's text is refused with; empty when it is accepted.
func refusal(of text: String) -> [String] {
    do throws(PlanFileError) {
        _ = try PlanFile.parse(text: text, fileName: "p.yaml")
        return []
    } catch {
        return error.message.split(separator: "\n").map(String.init)
    }
}
