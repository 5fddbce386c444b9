import ArgumentParser
import ControlSocket

/// Checks the patient and arms.
struct ArmCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "arm", abstract: "Check contact, sensors and button, and arm.",
        discussion: "Prints the token that 'start --token' must show within its validity. There is no output yet.")

    @OptionGroup var options: Options

    func run() throws {
        try options.report { client throws(ControllerError) in
            let answer = try client.arm()
            return Report(
                json: answer.json, lines: ["token \(answer.reply.token) valid \(answer.reply.validMs) ms"],
                note: "armed: begin with 'myothermctl start --token \(answer.reply.token)', or stop")
        }
    }
}
