import ArgumentParser

/// `myotherm-bench`: the product's parts, measured one at a time; `Benchmarks/run` holds them against their references.
struct BenchTool: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "myotherm-bench",
        abstract: "Measures the product's parts, one at a time",
        subcommands: [CodecCommand.self, DevicesCommand.self, ReactCommand.self])
}
