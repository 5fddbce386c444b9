public import ArgumentParser
import Device
import PlanFiles
import SimulatorFiles
import Tissue
import Treatment
import Units
public import World

/// What is played, on whom, and what breaks on the way.
struct ScenarioOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The plan file", valueName: "file"))
    var plan: String

    @Option(help: ArgumentHelp("A patient file; without one every seed is a person of its own", valueName: "file"))
    var patient: String?

    @Option(help: "What kind of device treats: reference (bipolar) or monopolar")
    var profile = ProfileName.reference

    @Option(help: ArgumentHelp("A file of faults", valueName: "file"))
    var faults: String?

    @Option(name: .customLong("random-faults"), help: "How many faults each seed draws beside those of the file")
    var randomFaults = 0

    func validate() throws {
        guard (0...100).contains(randomFaults) else {
            throw ValidationError("--random-faults is \(randomFaults), but 0 to 100 was expected.")
        }
    }

    /// Reads the files, once for all seeds.
    func load() throws -> LoadedScenario {
        LoadedScenario(
            program: try PlanArgument.program(plan), profile: profile.value,
            patient: try patient.map { path in try ScenarioOptions.read { try PatientFile.read(path: path) } },
            faults: try faults.map { path in try ScenarioOptions.read { try FaultScriptFile.read(path: path) } },
            randomFaults: randomFaults)
    }

    private static func read<Value>(_ body: () throws -> Value) throws -> Value {
        do { return try body() } catch { throw ValidationError("\(error)") }
    }
}

/// The plan of a command line.
enum PlanArgument {
    static func plan(_ path: String) throws -> Plan {
        do { return try PlanFile.read(path: path).plan } catch { throw ValidationError("\(error)") }
    }

    static func program(_ path: String) throws -> Program {
        do { return try PlanFile.read(path: path).program } catch { throw ValidationError("\(error)") }
    }
}

/// What every seed has in common.
struct LoadedScenario {
    let program: Program
    let profile: DeviceProfile
    let patient: Patient?
    let faults: FaultScript?
    let randomFaults: Int

    /// The scenario of one seed.
    func scenario(seed: UInt64) -> Scenario {
        var scenario = Scenario(program: program, seed: seed)
        scenario.profile = profile
        if let patient { scenario.patient = patient }
        var list = faults?.faults ?? []
        if randomFaults > 0 {
            list += FaultScript(seed: seed, count: randomFaults, within: program.duration).faults
        }
        scenario.faults = FaultScript(list)
        return scenario
    }
}

extension ProfileName: ExpressibleByArgument {}
