/// The text of a heat case that is accepted, and how tests change it.
enum HeatCaseText {
    static let plain = """
        layers:
          - name: skin
            thickness: 2 mm
            conductivity: 0.372 W/m/K
            density: 1109 kg/m³
            heatCapacity: 3390.5 J/kg/K
        top: {flux: 0 W/m²}
        bottom: {temperature: 37 °C}
        initial: 37 °C
        times: [1 s, 2 s]
        depths: [0 mm, 1 mm]

        """

    /// The sample with the first `old` replaced by `new`.
    static func replacing(_ old: String, _ new: String) -> String {
        var text = plain
        guard let range = text.firstRange(of: old) else { return "the sample has no '\(old)'" }
        text.replaceSubrange(range, with: new)
        return text
    }
}
