"""Finding the device, on a machine whose udev does not run."""

from scenario import scenario
from simulator import Simulator
from waiting import until
from workstation import UNIT

FORBIDDEN = "/dev/ttyS191"


@scenario("without-udev", "where no udev runs the daemon says in the status that it cannot find devices, and idles")
def without_udev(machine, findings):
    findings.need(not machine.is_active("systemd-udevd.service"), "udev runs in this machine")
    message = first_message(machine)
    findings.measure(repr(message))
    findings.check("udev" in message, f"the status does not name udev: {message}")
    shown = machine.ctl("status")
    findings.check(message in shown.out, f"`myothermctl status` does not show it: {shown.words}")
    listed = machine.run("myothermd", "devices")
    findings.check("udev" in listed.words, f"`myothermd devices` does not name udev: {listed.words}")


@scenario("fixed-line", "a device on a line that the configuration names is found, without udev")
def fixed_line(machine, findings):
    machine.attach_simulator()
    status = machine.status()
    findings.check(status["device"]["serialNumber"] == "SIM-0001", f"the device is {status['device']}")
    line = status["line"]
    findings.measure(f"{status['device']['model']} on {line['path']}, lowLatency {line['lowLatency']}")
    host = status["host"]
    findings.measure(f"realtime {host['realtime']}, memory {host['memory']}, awake {host['awake']}")
    if machine.grants_limits():
        findings.check(host["realtime"] == "granted", f"real time is {host['realtime']}")
        findings.check(host["memory"] == "granted", f"locked memory is {host['memory']}")
    else:
        findings.measure("this host lets no container raise limits")
        refusals = status["host"]["missing"]
        findings.check(len(refusals) >= 2, f"the status does not say what is missing: {refusals}")


@scenario("forbidden-line", "a line that the unit does not allow, or of another group, is refused with what to do")
def forbidden_line(machine, findings):
    # A serial line that no machine has: where DevicePolicy= were not in force, opening it would still touch nothing.
    machine.sudo("mknod", "--mode=660", FORBIDDEN, "c", "4", "255")
    machine.sudo("chgrp", "myotherm-dev", FORBIDDEN)
    expect_refusal(machine, findings, FORBIDDEN, "DeviceAllow")
    simulator = Simulator(machine)
    simulator.plug_in()
    terminal = machine.sudo("readlink", "-f", simulator.LINE).strip()
    machine.sudo("chgrp", "dialout", terminal)
    expect_refusal(machine, findings, simulator.LINE, "dialout")
    machine.sudo("chgrp", "myotherm-dev", terminal)
    machine.until_state("ready", within=40)


def first_message(machine):
    """What the daemon says once it has looked for a device."""
    return until("a message in the status", 10, lambda: (machine.status() or {}).get("message"))


def expect_refusal(machine, findings, path, word):
    """Restarts with this fixed line, and checks that the status says that it cannot be opened, and what to do."""
    machine.configure(f"device:\n  path: {path}\n")
    machine.sudo("systemctl", "restart", UNIT)
    message = first_message(machine)
    findings.measure(repr(message))
    findings.check(path in message, f"the status does not name {path}: {message}")
    findings.check(word in message, f"the status does not say '{word}': {message}")
