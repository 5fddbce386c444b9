import ArgumentParser
import Verification

/// Holds the heat solver against every analytic case, and says how far apart they are.
struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Compare the heat solver with closed forms",
        discussion: """
            Prints the table of docs/verification.md: expected and computed temperatures, orders of convergence, balance of
            heat. Exits 1 when an error exceeds 0.5 % of the rise, an order is missed, or a balance is open by 0.1 %.
            """)

    @Flag(help: "Print one JSON object instead of tables.")
    var json = false

    func run() throws {
        let report: VerificationReport
        do {
            report = try VerificationReport()
        } catch {
            throw ValidationError("\(error)")
        }
        print(json ? report.json : report.text)
        if !report.holds { throw ExitCode(1) }
    }
}
