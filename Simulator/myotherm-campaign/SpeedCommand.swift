import ArgumentParser
import Control
import Device
import PlanFiles
import Tissue
import Treatment
import Units
import Wire
import World

/// Measures how fast the simulation runs, in simulated seconds for each second of one core.
struct SpeedCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "speed",
        abstract: "Measure how fast tissue, device and whole treatments run on one core",
        discussion: """
            Three figures, each the best of several rounds, over energised seconds only and by the processor time of this \
            process: the tissue alone (four zones of three columns, heated and stimulated), tissue and device with its \
            telemetry at 200 Hz (against the recorded bytes of a host, both codecs at work), and the whole system. Exits 1 \
            when one of the first two is below its budget of 10,000 and 5,000. Meant for a release build.
            """)

    @Option(help: ArgumentHelp("The plan file", valueName: "file"))
    var plan: String

    @Option(help: "What determines the patient and every noise")
    var seed: UInt64 = 0

    @Option(help: "How often each figure is taken, 1 or more")
    var rounds = 5

    @Flag(help: "Print one JSON object instead of text")
    var json = false

    func validate() throws {
        guard rounds > 0 else { throw ValidationError("--rounds is \(rounds), but 1 or more was expected.") }
    }

    func run() throws {
        let scenario = Scenario(program: try PlanArgument.program(plan), seed: seed)
        var recorder = VirtualTreatment(scenario)
        let (report, host) = recorder.runRecorded()
        guard report.result == .completed else {
            throw ValidationError("The treatment ended in \(report.state), not completed: nothing was measured.")
        }
        guard SpeedCommand.deviceSeconds(scenario, host) > 0 else {
            throw ValidationError(
                "The device did not run when the host's recorded bytes were played to it again: nothing was measured. "
                    + "Take another plan or --seed.")
        }
        let energised = Double(scenario.program.duration.milliseconds) / 1000
        let figures = [
            SpeedFigure(
                name: "tissue alone", budget: 10_000,
                timesRealTime: best { energised / SpeedCommand.tissueSeconds(scenario, energised) }),
            SpeedFigure(
                name: "tissue and device, 200 Hz", budget: 5000,
                timesRealTime: best { energised / SpeedCommand.deviceSeconds(scenario, host) }),
            SpeedFigure(
                name: "whole system", budget: nil,
                timesRealTime: best { energised / SpeedCommand.systemSeconds(scenario) }),
        ]
        print(json ? SpeedFigure.json(figures) : SpeedFigure.text(figures))
        guard figures.allSatisfy(\.holds) else { throw ExitCode(1) }
    }

    private func best(_ measure: () -> Double) -> Double { (0..<rounds).map { _ in measure() }.max() ?? 0 }

    /// The processor time of the tissue for `seconds` of heat and contractions, stepped as the device does.
    private static func tissueSeconds(_ scenario: Scenario, _ seconds: Double) -> Double {
        let profile = scenario.profile
        var face = FaceTissue(
            patient: scenario.patient, pads: profile.pads, sensors: profile.sensors, seed: scenario.seed)
        var powers = PerZone(repeating: Power.zero)
        for zone in ZoneSet.all {
            powers[zone] = profile.zones[zone].radioFrequencyArea * .milliwattsPerSquareCentimetre(80)
        }
        let begin = ProcessorTime.now
        for sample in 0..<Int(seconds * 200) {
            face.advance(by: .milliseconds(5), powers: powers)
            // 50 Hz in every zone, for 2 s of each 6.
            guard sample % 1200 < 400, sample % 4 == 0 else { continue }
            for zone in ZoneSet.all {
                _ = face.pulse(.milliamps(20), width: .microseconds(200), volts: 100, in: zone)
            }
        }
        return ProcessorTime.now - begin
    }

    /// The processor time of device and tissue while the program ran.
    private static func deviceSeconds(_ scenario: Scenario, _ host: HostRecording) -> Double {
        var device = VirtualTreatment.device(of: scenario)
        var spent = 0.0
        var begin: Double?
        host.play(to: &device) { state, _ in
            if state == .running {
                begin = ProcessorTime.now
            } else if let since = begin {
                spent += ProcessorTime.now - since
                begin = nil
            }
        }
        return spent
    }

    private static func systemSeconds(_ scenario: Scenario) -> Double {
        var treatment = VirtualTreatment(scenario)
        let begin = ProcessorTime.now
        _ = treatment.run()
        return ProcessorTime.now - begin
    }
}
