internal import Control
internal import Treatment
internal import Units

extension EventText {
    /// The events of a titration, and of what is made of its result.
    ///
    /// - Parameter event: one of these; any other one is a mistake of the caller.
    init(titration event: RecordEvent) {
        switch event {
        case .titrationBegan(let zone, let program, let device, let request):
            self.init(
                "titrationBegan",
                [
                    ("zone", .text(zone.name)), ("program", .text(program.hexadecimal)),
                    ("device", .text(device.hexadecimal)), ("request", .request(request)),
                ])
        case .presented(let zone, let shown):
            self.init(
                "presented",
                [
                    ("zone", .text(zone.name)), ("number", .number(Int64(shown.number))),
                    ("step", .number(Int64(shown.level))), ("microamps", .number(Int64(shown.current.microamps))),
                    ("search", .text("\(shown.search)")),
                ])
        case .marked(let zone, let mark, let presentation, let milliseconds, let counts, let request):
            self.init(
                "marked",
                [
                    ("zone", .text(zone.name)), ("mark", .text("\(mark)")),
                    ("presentation", .number(Int64(presentation))), ("milliseconds", .number(Int64(milliseconds))),
                    ("counts", .number(counts ? 1 : 0)), ("request", .request(request)),
                ])
        case .titrationEnded(let zone, let outcome, let result, let cause):
            self.init(
                "titrationEnded",
                [
                    ("zone", .text(zone.name)), ("outcome", .text(outcome.name)),
                    ("thresholdMicroamps", EventText.microamps(outcome.range?.threshold)),
                    ("maximumMicroamps", EventText.microamps(outcome.range?.maximum)),
                    ("result", .text(String(describing: result))),
                    ("cause", cause.map { .text(String(describing: $0)) } ?? .null),
                ])
        case .intensitySet(let zone, let from, let to, let request):
            self.init(
                "intensitySet",
                [
                    ("zone", .text(zone.name)), ("fromPerMille", .number(Int64(from.rawValue))),
                    ("toPerMille", .number(Int64(to.rawValue))), ("request", .request(request)),
                ])
        case .intent, .treatmentBegan, .entered, .finding, .deviceCause, .acknowledged, .silenced, .stopAsked,
            .expected, .delivered, .dose, .hostGranted, .hazardToZero, .timing, .treatmentEnded, .deviceIdentified:
            preconditionFailure("not an event of a titration")
        }
    }

    private static func microamps(_ current: Current?) -> Value {
        current.map { .number(Int64($0.microamps)) } ?? .null
    }
}
