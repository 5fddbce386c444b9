"""A store with many treatments, made from one that has a single real one."""

import sqlite3
import uuid

HOUR_MS = 3_600_000
ENDING = ("ended_wall_ms", "ended_monotonic_ns", "result", "first_cause")


def multiply(path, times):
    """Puts so many copies of the first treatment into the store, an hour apart before it, by the rules of its triggers."""
    database = sqlite3.connect(path, isolation_level=None)
    database.row_factory = sqlite3.Row
    treatment = dict(database.execute("SELECT * FROM treatment ORDER BY id LIMIT 1").fetchone())
    events = [dict(row) for row in database.execute("SELECT * FROM event WHERE treatment_id = ?", (treatment["id"],))]
    zones = [dict(row) for row in database.execute("SELECT * FROM zone_delivery WHERE treatment_id = ?", (treatment["id"],))]
    database.execute("BEGIN")
    for number in range(1, times + 1):
        shift = (number - times - 1) * HOUR_MS
        ending = {key: treatment[key] for key in ENDING} | {"ended_wall_ms": treatment["ended_wall_ms"] + shift}
        began = treatment | dict.fromkeys(ENDING) | {
            "id": None, "uuid": str(uuid.uuid4()), "intent_event": None,
            "began_wall_ms": treatment["began_wall_ms"] + shift}
        copy = insert(database, "treatment", began)
        for event in events:
            insert(database, "event", event | {"id": None, "treatment_id": copy, "wall_ms": event["wall_ms"] + shift})
        for zone in zones:
            insert(database, "zone_delivery", zone | {"treatment_id": copy})
        # What has ended takes no more deliveries, so that this comes last.
        columns = ", ".join(f"{key} = ?" for key in ENDING)
        database.execute(f"UPDATE treatment SET {columns} WHERE id = ?", (*ending.values(), copy))
    database.execute("COMMIT")
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()


def insert(database, table, row):
    names, marks = ", ".join(row), ", ".join("?" * len(row))
    return database.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(row.values())).lastrowid
