"""A daemon that hangs: availability is the watchdog's, safety the lease's."""

import time

from scenario import scenario
from scenarios.output import LEASE_SECONDS, check_device, check_interrupted
from treatment import begin, excuse_a_stall
from workstation import UNIT

# Two seconds without a sign, found within as much again; then the abort, and RestartSec.
BITES_WITHIN_SECONDS = 4.5
BACK_WITHIN_SECONDS = 8


def hang(machine, findings):
    """Stops the daemon's process and waits for its successor; gives back when it was stopped."""
    pid, began = machine.signal("STOP")
    machine.restarted_after(pid, within=30)
    back = time.monotonic() - began
    exited = [entry for entry in machine.journal() if "watchdog" in str(entry.get("MESSAGE", "")).lower()]
    findings.need(exited, "systemd's journal has no word of the watchdog")
    died = machine.properties("NRestarts")
    findings.check(died["NRestarts"] >= 1, "systemd did not count a restart")
    bitten = next((entry for entry in exited if "timeout" in str(entry["MESSAGE"]).lower()), exited[0])
    after = int(bitten["__MONOTONIC_TIMESTAMP"]) / 1e6 - began
    findings.measure(f"the watchdog bit after {after:.1f} s, and the daemon was back after {back:.1f} s")
    findings.check(after <= BITES_WITHIN_SECONDS, f"the watchdog bit after {after:.1f} s only")
    findings.check(back <= BACK_WITHIN_SECONDS, f"it took {back:.1f} s until the daemon was back")
    return began


@scenario("watchdog", "the daemon hangs: the watchdog kills it in about 2 s, it comes back, and the status says why")
def idle(machine, findings):
    simulator = machine.attach_simulator()
    hang(machine, findings)
    status = machine.until_state("ready", "tripped")
    notices = " ".join(status.get("notices") or [])
    findings.measure(f"notices: {notices!r}")
    findings.check("watchdog" in notices.lower(), f"the status does not name the watchdog: {status.get('notices')}")
    findings.check(simulator.state() != "running", "the device runs")
    shown = machine.ctl("status").out
    findings.check("watchdog" in shown.lower(), f"`myothermctl status` does not show it:\n{shown}")


@scenario("watchdog-in-output", "the daemon hangs during output: the device is at zero long before the watchdog bites")
def in_output(machine, findings):
    simulator = machine.attach_simulator()
    excuse_a_stall(begin(machine))
    began = hang(machine, findings)
    status = check_interrupted(machine, findings)
    notices = " ".join(status.get("notices") or [])
    findings.check("watchdog" in notices.lower(), f"the status does not name the watchdog: {status.get('notices')}")
    check_device(machine, findings, simulator, began, LEASE_SECONDS, "the daemon was stopped")


@scenario("crashes", "ten crashes in a row do not wedge the unit: it comes back each time")
def crashes(machine, findings):
    for _ in range(10):
        pid, _ = machine.signal("KILL")
        machine.restarted_after(pid, within=10)
    found = machine.properties("NRestarts", "ActiveState", "Result")
    findings.measure(f"{found['NRestarts']} restarts by systemd")
    findings.check(found["ActiveState"] == "active", f"{UNIT} is {found}")
