public import Units

/// One zone of the applicator as far as the tissue feels it.
public struct Pad: Equatable, Sendable {
    /// The area through which RF flows.
    public var radioFrequencyArea: Area
    /// The smaller stimulation electrode's area.
    public var stimulationArea: Area
    /// How its heat spreads in depth.
    public var heatSplit: HeatSplit
    /// How many times the mean power each cm² at the edge gets; 1 to 2.
    ///
    /// The default leaves the rim half a degree warmer than the middle. Source: project policy for segmented electrodes
    /// with rounded edges.
    public var edgeShare = 1.08
    /// The RF frequency in Hz.
    public var frequencyHertz = 1e6
    /// What its RF path is of straight columns through the tissue, because the field also spreads sideways; 0.5 to 1.
    ///
    /// The default makes the average cheek read 50 Ω on 20 cm² at 1 MHz.
    public var pathShare = 0.875

    /// A pad of these areas.
    public init(radioFrequencyArea: Area, stimulationArea: Area, heatSplit: HeatSplit) {
        self.radioFrequencyArea = radioFrequencyArea
        self.stimulationArea = stimulationArea
        self.heatSplit = heatSplit
    }
}

/// Where in depth absorbed RF becomes heat, in the layers that the split was worked out for.
public enum HeatSplit: Equatable, Sendable {
    /// Bipolar, segmented: 40 % in the skin, 50 % in the fat, 10 % in the muscle.
    case reference
    /// A large pad against a return electrode: 4 % in the skin, 88 % in the fat, 8 % in the muscle.
    case monopolar
}
