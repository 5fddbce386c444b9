import Units

/// What changes under one zone.
struct SkinState: Sendable {
    /// The skin, in °C.
    private(set) var skin: Double
    /// The centre sensor, which follows the skin.
    private(set) var centre: Double
    /// The edge sensor, which follows the skin at the edge.
    private(set) var edge: Double
    /// The hottest tissue.
    private(set) var hottest: Double
    /// The share of the electrodes that touches the skin.
    var contact = 1.0
    /// A temperature that holds skin and sensors, in °C.
    var held: Double? {
        didSet {
            guard let held else { return }
            (skin, centre, edge, hottest) = (held, held, held, held)
        }
    }

    // The decay over the last span, kept because nearly all spans are alike.
    private var span = Duration.zero
    private var skinDecay = 1.0
    private var sensorDecay = 1.0

    init(celsius: Double) { (skin, centre, edge, hottest) = (celsius, celsius, celsius, celsius) }

    mutating func advance(by span: Duration, power: Power, through properties: SkinProperties) {
        guard held == nil else { return }
        if span != self.span { prepare(span, properties) }
        let area = properties.squareCentimetres * contact
        let density = contact > 0 ? Double(power.milliwatts) / 1000 / area : 0
        let settled = properties.restingCelsius + density / properties.loss
        skin = settled + (skin - settled) * skinDecay
        hottest = skin + properties.depthRise * density
        let edgeTarget = skin + properties.edgeRise * density
        centre = skin + (centre - skin) * sensorDecay
        edge = edgeTarget + (edge - edgeTarget) * sensorDecay
    }

    private mutating func prepare(_ span: Duration, _ properties: SkinProperties) {
        self.span = span
        let seconds = Double(span.nanoseconds) / 1e9
        skinDecay = SkinState.decay(seconds * properties.loss / properties.capacity)
        sensorDecay = SkinState.decay(seconds / SkinState.sensorLag)
    }

    /// e to the power of `−x`.
    private static func decay(_ x: Double) -> Double { exp2(-x * 1.442_695_040_888_963_4) }

    /// How long a sensor takes to follow the skin, in s.
    private static let sensorLag = 3.0
}
