"""Things that a judge of kills has to notice, each done on purpose."""

import os
import random
import sqlite3

from killing.controller import Connection
from killing.kill import Hooks
from killing.person import PLAN
from killing.workplace import eventually


def change_store(place, *statements):
    """Changes the dead daemon's store against its own rules."""
    database = sqlite3.connect(os.path.join(place.state, "records.sqlite"), isolation_level=None)
    for (trigger,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        database.execute(f"DROP TRIGGER {trigger}")
    for statement in statements:
        database.execute(statement)
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()


class OutputThatStays(Hooks):
    """RF goes on for a second after the kill."""

    noticed_by = "something was still given"

    def after_kill(self, place, memory):
        place.device.control.ask("zone=0,weld=3000,for=1s")


class LostEvent(Hooks):
    """The newest event that was reported is gone."""

    noticed_by = "found is None"

    def after_kill(self, place, memory):
        change_store(place, f"DELETE FROM event WHERE id >= {max(memory.events)}")


class ChangedEvent(Hooks):
    """An event that was reported says something else."""

    noticed_by = "'detail': {'state': 'running'}}, found is {'kind': 'entered'"

    def after_kill(self, place, memory):
        change_store(place, "UPDATE event SET body = '{\"state\":\"paused\"}' WHERE kind = 'entered'")


class LostIntent(Hooks):
    """A start was answered, and its intent never came to the disk."""

    noticed_by = "'start' was answered, and its intent is not there"

    def after_kill(self, place, memory):
        change_store(place, "DELETE FROM event WHERE kind = 'intent' AND body ->> 'intent' = 'start'")


class LostRecord(Hooks):
    """The treatment itself is gone."""

    noticed_by = "was named by a status and is not there"

    def after_kill(self, place, memory):
        change_store(place, "UPDATE event SET treatment_id = NULL", "DELETE FROM treatment")


class DamagedStore(Hooks):
    """A page in the middle of the file holds nothing but chance."""

    noticed_by = "the store cannot be read"

    def after_kill(self, place, memory):
        change_store(place)
        with open(os.path.join(place.state, "records.sqlite"), "r+b") as file:
            file.seek(8 * 4096)
            file.write(random.Random(1).randbytes(4096))


class WrongEnd(Hooks):
    """The unfinished treatment passes for a completed one."""

    noticed_by = "was open at the kill and is now 'completed'"

    def before_restart(self, place):
        change_store(place, "UPDATE treatment SET result = 'completed', ended_wall_ms = began_wall_ms, "
                            "ended_monotonic_ns = began_monotonic_ns WHERE result IS NULL")


class RunsByItself(Hooks):
    """Somebody acknowledges, arms and starts as soon as there is a daemon again."""

    noticed_by = "after the restart it was"

    def while_watched(self, place):
        connection = Connection(place.socket)
        state = eventually("rest", lambda: (state := connection.call("GetStatus")["state"]) in ("ready", "tripped") and state)
        if state == "tripped":
            connection.call("AcknowledgeTrip")
            eventually("ready", lambda: connection.call("GetStatus")["state"] == "ready")
        connection.call("LoadPlan", **place.approved(PLAN))
        connection.call("Start", token=connection.call("Arm", **place.arming(PLAN))["token"])


ALL = (OutputThatStays, LostEvent, ChangedEvent, LostIntent, LostRecord, DamagedStore, WrongEnd, RunsByItself)
