"""What the package puts on a workstation."""

from install import DAEMON, install
from scenario import scenario
from waiting import until
from workstation import CONFIGURATION, OPERATE, PRESCRIBE, RECORDS, UNIT, VIEW

GROUPS = ("myotherm", "myotherm-view", "myotherm-prescribe", "myotherm-dev")
SOCKETS = {
    "myothermd.socket": (OPERATE, "root:myotherm 660"),
    "myothermd-view.socket": (VIEW, "root:myotherm-view 660"),
    "myothermd-prescribe.socket": (PRESCRIBE, "root:myotherm-prescribe 660"),
}


@scenario("install", "apt installs it without a network, and what it makes belongs to whom it should")
def installs(machine, findings):
    outcome = install(machine)
    findings.measure(f"installed in {outcome.seconds:.1f} s")
    noise = [line for line in outcome.words.splitlines() if "myotherm" in line and ("arning" in line or "rror" in line)]
    findings.check(not noise, f"the installation complains: {noise}")
    check_people(machine, findings)
    check_sockets(machine, findings)
    for path, wanted in {"/run/myotherm": "root:root 755", RECORDS: "myothermd:myothermd 750",
                         CONFIGURATION: "root:root 644"}.items():
        found = machine.owner(path)
        findings.check(found == wanted, f"{path} is {found}, not {wanted}")
    conffiles = machine.sudo("dpkg-query", "--show", "--showformat=${Conffiles}", DAEMON)
    findings.check(CONFIGURATION in conffiles, f"{CONFIGURATION} is no conffile of the package")
    findings.check(machine.is_active(), "the daemon does not run after the installation")
    machine.add_people()
    machine.power_off()


def check_people(machine, findings):
    for group in GROUPS:
        findings.check(machine.run("getent", "group", group).code == 0, f"there is no group {group}")
    groups = set(machine.sudo("id", "--name", "--groups", "myothermd").split())
    findings.check(groups == {"myothermd", "myotherm", "myotherm-dev"}, f"myothermd is a member of {sorted(groups)}")
    shell = machine.sudo("getent", "passwd", "myothermd").strip().split(":")[-1]
    findings.check(shell.endswith("nologin"), f"myothermd's shell is {shell}")


def check_sockets(machine, findings):
    for unit, (path, wanted) in SOCKETS.items():
        findings.check(machine.is_active(unit), f"{unit} does not listen")
        enabled = machine.systemctl("is-enabled", unit).out.strip()
        findings.check(enabled == "enabled", f"{unit} is {enabled or 'not known'}")
        found = machine.owner(path)
        findings.check(found == wanted, f"{path} is {found}, not {wanted}")


@scenario("reboot", "after a reboot the sockets are there and the daemon runs, ready within its time")
def reboots(machine, findings):
    check_sockets(machine, findings)
    until("the daemon to be active", 10, machine.is_active)
    found = machine.properties("ExecMainStartTimestampMonotonic", "ActiveEnterTimestampMonotonic", "StatusText",
                               "NRestarts")
    took = (found["ActiveEnterTimestampMonotonic"] - found["ExecMainStartTimestampMonotonic"]) / 1000
    findings.measure(f"READY=1 {took:.0f} ms after exec; STATUS={found['StatusText']!r}")
    findings.check(found["NRestarts"] == 0, f"it was restarted {found['NRestarts']} times")
    findings.check(found["StatusText"], "it tells systemd no STATUS=")


@scenario("start-and-stop", "systemctl start, stop and restart end well, and leave the sockets as they are")
def starts_and_stops(machine, findings):
    for verb in ("stop", "start", "restart"):
        outcome = machine.systemctl(verb, UNIT)
        findings.check(outcome.code == 0, f"systemctl {verb} ended with {outcome.code}: {outcome.words}")
        result = machine.properties("Result", "ExecMainStatus")
        findings.check(result == {"Result": "success", "ExecMainStatus": 0}, f"after systemctl {verb}: {result}")
        findings.measure(f"{verb} {outcome.seconds * 1000:.0f} ms")
        check_sockets(machine, findings)
