"""What the daemon takes: from exec to READY=1, of a core while nothing happens, and of memory of its own.

All of it on a year of records: a whole treatment is played, and then its records are there 2,000 times.
"""

import os
import re
import shutil
import socket
import subprocess
import tempfile
import time

from rows.records import multiply
from rows.row import Missing, Row, median, program
from rows.treatment import Station, Treatment, daemon_command

STARTS = 20
# Eight treatments a day, 250 days.
YEAR = 2_000
# After this a daemon that has just begun has done all that comes of its start, such as checking the records.
SETTLING_SECONDS = 5

# As the service is watched over by its unit: the control loop gives signs of life.
WATCHED = {"WATCHDOG_USEC": "2000000"}

START_MS, IDLE_SHARE, ALONE_SHARE, MEMORY_MB = 50, 2, 0.1, 30


def rows(plan):
    with tempfile.TemporaryDirectory(prefix="myo-year.") as folder:
        state = os.path.join(folder, "state")
        yield treated(plan, state)
        multiply(os.path.join(state, "records.sqlite"), plan.count(YEAR, 20))
        yield from started(plan, folder, state)
        seconds = plan.seconds or plan.count(60, 3)
        with Station(WATCHED, state=state, is_punctual=True) as station:
            yield Row("daemon: idle, device connected", share(station.daemon.pid, seconds), "% of a core", budget=IDLE_SHARE)
            yield Row("daemon: memory of its own, idle", anonymous_mb(station.daemon.pid), "MB", budget=MEMORY_MB)
        with Station(WATCHED, state=state, has_device=False) as station:
            yield Row("daemon: idle, no device", share(station.daemon.pid, seconds), "% of a core", budget=ALONE_SHARE)


def treated(plan, state):
    """A whole treatment, whose records stay; once more, from nothing, where a busy machine has tripped it."""
    wanted = "stopped" if plan.quick else "completed"
    for _ in range(3):
        shutil.rmtree(state, ignore_errors=True)
        with Treatment(state=state, is_punctual=True) as treatment:
            if plan.quick:
                treatment.call("stop")
            treatment.wait("the end of the treatment", lambda: treatment.state() in ("finished", "tripped"), seconds=120)
            result = treatment.status()["result"]
            memory = anonymous_mb(treatment.daemon.pid)
        if result == wanted:
            return Row("daemon: memory of its own, after a treatment", memory, "MB", budget=MEMORY_MB)
    raise Missing(f"a treatment that is {wanted} (the third was {result}; this machine is too busy)")


def started(plan, folder, state):
    """Starts one after the other, each to its READY=1, without a device: one is looked for afterwards only."""
    path = os.path.join(folder, "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(path)
        manager.settimeout(20)
        command = daemon_command(True) + ["--device", os.path.join(folder, "line"), "--socket",
                                          os.path.join(folder, "socket"), "--state", state]
        times = [start(command, manager, path) for _ in range(1 + plan.count(STARTS, 3))]
    yield Row("daemon: exec to READY=1, first", times[0], "ms")
    yield Row("daemon: exec to READY=1, median", median(times[1:]), "ms", budget=START_MS)
    yield Row(f"daemon: exec to READY=1, worst of {len(times) - 1}", max(times[1:]), "ms", budget=START_MS)
    yield Row("daemon: exec to READY=1, against --version", median(times[1:]), "ms", median([version() for _ in times]))


def start(command, manager, path):
    """One start and its end; from before the exec to READY=1, in ms."""
    began = time.monotonic()
    daemon = subprocess.Popen(command, env=dict(os.environ, NOTIFY_SOCKET=path), stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL)
    try:
        hear(manager, b"READY=1")
        elapsed = (time.monotonic() - began) * 1000
        daemon.terminate()
        hear(manager, b"STOPPING=1")
        daemon.wait(20)
        return elapsed
    finally:
        if daemon.poll() is None:
            daemon.kill()
            daemon.wait()


def hear(manager, word):
    try:
        while word not in manager.recv(4096):
            pass
    except TimeoutError:
        raise Missing(f"a daemon that says {word.decode()} within 20 s") from None


def version():
    """What loading the program alone takes, in ms: how much of a start is this machine and its libraries."""
    began = time.monotonic()
    subprocess.run([program("myothermd"), "--version"], stdout=subprocess.DEVNULL, check=True)
    return (time.monotonic() - began) * 1000


def share(pid, seconds):
    """Of one core, in %: what all threads took, those that have ended too, by the kernel's own clock of the process."""
    clock = ~pid << 3 | 2  # CPUCLOCK_SCHED
    time.sleep(SETTLING_SECONDS)
    began, before = time.monotonic(), time.clock_gettime(clock)
    time.sleep(seconds)
    return (time.clock_gettime(clock) - before) / (time.monotonic() - began) * 100


def anonymous_mb(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as file:
        return int(re.search(r"^RssAnon:\s+(\d+) kB", file.read(), re.M)[1]) / 1024
