"""What systemd's own tools say of the units and the rules, with the version that each release has."""

import re

from scenario import scenario
from workstation import UNIT

EXPOSURE_LIMIT = 1.3
UNITS = (UNIT, "myothermd.socket", "myothermd-view.socket", "myothermd-prescribe.socket")
RULES = "65-myotherm.rules"


@scenario("exposure", f"systemd-analyze security gives the running service at most {EXPOSURE_LIMIT}")
def exposure(machine, findings):
    told = machine.run("systemd-analyze", "security", "--no-pager", UNIT)
    found = re.search(r"Overall exposure level for .*: ([\d.]+)", told.out)
    findings.need(found, f"systemd-analyze security says: {told.words}")
    findings.measure(f"exposure {found[1]}")
    findings.check(float(found[1]) <= EXPOSURE_LIMIT, f"the exposure is {found[1]}")


@scenario("units", "systemd-analyze verify has nothing to say about the installed units")
def units(machine, findings):
    told = machine.run("systemd-analyze", "verify", "--man=no", *UNITS)
    lines = [line for line in told.words.splitlines() if "myotherm" in line]
    findings.check(told.code == 0, f"systemd-analyze verify ended with {told.code}")
    findings.check(not lines, "systemd-analyze verify says:\n" + "\n".join(lines))
    others = [line for line in told.words.splitlines() if "myotherm" not in line]
    findings.measure(f"{len(UNITS)} units; {len(others)} lines about units of others")
    shown = [line for entry in machine.journal("_PID=1") if "myotherm" in (line := str(entry.get("MESSAGE", "")))
             and re.search(r"Unknown|Failed to parse|ignoring|Invalid|deprecated", line)]
    findings.check(not shown, f"systemd complained while loading them: {shown[:3]}")


@scenario("rules", "udevadm verify has nothing to say about the installed rules", releases=["trixie"])
def rules(machine, findings):
    path = f"/lib/udev/rules.d/{RULES}"
    findings.need(machine.exists(path), f"{path} is not installed")
    told = machine.run("udevadm", "verify", path)
    findings.check(told.code == 0, f"udevadm verify ended with {told.code}: {told.words}")
    findings.measure(told.words.splitlines()[-1] if told.words else "silent")


@scenario("files", "sysusers and tmpfiles have nothing left to make, and dpkg finds every file as it was packed")
def files(machine, findings):
    for tool in ("systemd-sysusers", "systemd-tmpfiles"):
        argv = [tool, "--dry-run"] if tool == "systemd-sysusers" else [tool, "--create", "--prefix=/run/myotherm"]
        told = machine.run(*argv)
        lines = [line for line in told.words.splitlines() if "myotherm" in line]
        findings.check(not lines, f"{tool} says: {lines}")
    changed = machine.run("dpkg", "--verify", "myothermd", "myotherm-sim")
    findings.check(not changed.words, f"dpkg --verify says:\n{changed.words}")
