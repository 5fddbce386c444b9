public import Units
import Wire

extension HostEndpoint {
    /// Takes bytes from `cursor` on until something is complete, and moves the cursor behind it.
    ///
    /// Call it again until the cursor has reached the end; `.nothing` means that all bytes were taken.
    public mutating func receive(_ bytes: Span<UInt8>, from cursor: inout Int, at now: Instant) -> HostInbound {
        while cursor < bytes.count {
            let broken = decoder.broken
            let outcome = decoder.push(bytes, from: &cursor)
            damagedFrames &+= decoder.broken &- broken
            switch outcome {
            case .nothing, .stopRun: continue
            case .frame: break
            }
            do {
                let header = try decoder.header(seed: seed)
                let inbound = try classify(header, at: now)
                goodFrames &+= 1
                countLost(header)
                if case .nothing = inbound { continue }
                return inbound
            } catch {
                damagedFrames &+= 1
            }
        }
        return .nothing
    }

    private mutating func countLost(_ header: FrameHeader) {
        if let last = lastDeviceFrame {
            let gap = header.frameNumber &- last
            if gap > 1, gap < 1000 { lostFrames &+= UInt32(gap) - 1 }
        }
        lastDeviceFrame = header.frameNumber
    }

    private mutating func classify(_ header: FrameHeader, at now: Instant) throws(WireError) -> HostInbound {
        switch header.opcode {
        case .helloAnswer:
            let answer = try decoder.message(HelloAnswer.self, after: header)
            follow(answer, epoch: header.epoch)
            return .answer(answer)
        case .acknowledgement:
            let answer = try decoder.message(Acknowledgement.self, after: header)
            follow(epoch: header.epoch, taken: answer.taken)
            guard header.epoch == epoch, let command = window.remove(sequence: answer.about) else { return .nothing }
            return .result(command, answer.result)
        case .fastTelemetry:
            return takeTelemetry(try decoder.message(FastTelemetry.self, after: header), header, at: now)
        case .slowTelemetry: return .slow(try decoder.message(SlowTelemetry.self, after: header))
        case .selfTestResult: return .selfTest(try decoder.message(SelfTestResult.self, after: header))
        case .deviceDescription: return .device(try decoder.message(DeviceDescription.self, after: header))
        case .applicatorDescription: return .applicator(try decoder.message(ApplicatorDescription.self, after: header))
        case .zoneDescription: return .zone(try decoder.message(ZoneDescription.self, after: header))
        case .hello, .stop, .describe, .lease, .ceiling, .indicate, .selfTest, .envelope, .arm, .disarm, .start, .pause,
            .resume, .segment, .acknowledgeTrip:
            throw .unknownOpcode(header.opcode.rawValue)
        }
    }

    private mutating func takeTelemetry(
        _ telemetry: FastTelemetry, _ header: FrameHeader, at now: Instant
    ) -> HostInbound {
        follow(epoch: header.epoch, taken: telemetry.lastTaken)
        if header.epoch == epoch { window.removeSegments(upTo: telemetry.lastTaken) }
        var exchange: ClockExchange?
        if let flight = flights.echo(telemetry.echoFrame) {
            let seen = ClockExchange(
                sent: flight.sent, arrived: telemetry.echoTime, sampled: telemetry.time, received: now,
                isFirst: flight.isFirst)
            if seen.isFirst { roundTrip.add(seen.roundTrip.clampedToPositive) }
            exchange = seen
        }
        return .fast(telemetry, exchange: exchange, epochIsCurrent: header.epoch == epoch)
    }

    /// Follows an answer that is about this host's session, or about the one it is about to open.
    private mutating func follow(_ answer: HelloAnswer, epoch seen: UInt32) {
        guard answer.hostInstance == hostInstance, bootID == nil || bootID == answer.bootID else { return }
        if followedBoot != answer.bootID {
            followedBoot = answer.bootID
            epochIsConfirmed = false
        }
        follow(epoch: seen, taken: answer.lastSequence)
    }

    /// Follows the device into its epoch: commands of the one before are lost, and the next one follows the last taken.
    ///
    /// Their bytes may still be on the line, and count until an echo shows the device behind them.
    private mutating func follow(epoch seen: UInt32, taken: UInt32) {
        guard seen > epoch || (seen == epoch && !epochIsConfirmed) else { return }
        epoch = seen
        epochIsConfirmed = true
        nextSequence = taken &+ 1
        window.removeAll()
    }
}

extension FrameDecoder {
    /// Frames that ended before their checksum could be looked at.
    var broken: UInt32 { malformed &+ tooLong }
}

extension FastTelemetry {
    /// When the echoed frame had arrived, with the upper bits that the line leaves out: the moment nearest to the sample.
    ///
    /// A device that sends a little after it sampled may echo a frame that arrived in between.
    var echoTime: DeviceInstant {
        let age = Int32(truncatingIfNeeded: time.microseconds &- Int64(echoArrival))
        return .microseconds(time.microseconds - Int64(age))
    }
}
