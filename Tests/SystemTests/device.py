"""A simulated applicator device on a pty: a second implementation of the device's end of the line.

Written from docs/protocol.md alone, in another language than the project, so that a mistake which the daemon and the
project's own simulator share cannot hide. When it and the daemon disagree, one of them or the document is wrong.
Numbers in parentheses are sections of the document.

    device.py --pty /tmp/device     serves until SIGTERM or SIGINT, and says on stderr what happens

It declares itself a simulator with four zones and presses the patient's button by itself (9.2); SIGUSR1 presses it for
200 ms. Output exists only in a model, which each wake-up plays to the present, event by event at exact device times:
pulses are exact although Python is not. Not modelled: lost contacts, broken sensors, output that differs from the
commanded, the alarm of `Indicate`, DTR and breaks (a pty has neither).
"""
import argparse
import gc
import os
import random
import select
import signal
import struct
import sys
import termios
import time
import tty
from collections import deque, namedtuple

SCHEMA, REVISION, MAGIC = 0x0858350B, 1, b"MYOT"
IDLE, ARMED, RUNNING, PAUSED, HALTED, TRIPPED = range(6)
ACTIVE, STATES = (ARMED, RUNNING, PAUSED), ("idle", "armed", "running", "paused", "halted", "tripped")
(DONE, WRONG_STATE, NOT_LEASED, LATE, TOO_FAR, OUT_OF_ORDER, BEYOND, HASH, BUTTON_UNTESTED, SELF_TEST_MISSING,
 CONFLICT, MALFORMED, LIMIT, ZONE_UNKNOWN, TRIP_LATCHED, CAUSE_REMAINS, NOT_READY) = range(17)
(NO_CAUSE, LEASE_EXPIRED, ENVELOPE_EXCEEDED, OVER_TEMPERATURE, _, PATIENT_BUTTON, LATE_SEGMENT, SEGMENT_ORDER, UNDERRUN,
 UNLEASED, _, _, SEQUENCE_CONFLICT, EPOCH_AHEAD, PULSE_OVERLAP, _, _, HELLO_WHILE_ARMED) = range(18)

# What a host may send, with the size of its payload (19); 0x10 and above are commands.
HELLO, STOP, DESCRIBE, LEASE, CEILING, INDICATE = range(1, 7)
SELF_TEST, SET_ENVELOPE, ARM, DISARM, START, PAUSE, RESUME, SEGMENT, ACKNOWLEDGE_TRIP = range(0x10, 0x19)
PAYLOAD = {HELLO: 18, STOP: 4, DESCRIBE: 1, LEASE: 8, CEILING: 5, INDICATE: 1, SELF_TEST: 1, SET_ENVELOPE: 29, ARM: 37,
           DISARM: 0, START: 16, PAUSE: 0, RESUME: 16, SEGMENT: 24, ACKNOWLEDGE_TRIP: 1}
STATE_OF = {SELF_TEST: IDLE, SET_ENVELOPE: IDLE, ARM: IDLE, START: ARMED, PAUSE: RUNNING, RESUME: PAUSED,
            SEGMENT: RUNNING, ACKNOWLEDGE_TRIP: TRIPPED}
FROZEN = (HELLO, STOP, 0x81)

GRID = 5_000  # µs between samples, and the length of an RF slice
WIDTH_LIMIT, RATE_LIMIT, CHARGE_LIMIT, TEMPERATURE_LIMIT = 420, 125_000, 12_600_000, 43_300  # µs, mHz, pC, m°C (16)
APPLICATOR_ID, CALIBRATION = 4_242, 0x5EEDCA11

Envelope = namedtuple("Envelope", "zone current width rate power temperature pulses charge energy time")
Segment = namedtuple("Segment", "sequence zone final start end offset rate width first last power")

CRC_TABLE = list(range(256))
for _ in range(8):
    CRC_TABLE = [n >> 1 ^ 0x82F63B78 if n & 1 else n >> 1 for n in CRC_TABLE]


def crc32c(data, seed=0):
    register = 0xFFFFFFFF ^ seed
    for byte in data:
        register = register >> 8 ^ CRC_TABLE[(register ^ byte) & 255]
    return register ^ 0xFFFFFFFF


def stuff(raw):
    """COBS with its delimiter (3.2). No frame is long enough for the code 255."""
    return b"".join(bytes((len(piece) + 1,)) + piece for piece in raw.split(b"\0")) + b"\0"


def unstuff(line):
    """The raw frame, or nothing when a piece is incomplete."""
    pieces, at = [], 0
    while at < len(line):
        pieces.append(line[at + 1:at + line[at]])
        at += line[at]
    return b"\0".join(pieces) if at == len(line) else b""


def uint(value, size):
    """Little-endian, cut to the nearest end of the field (5)."""
    return max(0, min(int(value), (1 << 8 * size) - 1)).to_bytes(size, "little")


def pulses_of(segment):
    """(time in the zone's slot, amplitude before the ceiling, width) of each pulse of a segment (10.2)."""
    k = -(-segment.offset * segment.rate // 10**9)
    while segment.rate:
        d = k * 10**9 // segment.rate - segment.offset
        if d >= segment.end - segment.start:
            return
        amplitude = segment.first + int((segment.last - segment.first) * d / 50_000)  # cut towards zero
        yield segment.start + d + segment.zone * 2_000, amplitude, segment.width
        k += 1


class Zone:
    def __init__(self, number, area, stimulation_area, current_limit):
        self.number, self.area, self.stimulation_area = number, area, stimulation_area
        self.current_limit, self.power_limit = current_limit, area * 1575 // 1000
        self.tissue, self.sensor, self.peak, self.current = 34_600.0, 34_600.0, 0, 0
        self.total, self.totals, self.pulse_at = 0, deque([0] * 21, 21), None  # nJ at the samples of the last 100 ms
        self.envelope, self.payload = None, b""
        self.reset(False)

    def reset(self, part):
        """What `Arm` sets to zero; charge in pC, energy in nJ, dose in minutes."""
        self.pulses_done = self.charge = self.energy = self.dose = 0
        self.share, self.cap, self.part, self.finished = 1000, 0xFFFF, part, False
        self.clear()

    def clear(self):
        """Forgets what is queued and what is played. A zone that has finished stays finished."""
        self.queue, self.pulses, self.segment, self.last_end = deque(), deque(), None, None
        self.final_taken, self.final_over, self.power = self.finished, False, 0

    def warm(self, dt):
        """The skin of section 21."""
        goal = 34_600 + 74_000 * self.power / (10 * self.area)
        self.tissue += (goal - self.tissue) * dt / 160e6
        self.sensor += (self.tissue - self.sensor) * dt / 3e6
        self.energy, self.total = self.energy + self.power * dt, self.total + self.power * dt
        if self.sensor >= 39_000:
            self.dose += dt / 60e6 * (0.5 if self.sensor >= 43_000 else 0.25) ** (43 - self.sensor / 1000)

    def set_power(self, on):
        """RF at the smallest of segment, ceiling and envelope. Edges of 100 µs are too short for this model."""
        self.power = min(self.segment.power, self.cap, self.envelope.power) if on and self.segment else 0
        self.peak = max(self.peak, self.power)

    def description(self):
        return struct.pack("<BBHHHHHHHIHHH", self.number, self.number + 1, self.area, self.stimulation_area, 10, 15,
                           3_000, self.current_limit, WIDTH_LIMIT, RATE_LIMIT, self.power_limit,
                           TEMPERATURE_LIMIT + 10_000, CHARGE_LIMIT // 1000) + b"".join(
                               uint(limit, 3) for limit in (8_000, 250_000, 50_000, 3_000_000))

    def fast(self, now):
        # A sensor without noise is taken for one that hangs.
        centre = round(self.sensor + random.gauss(0, 15), -1) + 10_000
        edge = round(self.sensor - 200 + random.gauss(0, 15), -1) + 10_000
        age = 255 if self.pulse_at is None else (now - self.pulse_at) // 10_000
        impedance = 50_000 * (1 - 0.02 * (self.tissue / 1000 - 34.6)) * random.uniform(0.998, 1.002)
        return (uint(centre, 2) + uint(edge, 2) + uint((self.totals[-1] - self.totals[0]) // 100_000, 2)
                + uint(impedance, 3) + uint(500_000 * random.uniform(0.998, 1.002), 3) + uint(self.current, 2) + bytes(2)
                + uint(self.pulses_done, 3) + bytes(2) + uint(age, 1))

    def slow(self):
        return (uint(self.energy // 10**6, 4) + uint(self.charge // 10**6, 3) + uint(self.dose * 1000, 3)
                + uint(self.power * 1.5, 2) + uint(self.peak, 2))


class Device:
    def __init__(self, send):
        self.send_bytes, self.boot = send, int.from_bytes(os.urandom(8), "little")
        self.zones = [Zone(0, 2400, 1000, 63_000), Zone(1, 2000, 900, 63_000),  # forehead, left cheek
                      Zone(2, 2000, 900, 63_000), Zone(3, 1600, 800, 42_000)]   # right cheek, chin
        self.now = self.idle_since = self.release_at = self.frame_number = self.host = self.seed = self.taken = 0
        self.state, self.epoch, self.cause, self.cause_zone, self.cause_value = IDLE, 0, NO_CAUSE, 255, 0
        self.results, self.self_tests, self.program = {}, set(), None
        self.button_tested = self.pressed = self.press = False
        self.segment_hash, self.executed, self.run_time, self.buffer = 0, None, 0, bytearray()
        self.lease_end = self.lease_sample = self.pulse_end = self.pulse_zone = 0   # lease_end 0: no lease
        self.echo_number = self.echo_time = self.damaged = self.old = self.zeros = 0
        self.send_hello_answer(0)

    def log(self, text):
        print(f"{self.now / 1e6:10.4f} {text}", file=sys.stderr, flush=True)

    def send(self, opcode, payload):
        self.frame_number = self.frame_number + 1 & 0xFFFF
        raw = struct.pack("<BHI", opcode, self.frame_number, self.epoch) + payload
        self.send_bytes(stuff(raw + uint(crc32c(raw, 0 if opcode in FROZEN else self.seed), 4)))

    def send_hello_answer(self, host):
        self.send(0x81, MAGIC + struct.pack(
            "<HIQQIBBB", REVISION, SCHEMA, self.boot, host, self.taken if host else 0, self.state,
            self.output_is_zero() | (self.state == HALTED) << 1, self.cause))

    def output_is_zero(self):
        return self.now >= self.pulse_end and all(zone.power < 50 for zone in self.zones)

    def advance(self, until):
        while True:
            times = [self.now // GRID * GRID + GRID]
            if self.state == RUNNING:
                times += [self.lease_end, self.pulse_end]
                for zone in self.zones:
                    times += [zone.segment.end] if zone.segment else [s.start for s in zone.queue][:1]
                    times += [pulse[0] for pulse in zone.pulses][:1]
            event = min(t for t in times if t > self.now)
            step = min(event, until) - self.now
            for zone in self.zones:
                zone.warm(step)
            self.run_time += step if self.state == RUNNING else 0
            self.now += step
            if event > until:
                return
            if self.state == RUNNING:
                self.play()
            if self.now % GRID == 0:
                self.tick()

    def play(self):
        """What is due now: boundaries of segments, the lease, pulses, RF, the end (10.3, 10.4)."""
        parts = [zone for zone in self.zones if zone.part]
        for zone in parts:
            if zone.segment and zone.segment.end <= self.now:
                self.executed = max(self.executed or 0, zone.segment.sequence)
                zone.final_over = zone.segment.final
                if not zone.final_over and not zone.queue:
                    return self.trip(UNDERRUN, zone.number, zone.segment.sequence)
                zone.segment = None
            if zone.queue and zone.queue[0].start <= self.now:
                zone.segment = zone.queue.popleft()
                zone.pulses.extend(pulses_of(zone.segment))
        if any(zone.segment or zone.final_over for zone in parts) and self.now >= self.lease_end:
            return self.trip(LEASE_EXPIRED, value=self.lease_sample)
        for zone in parts:
            if zone.pulses and zone.pulses[0][0] <= self.now:
                self.pulse(zone, *zone.pulses.popleft())
        for zone in parts if self.state == RUNNING else ():
            zone.finished |= zone.final_over and not zone.pulses and self.now >= self.pulse_end
            zone.set_power(True)
            if (zone.energy + zone.power * GRID > zone.envelope.energy * 10**6
                    or not zone.finished and self.run_time >= zone.envelope.time * 1000):
                return self.trip(ENVELOPE_EXCEEDED, zone.number, zone.energy // 10**6)
        if self.state == RUNNING and all(zone.finished for zone in parts):
            self.leave_for(IDLE)

    def pulse(self, zone, at, amplitude, width):
        amplitude = amplitude * zone.share // 1000
        if at < self.pulse_end + 200:
            return self.trip(PULSE_OVERLAP, zone.number, self.pulse_zone)
        charge = zone.charge + amplitude * width
        if zone.pulses_done >= zone.envelope.pulses or charge > zone.envelope.charge * 10**6:
            return self.trip(ENVELOPE_EXCEEDED, zone.number, zone.pulses_done + 1)
        zone.pulses_done, zone.charge = zone.pulses_done + 1, charge
        zone.current, zone.pulse_at, self.pulse_end, self.pulse_zone = amplitude, at, at + 2 * width + 100, zone.number

    def tick(self):
        """Every 5 ms: sensors, button, telemetry (13)."""
        for zone in self.zones:
            zone.totals.append(zone.total)
            if self.state in ACTIVE and zone.sensor > TEMPERATURE_LIMIT:
                self.trip(OVER_TEMPERATURE, zone.number, zone.sensor)
            elif zone.part and zone.sensor > zone.envelope.temperature - 10_000:
                self.trip(ENVELOPE_EXCEEDED, zone.number, zone.sensor)
        if self.press or (self.host and self.state == IDLE and not self.button_tested and not self.pressed
                          and self.now - self.idle_since >= 1_000_000):  # it proves its own button (9.2)
            self.press, self.pressed, self.release_at = False, True, self.now + 200_000
            if self.state in ACTIVE:
                self.trip(PATIENT_BUTTON)
        if self.host:
            self.send_telemetry(self.now // GRID)
        elif self.now % 100_000 == 0:
            self.send_hello_answer(0)
        if self.pressed and self.now >= self.release_at:
            self.pressed, self.button_tested = False, self.button_tested or self.state == IDLE

    def conducts(self):
        """Whether both shut-off elements conduct (13.2)."""
        return self.state == RUNNING and self.now < self.lease_end

    def send_telemetry(self, sample):
        flags = (self.pressed | self.button_tested << 1 | self.output_is_zero() << 2 | self.conducts() << 3
                 | (len(self.self_tests) == 3) << 4)
        behind = 0xFFFF if self.executed is None else self.taken - self.executed
        self.send(0x90, uint(sample, 4) + uint(self.now, 6) + bytes((self.state, flags, self.cause))
                  + uint((self.lease_end - self.now) // 1000, 1) + uint(self.echo_number, 2)
                  + uint(self.echo_time & 0xFFFFFFFF, 4) + uint(self.taken, 4) + uint(behind, 2)
                  + uint(len(self.zones), 1) + b"".join(zone.fast(self.now) for zone in self.zones))
        if sample % 20 == 0:
            self.send(0x91, uint(47_000, 2) + bytes(6) + struct.pack(
                "<IIBBIIHHHB", APPLICATOR_ID, CALIBRATION, self.cause, self.cause_zone, self.cause_value,
                self.segment_hash, self.taken & 0xFFFF, min(self.damaged, 0xFFFF), min(self.old, 0xFFFF),
                len(self.zones)) + b"".join(zone.slow() for zone in self.zones))
            for zone in self.zones:
                zone.peak = zone.power

    def leave_for(self, state):
        """Output zero, queues dropped, lease void; a pulse in flight ends by itself. Only a pause keeps the arming."""
        pulses = [zone.pulses_done for zone in self.zones]
        self.log(f"{STATES[self.state]} -> {STATES[state]}, epoch {self.epoch}, cause {self.cause}, pulses {pulses}")
        self.state, self.lease_end, self.idle_since = state, 0, self.now
        for zone in self.zones:
            zone.clear()
            if state != PAUSED:
                zone.part, zone.envelope = False, None

    def trip(self, cause, zone=255, value=0):
        if self.state not in (HALTED, TRIPPED):
            self.epoch += 1
            self.cause, self.cause_zone, self.cause_value = cause, zone, int(value) & 0xFFFFFFFF
            self.leave_for(TRIPPED)

    def receive(self, data):
        for byte in data:
            if byte:
                self.zeros = 0
                if len(self.buffer) < 129:  # one more than the longest frame, so that it fails
                    self.buffer.append(byte)
                continue
            self.zeros += 1
            if self.buffer:
                self.frame(unstuff(self.buffer))
                self.buffer.clear()
            if self.zeros == 4:
                self.leave_for(HALTED)

    def frame(self, raw):
        opcode = raw[0] if raw else 0
        command = opcode >= SELF_TEST
        if opcode in PAYLOAD and opcode not in FROZEN and not self.host:
            return
        if (len(raw) != (15 if command else 11) + PAYLOAD.get(opcode, 999)
                or uint(crc32c(raw[:-4], 0 if opcode in FROZEN else self.seed), 4) != raw[-4:]):
            self.damaged += 1
            return
        (self.echo_number, epoch), self.echo_time = struct.unpack_from("<HI", raw, 1), self.now
        payload = bytes(raw[11 if command else 7:-4])
        if opcode == HELLO:
            self.hello(*struct.unpack("<4sHIQ", payload))
        elif opcode == STOP:
            self.epoch = max(self.epoch, int.from_bytes(payload, "little"))
            self.leave_for(TRIPPED if self.cause else IDLE)
            self.send_hello_answer(self.host)
        elif epoch < self.epoch:
            self.old += 1
        elif epoch > self.epoch:
            self.trip(EPOCH_AHEAD, value=self.epoch)
        elif self.state != HALTED and command:
            self.command(opcode, int.from_bytes(raw[7:11], "little"), payload)
        elif self.state != HALTED:
            self.datagram(opcode, payload)

    def hello(self, magic, _, schema, host):
        if magic != MAGIC or host == 0:
            return
        if self.state in ACTIVE:
            self.trip(HELLO_WHILE_ARMED)
        if schema == SCHEMA and host != self.host:
            self.host, self.seed = host, crc32c(struct.pack("<IQQ", SCHEMA, self.boot, host))
            self.taken, self.button_tested, self.executed, self.idle_since = 0, False, None, self.now
            self.results, self.self_tests = {}, set()
            for zone in self.zones:
                zone.envelope = None
        self.send_hello_answer(self.host if schema == SCHEMA else 0)

    def datagram(self, opcode, payload):
        value = payload[0]
        if opcode == DESCRIBE and value == 0:
            self.send(0x83, struct.pack("<12s16sBBBBHBBIHHHHI", b"MYO-SECOND", b"PY-0001", 1, 0, 0, len(self.zones),
                                        10**6 // GRID, 1, 2, 1_000, 280, 200, 20_000, 40_000, CALIBRATION))
        elif opcode == DESCRIBE and value == 1:
            self.send(0x84, struct.pack("<IBBHH", APPLICATOR_ID, 1, 0, 10, 40_000))
        elif opcode == DESCRIBE and value - 2 < len(self.zones):
            self.send(0x85, self.zones[value - 2].description())
        elif opcode == LEASE and self.state in (ARMED, RUNNING):
            sample = int.from_bytes(payload[:4], "little")
            if max(self.lease_sample, self.now // GRID - 64) < sample <= self.now // GRID:
                self.lease_sample, self.lease_end = sample, sample * GRID + 200_000
        elif opcode == CEILING and self.state in ACTIVE and value < len(self.zones):
            zone, (share, zone.cap) = self.zones[value], struct.unpack("<HH", payload[1:])
            zone.share = min(share, 1000)
            zone.set_power(self.conducts())

    def command(self, opcode, sequence, payload):
        """Once and in order (7.2). The answer carries the epoch in which the device is after it has acted."""
        digest = crc32c(bytes((opcode,)) + payload)
        if sequence == self.taken + 1:
            self.taken = sequence
            result = self.act(opcode, payload)
            self.results[sequence] = digest, result
            self.results.pop(sequence - 8, None)
        elif sequence not in self.results:
            return
        elif self.results[sequence][0] == digest:
            result = self.results[sequence][1]
        else:
            result = CONFLICT
            self.trip(SEQUENCE_CONFLICT, value=sequence)
        self.send(0x82, struct.pack("<IIB", self.taken, sequence, result))

    def act(self, opcode, payload):
        if (opcode == SELF_TEST and not 1 <= payload[0] <= 3 or opcode in (SET_ENVELOPE, SEGMENT) and payload[0] > 3
                or opcode == ARM and not 1 <= payload[36] <= 15):
            return MALFORMED
        if opcode == DISARM and self.state in ACTIVE:
            self.leave_for(IDLE)
        if opcode == DISARM or opcode == PAUSE and self.state == PAUSED:
            return DONE
        if self.state != STATE_OF[opcode]:
            return TRIP_LATCHED if self.state == TRIPPED else WRONG_STATE
        if opcode in (SET_ENVELOPE, ARM, SEGMENT):
            return {SET_ENVELOPE: self.set_envelope, ARM: self.arm, SEGMENT: self.take_segment}[opcode](payload)
        if opcode == SELF_TEST:
            self.self_tests.add(payload[0])
            self.send(0x86, struct.pack("<BBIHH", payload[0], 1, self.taken, 0, 0))
        elif opcode == PAUSE:
            self.leave_for(PAUSED)
        elif opcode == ACKNOWLEDGE_TRIP:
            gone = not self.pressed if self.cause == PATIENT_BUTTON else all(
                zone.sensor < TEMPERATURE_LIMIT for zone in self.zones)
            if payload[0] != self.cause or not gone or not self.output_is_zero():
                return CAUSE_REMAINS
            self.cause, self.cause_zone, self.cause_value = NO_CAUSE, 255, 0
            self.leave_for(IDLE)
        elif payload != self.program:
            return HASH
        else:  # Start or Resume
            for zone in self.zones if opcode == START else ():
                zone.share, zone.cap = 1000, 0xFFFF
            self.state = RUNNING
        return DONE

    def set_envelope(self, payload):
        envelope = Envelope(*struct.unpack("<BHHIHHIIII", payload))
        zone = self.zones[envelope.zone]
        if (envelope.current > zone.current_limit or envelope.width > WIDTH_LIMIT or envelope.rate > RATE_LIMIT
                or envelope.power > zone.power_limit or envelope.temperature > TEMPERATURE_LIMIT + 10_000):
            return LIMIT
        zone.envelope, zone.payload = envelope, payload
        return DONE

    def arm(self, payload):
        """The checks of 9.3, in their order. The sixth never fails: this is a simulator."""
        chosen = [zone for zone in self.zones if payload[36] >> zone.number & 1]
        if any(zone.envelope is None for zone in chosen):
            return ZONE_UNKNOWN
        digest = 0
        for zone in chosen:
            digest = crc32c(zone.payload, digest)
        for failed, result in (
                (digest != int.from_bytes(payload[32:36], "little"), HASH),
                (not self.button_tested or self.pressed, BUTTON_UNTESTED),
                (len(self.self_tests) < 3, SELF_TEST_MISSING),
                (any(zone.sensor > TEMPERATURE_LIMIT for zone in self.zones) or not self.output_is_zero(), NOT_READY)):
            if failed:
                return result
        for zone in self.zones:
            zone.reset(zone in chosen)
        self.state, self.program, self.segment_hash, self.executed, self.run_time = ARMED, payload[:16], 0, None, 0
        self.lease_end, self.button_tested, self.self_tests = 0, False, set()
        return DONE

    def take_segment(self, payload):
        """The checks of 10.1, in their order. Each refusal trips, so none goes unnoticed."""
        number, flags, start, offset, rate, width, first, last, power = struct.unpack("<BB6sIIHHHH", payload)
        start, rate, peak = int.from_bytes(start, "little"), min(rate, 0x7FFFFFFF), max(first, last)
        zone, ahead = self.zones[number], start - self.now
        if not zone.part:
            self.trip(ENVELOPE_EXCEEDED, number, number)
            return ZONE_UNKNOWN
        beyond = power > zone.envelope.power or rate and (
            peak > zone.envelope.current or rate > zone.envelope.rate or width > zone.envelope.width
            or peak * width > CHARGE_LIMIT or 2 * width + 100 + 200 > 2_000)
        for failed, result, cause, value in (
                (beyond, BEYOND, ENVELOPE_EXCEEDED, peak),
                (self.now >= self.lease_end, NOT_LEASED, UNLEASED, self.lease_sample),
                (ahead < 0, LATE, LATE_SEGMENT, -ahead),
                (ahead > 400_000 or len(zone.queue) >= 8, TOO_FAR, SEGMENT_ORDER, ahead),
                (zone.final_taken or zone.last_end not in (None, start), OUT_OF_ORDER, SEGMENT_ORDER, ahead)):
            if failed:
                self.trip(cause, number, value)
                return result
        zone.last_end, zone.final_taken = start + 50_000, bool(flags & 1)
        zone.queue.append(Segment(self.taken, number, zone.final_taken, start, zone.last_end, offset, rate, width,
                                  first, last, power))
        self.segment_hash = crc32c(payload, self.segment_hash)
        return DONE


def main():
    parser = argparse.ArgumentParser(description="a simulated applicator device on a pty")
    parser.add_argument("--pty", required=True, help="path of the symbolic link to make")
    link = parser.parse_args().pty
    master, slave = os.openpty()  # the slave stays open here too, so that hosts may come and go
    tty.setraw(slave, termios.TCSANOW)
    os.set_blocking(master, False)
    if os.path.islink(link):
        os.unlink(link)
    os.symlink(os.ttyname(slave), link)
    backlog, ending = bytearray(), []

    def send(data):
        """A line has no memory: when nobody reads, what waits is thrown away, here and in the kernel."""
        backlog.extend(data)
        try:
            del backlog[:os.write(master, backlog)]
        except BlockingIOError:
            if len(backlog) > 1024:
                backlog.clear()
                termios.tcflush(slave, termios.TCIFLUSH)

    device, origin = Device(send), time.monotonic_ns() // 1000
    signal.signal(signal.SIGTERM, lambda *_: ending.append(True))
    signal.signal(signal.SIGINT, lambda *_: ending.append(True))
    signal.signal(signal.SIGUSR1, lambda *_: setattr(device, "press", True))
    gc.disable()  # nothing here is cyclic, and a collection costs milliseconds
    while not ending:
        wait = origin + device.now // GRID * GRID + GRID - time.monotonic_ns() // 1000
        ready = select.select([master], [], [], max(0, wait) / 1e6)[0]
        data = os.read(master, 4096) if ready else b""
        device.advance(time.monotonic_ns() // 1000 - origin)  # first the past, then what has arrived
        device.receive(data)
    os.unlink(link)


if __name__ == "__main__":
    main()
