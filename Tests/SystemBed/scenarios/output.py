"""What happens to the output, the record and the state when the daemon ends in the middle of a treatment."""

import time

from scenario import scenario
from treatment import begin, excuse_a_stall
from waiting import until
from workstation import UNIT

# The lease ends 200 ms after its last sample; the rest is what a busy machine may add to the reading of the clock.
LEASE_SECONDS = 0.25


def check_device(machine, findings, simulator, since, limit, words):
    """That output ended within `limit` seconds of `since` (CLOCK_MONOTONIC), and never flowed without a lease."""
    last, report = simulator.last_output()
    findings.need(last is not None, "the device never gave output")
    findings.measure(f"output ended {(last - since) * 1000:.0f} ms after {words}")
    findings.check(last - since <= limit, f"output went on for {(last - since) * 1000:.0f} ms after {words}")
    for figure in ("outputWithoutLeaseMicroseconds", "energyAfterZeroDueMillijoules"):
        findings.check(report[figure] == 0, f"the oracle: {figure} is {report[figure]}")
    findings.check(not report["broken"], f"the oracle: {report['broken']} do not hold")
    return last


def check_interrupted(machine, findings):
    """That the daemon has come up tripped because of the treatment that it found unfinished, and that nothing runs."""
    machine.until_state("tripped")
    status = until("the device's measurement of zero", 5, lambda: seen_at_zero(machine))
    findings.check(status["firstCause"] == "treatmentInterrupted", f"the cause is {status['firstCause']}")
    findings.check(status.get("notices"), "the status has no notice for the operator")
    events = {entry.get("MYOTHERM_EVENT") for entry in machine.journal()}
    missing = {"endedBadly", "treatmentInterrupted"} - events
    findings.check(not missing, f"not in the journal: {missing}")
    record = machine.records()[0]
    findings.check(record["result"] == "interrupted", f"the record says {record['result']}")
    findings.check(record["ended"], "the record is not closed")
    return status


def seen_at_zero(machine):
    """The status, once the device has measured that nothing flows."""
    status = machine.status()
    return status if status and status["outputIsZero"] else None


@scenario("kill", "the daemon is killed during output: it comes back tripped, the record is closed as interrupted")
def killed(machine, findings):
    simulator = machine.attach_simulator()
    excuse_a_stall(begin(machine))
    pid, began = machine.signal("KILL")
    machine.restarted_after(pid, within=10)
    findings.measure(f"runs again after {time.monotonic() - began:.1f} s")
    status = check_interrupted(machine, findings)
    check_device(machine, findings, simulator, began, LEASE_SECONDS, "the kill")
    findings.measure(f"notices: {status.get('notices')}")
    arm = machine.ctl("arm")
    findings.check(arm.code in (5, 6), f"arming without an acknowledgement ended with {arm.code}: {arm.words}")
    machine.ctl("ack", "--name", "therapist")
    findings.check(machine.until_state("ready")["recordId"] is None or simulator.state() != "running", "it runs again")


@scenario("stop", "stopping the service during output brings zero first, then ends, and closes the record")
def stopped(machine, findings):
    simulator = machine.attach_simulator()
    excuse_a_stall(begin(machine))
    began = time.monotonic()
    stop = machine.systemctl("stop", UNIT)
    findings.check(stop.code == 0, f"systemctl stop ended with {stop.code}: {stop.words}")
    ended = machine.properties("Result", "ExecMainCode", "ExecMainStatus", "ExecMainExitTimestampMonotonic")
    exited = ended["ExecMainExitTimestampMonotonic"] / 1e6
    last = check_device(machine, findings, simulator, began, LEASE_SECONDS, "the stop")
    findings.measure(f"the daemon ended after {(exited - began) * 1000:.0f} ms")
    findings.measure(f"systemctl after {stop.seconds * 1000:.0f} ms")
    findings.check(last < exited, f"output ended {(last - exited) * 1000:.0f} ms after the daemon")
    findings.check(ended["Result"] == "success" and ended["ExecMainStatus"] == 0, f"the service ended with {ended}")
    machine.sudo("systemctl", "start", UNIT)
    until("the daemon's answer", 10, machine.status)
    record = machine.records()[0]
    findings.check(record["ended"] and record["result"] not in (None, "interrupted", "completed"),
                   f"the record was not closed by the daemon that ended: {record}")
    findings.measure(f"record: {record['result']}, {record['firstCause']}")


@scenario("restart-in-output", "systemctl restart during output: zero, and nothing runs afterwards")
def restarted(machine, findings):
    simulator = machine.attach_simulator()
    excuse_a_stall(begin(machine))
    began = time.monotonic()
    restart = machine.systemctl("restart", UNIT)
    findings.check(restart.code == 0, f"systemctl restart ended with {restart.code}: {restart.words}")
    status = machine.until_state("ready", "tripped", "finished", "idle")
    check_device(machine, findings, simulator, began, LEASE_SECONDS, "the restart")
    findings.check(simulator.state() != "running", "the device runs after the restart")
    findings.check(status["outputIsZero"] is True, "the device did not measure zero")
    findings.measure(f"back as '{status['state']}' after {time.monotonic() - began:.1f} s")


@scenario("stop-output", "after systemctl stop the device has measured zero, and stop-output has said so")
def let_go(machine, findings):
    simulator = machine.attach_simulator()
    machine.sudo("systemctl", "stop", UNIT)
    after = machine.properties("ExecStopPost").get("ExecStopPost", "there is none")
    findings.check("status=0" in after, f"ExecStopPost= did not end with 0: {after}")
    findings.check(simulator.state() != "running", "the device runs")
    said = machine.journal_says("zero")
    findings.check(said, "the journal has no line of stop-output that the output is zero")
