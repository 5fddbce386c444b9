/// The plans of these tests: four zones, short.
enum Plans {
    /// Whom they are for.
    static let patient = "P-0117"

    /// A plan of 10 to 60 s, with one contraction of 100 pulses in every zone each four seconds, from 1 s on.
    static func seconds(_ duration: Int, for patient: String = patient) -> String {
        """
        name: Short
        duration: \(duration) s

        heating:
          target: 38.0 °C
          warmUpTarget: 35.0 °C
          warmUpDuration: 10 s
          rampLimit: 3.5 °C/min
          density: 150 mW/cm²

        stimulation:
          current: 12 mA
          rate: 50 Hz
          width: 200 µs
          on: 2 s
          off: 2 s
          rampUp: 0.5 s
          rampDown: 0.5 s
          from: 1 s
          until: \(duration) s

        zones:
          - zone: forehead
          - zone: leftCheek
          - zone: rightCheek
          - zone: submentum

        patient: \(patient)

        """
    }

    /// The same for nobody: it can be loaded for anybody, and not be approved.
    static func template(_ duration: Int) -> String {
        seconds(duration).replacing("patient: \(patient)\n", with: "")
    }

    /// What a whole plan of that length gives each zone: the whole contractions in it.
    static func pulses(inSeconds duration: Int) -> Int64 { Int64((duration - 1 + 2) / 4 * 100) }
}
