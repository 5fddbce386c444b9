"""What has to be true after a kill, and how it is found out."""

import sqlite3
import threading
import time

from killing.controller import Refused
from killing.workplace import Control, eventually

# What a lease lasts, by the protocol: no output may come later after the kill than this, nor after the sample that the
# last lease named.
LEASE_US = 200_000
# States in which nothing runs, and nothing is on the way to it.
RESTING = {"disconnected", "identifying", "selfTesting", "ready", "stopping", "tripped"}
# How long a new daemon is watched, in the device's time.
WATCHED_US = 2_000_000
# How a machine begins that finds a treatment unfinished, also where it was killed again before anybody acknowledged.
CAUSE_AFTER_UNFINISHED = "treatmentInterrupted"

# What of the oracle's report must not move while nothing runs.
STILL = ("lastOutputAtMicroseconds", "lastJudgedSampleAtMicroseconds")


def given(truth):
    """What was given to the face so far, and what gave leave for it."""
    return [truth[key] for key in STILL] + [(zone["pulses"], zone["energyMillijoules"]) for zone in truth["zones"]]


class Blow:
    """One kill: when, at which stage, and what it left."""

    def __init__(self, stage, moment, seen=None):
        self.stage = stage
        self.moment = moment
        self.seen = seen
        self.was_writing = False
        self.open_records = []
        self.zero_ms = None  # from the kill to zero; None when nothing flowed

    def as_row(self):
        return {"stage": self.stage, "seen": self.seen, "wasWriting": self.was_writing,
                "openRecords": len(self.open_records), "zeroMs": self.zero_ms}


class Zero(threading.Thread):
    """Follows the device from a kill on until nothing was given for twice as long as a lease lasts, or for too long."""

    PACE = 0.01

    def __init__(self, device, blow):
        super().__init__(daemon=True)
        self.control = Control(device.control.path)
        self.killed_at = device.time_at(blow.moment)
        self.truth = None
        self.given_late_at = None  # the device's time at which something more was given after every lease was over
        self.start()

    def run(self):
        try:
            self.follow()
        finally:
            self.control.close()

    def follow(self):
        changed_at, before = self.killed_at, None
        while True:
            now = self.control.time_us()
            truth = self.control.truth()
            if before is not None and given(truth) != before:
                changed_at = now
                # Both were asked for after the last lease: that the oracle calls it output is not needed.
                if before_at > self.killed_at + LEASE_US:
                    self.given_late_at = now
            before_at, before, self.truth = now, given(truth), truth
            if now - changed_at > 2 * LEASE_US or now - self.killed_at > 10 * LEASE_US:
                return
            time.sleep(self.PACE)

    def wait(self):
        """The last report."""
        self.join(30)
        if self.is_alive() or not self.truth:
            raise AssertionError("the device could not be followed to zero")
        return self.truth

    def wrong(self, blow):
        """Whether the device was at zero within its lease."""
        truth = self.wait()
        last, judged = (truth[key] for key in STILL)
        if last is not None and last > self.killed_at:
            blow.zero_ms = (last - self.killed_at) / 1000
            if last - self.killed_at > LEASE_US:
                yield f"output ended {blow.zero_ms:.1f} ms after the kill, and a lease lasts {LEASE_US // 1000} ms"
            if last - judged > LEASE_US:
                yield f"output ended {(last - judged) / 1000:.1f} ms after the sample that the last lease named"
        if self.given_late_at:
            yield f"something was still given {(self.given_late_at - self.killed_at) / 1000:.1f} ms after the kill"
        if truth["outputWithoutLeaseMicroseconds"]:
            yield f"there was output without a lease for {truth['outputWithoutLeaseMicroseconds']} µs"
        if truth["broken"]:
            yield f"broken: {', '.join(truth['broken'])}"


def wrong_while_watched(device, person, before):
    """Whether anything runs after the restart; ends when the daemon has come to rest and was watched long enough."""
    since = device.control.time_us()
    rest = person.watch.until(lambda status: status["state"] in ("ready", "tripped"), 10)
    if not rest:
        yield f"it came to no rest: {person.watch.seen}"
    eventually("the device's clock", lambda: device.control.time_us() - since >= WATCHED_US, pace=0.05)
    if active := [state for state, _ in person.watch.seen if state not in RESTING]:
        yield f"after the restart it was {', '.join(active)}"
    if person.watch.latest["outputIsZero"] is not True:
        yield f"after the restart output was not known to be zero: {person.watch.latest['outputIsZero']}"
    if (after := given(device.control.truth())) != given(before):
        yield f"after the restart the device gave something or got a lease: {given(before)}, then {after}"


def wrong_with_records(memory, person, open_records):
    """Whether every record is closed as it should be, and everything reported is shown as before."""
    listed = person.connection.call("ListRecords", limit=500)["records"]
    results = {record["id"]: record.get("result") for record in listed}
    for number, result in results.items():
        if result is None:
            yield f"record {number} is still open"
    for number in open_records:
        if results.get(number) != "interrupted":
            yield f"record {number} was open at the kill and is now '{results.get(number)}'"
        else:
            events = person.connection.call("GetRecord", id=number)["events"]
            if not any(event["kind"] == "treatmentInterrupted" for event in events):
                yield f"record {number} does not say that it was interrupted"
    yield from memory.missing_at(person.connection, sorted(results)[-3:])


def wrong_with_state(person, open_records):
    """Whether a machine that found something unfinished says so."""
    status = person.watch.latest
    if open_records and status["firstCause"] != CAUSE_AFTER_UNFINISHED:
        yield f"a treatment was unfinished, and it begins {status['state']} with {status['firstCause']}"


def open_records(path):
    """The records in a copy of the store that have not ended."""
    database = sqlite3.connect(path)
    try:
        return [row[0] for row in database.execute("SELECT id FROM treatment WHERE result IS NULL")]
    except sqlite3.DatabaseError:
        return []  # that it cannot be read is told by whoever looks for what is missing
    finally:
        database.close()


def wrong_with_token(person, token):
    """Whether what armed the killed daemon starts anything in the new one."""
    if not token:
        return
    try:
        person.call("Start", token=token)
        yield "a token of the killed daemon was taken"
    except Refused as error:
        if error.error not in ("WrongState", "StaleToken"):
            yield f"a token of the killed daemon was refused with {error}"
