import Safety
import Units

/// What all interlocks say when the zones give what `change` says.
func verdict(ofOutput change: (inout OutputEvidence) -> Void) -> Verdict { verdict { change(&$0.output) } }

/// Zone 1 was told to give `commanded` mW for longer than a mean lasts, and gives `measured`.
func power(_ measured: Int32, for commanded: Int32, _ evidence: inout OutputEvidence) {
    evidence.power[zones[1]].measured = .milliwatts(measured)
    evidence.power[zones[1]].least = .milliwatts(commanded)
    evidence.power[zones[1]].greatest = .milliwatts(commanded)
}

/// A pulse of 200 µs in zone 1 that was to have `commanded` µA and has `measured`.
func pulse(_ measured: Int32, for commanded: Int32, _ evidence: inout OutputEvidence) {
    evidence.pulse[zones[1]].current = .microamps(measured)
    evidence.pulse[zones[1]].least = .microamps(commanded)
    evidence.pulse[zones[1]].greatest = .microamps(commanded)
    evidence.residue[zones[1]].phase = .microamps(measured) * .microseconds(200)
}
