internal import Control

/// Where the record stands: which treatment the next entry belongs to.
///
/// A treatment keeps what follows its end (its last state, the acknowledgement of its trip) until the machine begins
/// something new.
struct Course: Equatable {
    /// The treatment that entries belong to now.
    var treatment: Int64?
    /// Whether that treatment has not ended yet.
    var isOpen = false
    /// What its plan calls its zones, by place.
    var zoneNames: [String] = []
    /// The entry of the last intent to arm, which the treatment that comes of it will point to.
    var armIntent: Int64?

    func zoneName(_ place: Int) -> String {
        place < zoneNames.count ? zoneNames[place] : "zone \(place)"
    }

    /// Lets go of what does not reach into `state`: an arming that came to nothing, a treatment that has ended.
    mutating func enter(_ state: TreatmentState) {
        guard !isOpen else { return }
        switch state {
        case .stopping, .cooldown, .finished, .tripped, .outputUncertain:
            armIntent = nil
        case .contactCheck, .titrating, .armed, .running, .paused:
            leaveTreatment()
        case .disconnected, .identifying, .selfTesting, .ready, .loaded, .service:
            armIntent = nil
            leaveTreatment()
        }
    }

    private mutating func leaveTreatment() {
        treatment = nil
        zoneNames = []
    }
}
