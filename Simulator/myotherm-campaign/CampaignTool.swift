import ArgumentParser

/// `myotherm-campaign`: treatments in virtual time.
struct CampaignTool: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "myotherm-campaign",
        abstract: "Plays treatments in virtual time, host and device and patient in one process",
        subcommands: [
            RunCommand.self, ReplayCommand.self, DrawCommand.self, ShrinkCommand.self, LatencyCommand.self,
            PlayCommand.self, SpeedCommand.self, DeepCommand.self, SkinCommand.self, ClockCommand.self,
            ProposalsCommand.self, TitrationCommand.self, TemperatureCommand.self, ThermalCommand.self,
        ])
}
