"""How late the daemon's tick is, against cyclictest at the same policy, priority and period, in turns.

cyclictest keeps all processors out of deep idle states while it runs, unless told not to: both sides do, or neither.
"""

import json
import os
import subprocess
import tempfile

from rows.row import Missing, Row, median, program, run_json, show_runs, tool

PERIOD_US, PRIORITY = 5000, 10
LOOK_AHEAD_US = 100_000
BUDGETS = {"p50": 1.5, "p99": 1.5, "p999": 2.0}
SHARE_OF_LOOK_AHEAD = 0.02
BLOCKS = ((True, True), (True, False), (False, True), (False, False))


def rows(plan):
    cyclictest = tool("cyclictest", "rt-tests")
    daemon = program("myothermd")
    found = []
    for fifo, held in BLOCKS:
        found += block(plan, daemon, cyclictest, fifo, held)
    return found


def block(plan, daemon, cyclictest, fifo, held):
    """One policy, both sides; only the one that treatments run under has a budget."""
    judged = fifo and held
    ticks = plan.count(10_000 if judged else 1_000, 400)
    name = f"tick, {'FIFO' if fifo else 'default policy'}, {'held' if held else 'not held'}"
    ours, theirs = [], []
    for _ in range(plan.count(5, 1)):
        ours.append(daemon_lateness(daemon, ticks, fifo, held))
        theirs.append(cyclictest_lateness(cyclictest, ticks, fifo, held))
    found = []
    for share in ("p50", "p99", "p999", "max"):
        mine, other = [run[share] for run in ours], [run[share] for run in theirs]
        show_runs(f"{name}, {share}", mine, other)
        found.append(Row(f"{name}, {share}", median(mine), "µs", median(other), BUDGETS.get(share) if judged else None))
    if judged:
        found.append(Row(f"{name}, p999 of the look-ahead", median([run["p999"] for run in ours]), "µs",
                         budget=SHARE_OF_LOOK_AHEAD * LOOK_AHEAD_US))
    return found


def daemon_lateness(daemon, ticks, fifo, held):
    """One run of the daemon's own measurement, in µs."""
    result = run_json([daemon, "check-host", "--ticks", str(ticks), "--period-us", str(PERIOD_US), "--priority",
                       str(PRIORITY if fifo else 0), "--hold-latency", "yes" if held else "no", "--json"])
    granted = result["granted"]
    for key, asked in (("realtime", fifo), ("processor", held)):
        if asked and granted.get(key) != "granted":
            raise Missing(f"{key} for myothermd check-host: it is {granted.get(key)}")
    late = result["lateness"]
    return {"p50": late["p50Nanoseconds"] / 1000, "p99": late["p99Nanoseconds"] / 1000,
            "p999": late["p999Nanoseconds"] / 1000, "max": late["maxNanoseconds"] / 1000}


def cyclictest_lateness(cyclictest, ticks, fifo, held):
    """One run of cyclictest, in µs: it counts whole ones, rounded down."""
    with tempfile.TemporaryDirectory(prefix="myo-bench.") as folder:
        path = os.path.join(folder, "cyclictest.json")
        command = [cyclictest, "-q", "-t1", f"-i{PERIOD_US}", f"-l{ticks}", "-h100000", f"--json={path}"]
        command += [f"-p{PRIORITY}", "--policy=fifo"] if fifo else ["-p0", "--policy=other"]
        command += [] if held else ["--default-system"]
        run = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
        if run.returncode != 0:
            raise Missing(f"cyclictest ended with {run.returncode}: {run.stderr.strip()[:200]}")
        with open(path, encoding="utf-8") as file:
            thread = json.load(file)["thread"]["0"]
    bins = sorted((int(bin), count) for bin, count in thread["histogram"].items())
    return {name: quantile(bins, share) for name, share in (("p50", 500), ("p99", 990), ("p999", 999))} | {
        "max": float(thread["max"])}


def quantile(bins, thousandths):
    """The smallest bin that `thousandths` of all counts do not exceed."""
    wanted, seen = sum(count for _, count in bins) * thousandths, 0
    for bin, count in bins:
        seen += count * 1000
        if seen >= wanted:
            return float(bin)
    raise Missing("cyclictest's histogram is empty")
