"""systemctl reload: what is safe to change takes effect, and the rest is refused with its reason."""

from scenario import scenario
from simulator import Simulator
from treatment import begin, excuse_a_stall
from waiting import until
from workstation import CONFIGURATION, UNIT

# The socket unit has the daemon started for a call that nobody has taken, until its TriggerLimitBurst=.
MOST_STARTS = 110
LINE = f"device:\n  path: {Simulator.LINE}\n"


def refused_with(machine, findings, *words):
    """Reloads, and checks that it is refused, in the journal, with all the words; the daemon goes on unharmed."""
    pid = machine.main_pid()
    reload = machine.systemctl("reload", UNIT)
    findings.check(reload.code != 0, "systemctl reload ended with 0")
    by_hand = machine.ctl("reload")
    findings.check(by_hand.code != 0, "myothermctl reload ended with 0")
    findings.measure(f"myothermctl reload: {by_hand.code}, {by_hand.words!r}")
    for word in words:
        findings.check(word in by_hand.words, f"myothermctl reload does not say '{word}': {by_hand.words}")
    findings.check(machine.journal_says(*words), f"the journal of the unit has no line with {words}")
    findings.check(machine.is_active() and machine.main_pid() == pid, "the daemon did not survive the reload")


@scenario("reload", "the serial number of the device to use takes effect without a restart, and is told")
def safe(machine, findings):
    pid = machine.main_pid()
    machine.configure('device:\n  serial: "MT-9999"\n')
    reload = machine.systemctl("reload", UNIT)
    findings.check(reload.code == 0, f"systemctl reload ended with {reload.code}: {reload.words}")
    findings.measure(f"systemctl reload took {reload.seconds * 1000:.0f} ms")
    machine.configure('device:\n  serial: "MT-0001"\n')
    applied = machine.ctl("reload")
    findings.check(applied.code == 0, f"myothermctl reload ended with {applied.code}: {applied.words}")
    findings.check("serial" in applied.words, f"myothermctl reload does not say what it applied: {applied.words}")
    findings.measure(f"myothermctl reload: {applied.words!r}")
    findings.check(machine.main_pid() == pid, "the daemon was restarted")


@scenario("reload-line", "another line takes effect without a restart while there is no output")
def line(machine, findings):
    simulator = Simulator(machine)
    simulator.plug_in()
    machine.drop_in("simulator", "[Service]\nDeviceAllow=char-pts rw\n")
    machine.sudo("systemctl", "restart", UNIT)
    machine.until_state("disconnected")
    pid = machine.main_pid()
    machine.configure(LINE)
    reload = machine.systemctl("reload", UNIT)
    findings.check(reload.code == 0, f"systemctl reload ended with {reload.code}: {reload.words}")
    machine.until_state("ready")
    machine.configure(LINE + "realtime-priority: 9\n")
    refused = machine.ctl("reload")
    findings.check(refused.code != 0 and "restart" in refused.words,
                   f"a change that takes a restart ended with {refused.code}: {refused.words}")
    findings.check(machine.main_pid() == pid, "the daemon was restarted")


@scenario("reload-in-output", "with output on a change of the device is refused, and the treatment goes on")
def in_output(machine, findings):
    machine.attach_simulator()
    excuse_a_stall(begin(machine))
    machine.configure("device:\n  path: /dev/ttyS0\n")
    refused_with(machine, findings, "path")
    status = machine.status()
    excuse_a_stall(status)
    state = status and status["state"]
    findings.check(state == "running", f"the treatment did not go on: {state}")
    machine.ctl("stop")


@scenario("broken-reload", "reload of a file that is no YAML, or has an unknown key, is refused with file and line")
def broken(machine, findings):
    machine.attach_simulator()
    machine.configure(LINE + '  serail: "SIM-0001"\n')
    refused_with(machine, findings, f"{CONFIGURATION}:3", "serail")
    machine.configure(LINE + "  serial: [\n")
    refused_with(machine, findings, f"{CONFIGURATION}:")
    status = machine.ctl("status")
    findings.check(status.code == 0 and "ready" in status.out, f"the device is not ready any more: {status.words}")
    checked = machine.run("myothermd", "check-config")
    findings.check(checked.code != 0 and CONFIGURATION in checked.words,
                   f"check-config ended with {checked.code}: {checked.words}")


def keep_calling(machine, findings):
    """Calls a daemon that cannot start, and checks that systemd gives up starting it, and that callers are told."""
    call = machine.ctl("status", timeout=40)
    findings.check(call.code == 3, f"a call ended with {call.code}: {call.words}")
    until("the socket to give up", 90, lambda: not machine.is_active("myothermd.socket"))
    starts = [entry for entry in machine.journal() if str(entry.get("MESSAGE", "")).startswith("Starting ")]
    findings.measure(f"a call had it started {len(starts)} times, until the socket gave up")
    findings.check(len(starts) <= MOST_STARTS, f"a call had the daemon started {len(starts)} times")
    refused = machine.ctl("status")
    findings.measure(f"then: exit code {refused.code}, {refused.words!r}")
    findings.check(refused.code == 3 and "start" in refused.words, f"a later call is told: {refused.words}")


@scenario("broken-start", "the daemon does not start, says file and line, and is not tried for ever")
def broken_at_start(machine, findings):
    machine.configure("device:\n  path: [\n")
    start = machine.systemctl("restart", UNIT)
    findings.check(start.code != 0, "systemctl restart ended with 0")
    found = machine.properties("ExecMainStatus", "ActiveState", "NRestarts")
    findings.measure(str(found))
    findings.check(found["ExecMainStatus"] == 78, f"the daemon ended with {found['ExecMainStatus']}, not 78")
    findings.check(found["ActiveState"] == "failed", f"the unit is {found['ActiveState']}")
    findings.check(machine.journal_says(f"{CONFIGURATION}:"), "the journal has no line with the file and its line")
    keep_calling(machine, findings)
    machine.configure("")
    again = machine.systemctl("restart", UNIT)
    findings.check(again.code == 0, f"after the repair systemctl restart ended with {again.code}: {again.words}")
    findings.check(machine.ctl("status").code == 0, "after the repair a call is not answered")
