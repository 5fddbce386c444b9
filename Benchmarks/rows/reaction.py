"""From telemetry that can be read to STOP that was written: the daemon's loop against a plain one in C, in turns.

Both are driven by the same program at the other end of a pty. `myotherm-bench react` says `ready`, and then what to send
it: the path of a file; the seed of its session as 0x…, so that the reference can be sent the same; and `bytes=N` when the
file holds several events of N bytes that take turns.
"""

import contextlib
import dataclasses
import json
import os
import re
import subprocess
import tempfile

from rows.row import ROOT, Missing, Row, median, program, reference, show_runs

PRIORITY, DRIVER_PRIORITY = 10, 20
BUDGETS = {"p50": 1.3, "p99": 1.5, "p999": 2.0}


@dataclasses.dataclass(frozen=True)
class Sent:
    """The bytes of one event or of several that take turns, their session, and then how long each is."""

    events: bytes
    session: str | None = None
    length: str = ""


def rows(plan):
    found = []
    for held in (True, False):
        found += block(plan, held)
    return found


def block(plan, held):
    events = plan.count(5_000, 200)
    ours, theirs = [], []
    for _ in range(plan.count(5, 1)):
        mine, sent = measure(events, held, lambda line: bench_command(line, held))
        # The reference gets the same bytes, where their session is known; else the document's example.
        frame = sent if sent.session else Sent(golden_frame())
        other, _ = measure(events, held, lambda line, frame=frame: loop_command(line, held, frame), frame)
        ours.append(mine)
        theirs.append(other)
    name = f"reaction, {'held' if held else 'not held'}"
    found = []
    for share in ("p50", "p99", "p999", "max"):
        mine, other = [run[share] for run in ours], [run[share] for run in theirs]
        show_runs(f"{name}, {share}", mine, other)
        found.append(Row(f"{name}, {share}", median(mine), "µs", median(other), BUDGETS.get(share) if held else None))
    return found


def bench_command(line, held):
    return [program("myotherm-bench"), "react", "--line", line, "--priority", str(PRIORITY), "--hold-latency",
            "yes" if held else "no"]


def loop_command(line, held, sent):
    """The comparison with the limit is made, and always ends in a STOP."""
    command = [reference("epoll_loop"), "--line", line, "--fifo", str(PRIORITY), "--lock", "--limit", "-10000"]
    command += ["--hold-latency"] if held else []
    return command + (["--seed", sent.session] if sent.session else [])


def measure(events, held, command_on, sent=None):
    """One run of one program: what the driver measured, and what was sent; without `sent` the program says what."""
    with tempfile.TemporaryDirectory(prefix="myo-bench.") as folder, contextlib.ExitStack() as stack:
        line, event, start = (os.path.join(folder, name) for name in ("line", "event", "start"))
        driver = stack.enter_context(started(
            [reference("event_driver"), "--link", line, "--event", event, "--events", str(events), "--start-when",
             start, "--fifo", str(DRIVER_PRIORITY), "--lock"] + (["--hold-latency"] if held else [])))
        expect_ready(driver, "event_driver")
        command = command_on(line)
        name = os.path.basename(command[0])
        under_test = stack.enter_context(started(command))
        said = expect_ready(under_test, name)
        sent = sent or announced(under_test, said)
        with open(event, "wb") as file:
            file.write(sent.events)
        # Complete before it is there, because the driver reads it at once.
        with open(start + ".new", "w", encoding="ascii") as file:
            file.write(sent.length)
        os.rename(start + ".new", start)
        out, err = driver.communicate(timeout=events * 0.1 + 120)
        if driver.returncode not in (0, 1) or not out.strip():
            raise Missing(f"event_driver ended with {driver.returncode}: {err.strip()[:200]}")
        result = json.loads(out.strip().splitlines()[-1])
        if result["missed"]:
            raise Missing(f"an answer of {name} to {result['missed']} of {events} events")
        return result, sent


@contextlib.contextmanager
def started(command):
    """A program that is ended, by its own id, when it is not needed any more."""
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                process.terminate()
                try:
                    process.wait(10)
                except subprocess.TimeoutExpired:
                    process.kill()


def expect_ready(process, name):
    """The rest of the line on which a program says that it is ready."""
    line = process.stdout.readline()
    if not line.startswith("ready"):
        process.wait(10)
        said = (process.stderr.read().strip() or line).splitlines()
        raise Missing(f"`{name}` is not ready: {said[0] if said else 'it said nothing'}")
    return line[len("ready"):]


def announced(process, rest):
    """What the program wants to be sent, on the line of `ready` or on the next one."""
    text = rest if "/" in rest else rest + " " + process.stdout.readline()
    path, session = re.search(r"\S*/\S+", text), re.search(r"\b0x[0-9A-Fa-f]+\b", text)
    length = re.search(r"\bbytes=(\d+)\b", text)
    if path is None:
        raise Missing("`myotherm-bench react` did not say which bytes to send")
    with open(path[0], "rb") as file:
        return Sent(file.read(), session[0] if session else None, length[1] if length else "")


def golden_frame():
    """The bytes of the example in the protocol's document."""
    with open(os.path.join(ROOT, "docs", "protocol.md"), encoding="utf-8") as file:
        section = file.read().split("### 0x90 FastTelemetry\n", 1)[1]
    return bytes.fromhex(re.search(r"```hex\n(.*?)```", section, re.S)[1])
