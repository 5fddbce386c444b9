/// The interface `io.myotherm.Controller` in Varlink's own language: what any client can read from the socket itself.
public enum ControllerInterface {
    /// The interface's name.
    public static let name = "io.myotherm.Controller"

    /// The interface's description, as `GetInterfaceDescription` returns it.
    public static let description = """
        # Controls one facial treatment device. Every quantity is an integer with its unit in its name.
        interface io.myotherm.Controller

        # What stopped or paused the treatment: the cause's name, a plain sentence, and what to do about it.
        type Finding (
          cause: string,
          zone: ?string,
          value: int,
          limit: int,
          sentence: string,
          hint: string
        )

        # An alarm condition in the terms of IEC 60601-1-8: priority is low, medium or high.
        type Alarm (
          cause: string,
          priority: string,
          latched: bool,
          acknowledged: bool,
          sentence: string,
          hint: string
        )

        type ZoneStatus (
          zone: string,
          # The hotter sensor's reading; null when it cannot be believed.
          skinTemperatureMilliC: ?int,
          targetMilliC: ?int,
          rfMilliwatts: int,
          rfCommandedMilliwatts: int,
          currentMicroamps: int,
          impedanceMilliohms: int,
          pulsesPlanned: int,
          pulsesDelivered: int,
          energyMillijoules: int,
          peakMilliCelsius: int,
          cem43Milliminutes: int,
          deepMilliminutes: int,
          carriedMilliminutes: int,
          carriedDeepMilliminutes: int,
          # How the zone's titration ended since the plan was loaded; null without one. The range is what it found, or from 0 to the
          # plan's current where the operator has changed a zone whose plan has no intensity; else null.
          titration: ?string,
          thresholdMicroamps: ?int,
          maximumMicroamps: ?int,
          # The share of that range that is wanted; null without one, and where nobody has changed the plan's current.
          intensityPerMille: ?int
        )

        type Device (
          model: string,
          serialNumber: string,
          firmware: string,
          bootId: string,
          isSimulator: bool,
          applicatorId: int,
          usesLeft: int
        )

        # How often a span was how long. Only GetTiming gives the bins; each counts the spans below its end, and not below
        # the end before.
        type Histogram (
          count: int,
          leastMicroseconds: int,
          p50Microseconds: int,
          p99Microseconds: int,
          p999Microseconds: int,
          greatestMicroseconds: int,
          bins: ?[]HistogramBin
        )

        type HistogramBin (
          belowMicroseconds: int,
          count: int
        )

        # How long at most from a danger at a sensor to zero output, added up from what was measured before the last arming.
        type HazardToZero (
          sumMicroseconds: int,
          limitMicroseconds: int,
          samplingMicroseconds: int,
          slowFrameMicroseconds: int,
          roundTripMicroseconds: int,
          reactionMicroseconds: int,
          inFlightMicroseconds: int,
          stopRunMicroseconds: int,
          pulseMicroseconds: int
        )

        # How punctual workstation and line have been since output began; before that, since the last arming began.
        type Timing (
          ticks: Histogram,
          releases: Histogram,
          queued: Histogram,
          reactions: Histogram,
          roundTrips: Histogram,
          leaseMargins: Histogram,
          roundTripMicroseconds: ?int,
          clockBoundMicroseconds: ?int,
          hazardToZero: ?HazardToZero
        )

        # What the workstation grants the control loop: each granted, notAsked, or refused with the reason.
        type Host (
          realtime: string,
          priority: int,
          memory: string,
          processor: string,
          awake: string,
          missing: []string
        )

        # How the serial line is set, as it was read back.
        type Line (
          path: string,
          baud: int,
          lowLatency: string,
          latencyTimerMs: ?int,
          usbSerial: ?string
        )

        type PlanZone (
          zone: string,
          pulses: int,
          contractions: int,
          chargeMicrocoulombs: int,
          energyMillijoules: int,
          peakMicroamps: int,
          # What the zone had received within a day, in thousandths of a minute at 43 °C: skin, and deepest estimate.
          carriedMilliminutes: int,
          carriedDeepMilliminutes: int
        )

        \(forecastType)

        type PlanProblem (
          line: ?int,
          key: ?string,
          message: string
        )

        \(approvalTypes)

        type RecordSummary (
          id: int,
          began: string,
          ended: ?string,
          result: ?string,
          firstCause: ?string,
          planHash: string,
          actor: ?string,
          patient: ?string,
          # Who approved the plan, when, and the SHA-256 of approval and seal; null where nobody did.
          approvedBy: ?string,
          approvedByUid: ?int,
          approvedAt: ?string,
          approvalHash: ?string,
          # Who had asked on the day what only the day can answer; null where the assessment was of that day.
          askedBy: ?string,
          # What the device called itself, and the USB device that it hung on.
          deviceSerial: ?string,
          usbSerial: ?string,
          # The zone whose intensity was titrated; null for a treatment.
          titratedZone: ?string
        )

        type RecordZone (
          zone: string,
          pulsesPlanned: int,
          pulsesDelivered: int,
          energyMillijoules: int,
          peakMilliCelsius: int,
          cem43Milliminutes: int,
          deepMilliminutes: int,
          carriedMilliminutes: int,
          carriedDeepMilliminutes: int
        )

        type RecordEvent (
          id: int,
          at: string,
          kind: string,
          actor: ?string,
          detail: object
        )

        \(courseTypes)

        \(titrationTypes)

        # The state of everything. firstCause is the name of the latched cause, null when none is. message is what an operator
        # should know first, notices what somebody should know besides: how the daemon ended last, what udev's rules lack.
        method GetStatus() -> (
          \(statusFields)
        )

        # The timing of the status with every bin of its histograms.
        method GetTiming() -> (timing: Timing)

        # The same, again and again: every intervalMs (50 to 1000, 200 when absent).
        # [Requires 'more' flag]
        method WatchStatus(intervalMs: ?int) -> (
          \(statusFields)
        )

        \(approvalMethods)

        method Start(token: string) -> ()

        method Pause() -> ()

        # Without a token: checks, and gives one. With it: goes on, from zero.
        method Resume(token: ?string) -> (token: ?string, validMs: ?int)

        # Works in every state, needs no token, and may be repeated. Answered after the bytes went to the line.
        method Stop(reason: ?string) -> (state: string)

        # A person has seen why it tripped. It does not arm anything.
        method AcknowledgeTrip(name: ?string) -> ()

        # Reads the configuration file again. What cannot be changed now refuses all of it. applied names the keys that changed.
        method Reload() -> (applied: []string)

        # Newest first; before continues behind the record with that id.
        method ListRecords(limit: ?int, before: ?int) -> (records: []RecordSummary)

        method GetRecord(id: int) -> (
          record: RecordSummary,
          zones: []RecordZone,
          forecast: []ZoneForecast,
          events: []RecordEvent,
          plan: string,
          # The documents behind it: null where nobody approved it, rules also where the project's own held.
          approval: ?string,
          assessment: ?string,
          rules: ?string
        )

        \(courseMethod)

        \(titrationMethods)

        \(errors)
        """
}
