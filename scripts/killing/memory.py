"""What the daemon reported as recorded, and whether it is still there.

Three things count as a report: what ListRecords and GetRecord reply, the record that a status names, and the answer to Arm,
Start and Resume, which the daemon gives only after its intent is on the disk. The answer to Stop, Pause and AcknowledgeTrip
promises no record: output comes first there.
"""

import datetime
import json
import sqlite3
import threading
import time

from killing.controller import Connection, Gone, Refused

# What may still change while a treatment is open.
ENDING = ("ended", "result", "firstCause")


def as_text(wall_milliseconds):
    moment = datetime.datetime.fromtimestamp(0, datetime.timezone.utc) + datetime.timedelta(milliseconds=wall_milliseconds)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def as_texts(wall_milliseconds):
    """What a reply may say of a stored time: it goes through a fraction of a second there, and may lose its last ms."""
    return as_text(wall_milliseconds), as_text(wall_milliseconds - 1)


class Memory:
    """All that was ever reported at one workplace, over all lives of the daemon."""

    def __init__(self):
        self.lock = threading.Lock()
        self.events = {}  # number: kind, time, actor, values
        self.records = {}  # number: summary
        self.zones = {}  # number: what the zones were given, of records that have ended
        self.intents = []  # kind, and our clock before the call and after the answer
        self.named = set()  # records that a status named
        self.contradictions = []

    def keep_record(self, reply):
        """A reply of GetRecord."""
        with self.lock:
            self.keep_summary(reply["record"])
            for event in reply["events"]:
                self.keep(self.events, event["id"], {key: event.get(key) for key in ("kind", "at", "actor", "detail")})
            if reply["zones"]:
                self.keep(self.zones, reply["record"]["id"], reply["zones"])

    def keep_summary(self, record):
        known = self.records.get(record["id"], {})
        summary = {key: record.get(key) for key in ("began", "planHash", "actor", "patient", *ENDING)}
        self.contradictions += [f"record {record['id']}: {key} was {known[key]!r}, is {summary[key]!r}" for key in known
                                if known[key] is not None and known[key] != summary[key]]
        self.records[record["id"]] = summary

    def keep(self, kept, number, value):
        if kept.setdefault(number, value) != value:
            self.contradictions.append(f"{number} was reported as {kept[number]}, and now as {value}")

    def keep_intent(self, kind, sent, answered):
        with self.lock:
            self.intents.append((kind, sent, answered))

    def keep_name(self, record):
        if record is not None:
            with self.lock:
                self.named.add(record)

    def missing_in(self, path):
        """What a copy of the store does not hold as it was reported; a sentence for each."""
        database = sqlite3.connect(path)
        try:
            yield from self.damage(database)
            yield from self.missing_events(database)
            yield from self.missing_records(database)
            yield from self.missing_intents(database)
        except sqlite3.DatabaseError as error:
            yield f"the store cannot be read: {error}"
        finally:
            database.close()

    @staticmethod
    def damage(database):
        verdict = [row[0] for row in database.execute("PRAGMA integrity_check")]
        if verdict != ["ok"]:
            yield f"integrity_check: {'; '.join(verdict[:3])}"
        if rows := database.execute("PRAGMA foreign_key_check").fetchall():
            yield f"foreign_key_check: {rows[:3]}"

    def missing_events(self, database):
        found = {row[0]: ({"kind": row[1], "actor": row[2], "detail": json.loads(row[3])}, as_texts(row[4]))
                 for row in database.execute("SELECT id, kind, actor_name, body, wall_ms FROM event")}
        if found and len(found) != max(found):
            yield f"{max(found) - len(found)} numbers of events up to {max(found)} are missing"
        for number, event in self.events.items():
            stored, moments = found.get(number, (None, ()))
            if stored != {key: event[key] for key in ("kind", "actor", "detail")} or event["at"] not in moments:
                yield f"event {number} was reported as {event}, found is {stored} at {moments}"

    def missing_records(self, database):
        found = {row[0]: {"began": as_texts(row[1]), "planHash": row[2:3], "actor": row[3:4], "patient": row[4:5],
                          "result": row[5:6]}
                 for row in database.execute(
                     "SELECT id, began_wall_ms, plan_sha256, actor_name, patient, result FROM treatment")}
        for number in self.named - set(found):
            yield f"record {number} was named by a status and is not there"
        for number, summary in self.records.items():
            known = found.get(number, {})
            if not known or any(summary[key] not in (None, *values) for key, values in known.items()):
                yield f"record {number} was reported as {summary}, found is {known}"

    def missing_intents(self, database):
        found = [(json.loads(row[0])["intent"], row[1]) for row in database.execute(
            "SELECT body, monotonic_ns FROM event WHERE kind = 'intent'")]
        for kind, sent, answered in self.intents:
            if not any(name == kind and sent <= moment <= answered for name, moment in found):
                yield f"'{kind}' was answered, and its intent is not there"

    def missing_at(self, connection, numbers):
        """What the daemon itself does not show any more as it was reported."""
        for number in numbers:
            try:
                reply = connection.call("GetRecord", id=number)
            except Refused as error:
                yield f"record {number}: {error}"
                continue
            shown = {event["id"]: {key: event.get(key) for key in ("kind", "at", "actor", "detail")}
                     for event in reply["events"]}
            # Events of no treatment are shown nowhere, so that only those between the ends of this one are looked for.
            for event in range(min(shown), max(shown) + 1):
                if event in self.events and shown.get(event) != self.events[event]:
                    yield f"event {event} was reported as {self.events[event]}, shown is {shown.get(event)}"
            self.keep_record(reply)
        yield from self.contradictions
        self.contradictions = []


class Reporter:
    """A reader who asks for the newest record all the time, so that much is reported shortly before every kill."""

    PACE = 0.02

    def __init__(self, path, memory):
        self.connection = Connection(path)
        self.memory = memory
        self.thread = threading.Thread(target=self.read, daemon=True)
        self.thread.start()

    def read(self):
        try:
            while True:
                for record in self.connection.call("ListRecords", limit=1)["records"]:
                    self.memory.keep_record(self.connection.call("GetRecord", id=record["id"]))
                time.sleep(self.PACE)
        except (Gone, OSError):
            pass

    def close(self):
        """Only after the daemon's end."""
        self.thread.join(20)
        self.connection.close()
