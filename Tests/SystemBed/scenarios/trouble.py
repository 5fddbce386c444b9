"""What is wrong with the workstation is said where an administrator looks."""

from scenario import scenario
from treatment import approve, arm, load, prescribe
from workstation import KEY, RECORDS, UNIT


def fails_to_start(machine, findings, *words):
    """Restarts, and checks that it fails with a line in the journal or in `systemctl status` that has all the words."""
    start = machine.systemctl("restart", UNIT)
    findings.check(start.code != 0, "systemctl restart ended with 0")
    entries = [str(entry.get("MESSAGE", "")) for entry in machine.journal("--unit", UNIT, "--since=-1min")]
    shown = machine.systemctl("status", "--lines=0", "--no-pager", UNIT).out
    lines = entries + [line.strip() for line in shown.splitlines()]
    telling = [line for line in lines if all(word in line for word in words)]
    findings.check(telling, f"no line of the journal and the status has {words}; the last are {entries[-5:]}\n{shown}")
    findings.measure(repr(telling[0][:200]) if telling else "nothing was said")
    machine.systemctl("stop", UNIT)


@scenario("missing-key", "without the key that seals the records the service does not start, and the file is named")
def missing_key(machine, findings):
    findings.need(machine.exists(KEY), f"there is no {KEY}")
    findings.measure(f"the key is {machine.owner(KEY)}")
    findings.check(machine.owner(KEY).endswith((" 400", " 600")), f"{KEY} is {machine.owner(KEY)}")
    machine.sudo("mv", KEY, KEY + ".away")
    fails_to_start(machine, findings, KEY)
    machine.sudo("mv", KEY + ".away", KEY)
    again = machine.systemctl("start", UNIT)
    findings.check(again.code == 0, f"with the key back systemctl start ended with {again.code}: {again.words}")


@scenario("read-only-state", "the daemon does not start, and names the directory and why")
def unwritable(machine, findings):
    machine.sudo("systemctl", "stop", UNIT)
    machine.sudo("mount", "--bind", RECORDS, RECORDS)
    machine.sudo("mount", "-o", "remount,bind,ro", RECORDS)
    fails_to_start(machine, findings, RECORDS)
    machine.sudo("umount", RECORDS)
    again = machine.systemctl("start", UNIT)
    findings.check(again.code == 0, f"once it can be written systemctl start ended with {again.code}: {again.words}")


@scenario("full-disk", "with no room for the record arming is refused with that reason; with room again it is not")
def full(machine, findings):
    machine.sudo("systemctl", "stop", UNIT)
    machine.sudo("mount", "-t", "tmpfs", "-o", "size=40m,mode=750,uid=myothermd,gid=myothermd", "tmpfs", RECORDS)
    machine.attach_simulator()
    machine.sudo("sh", "-c", f"head -c 64M /dev/zero >{RECORDS}/ballast 2>/dev/null || :")
    prescribe(machine)
    steps = {"plan approve": lambda: approve(machine), "load": lambda: load(machine), "arm": lambda: arm(machine)}
    for name, step in steps.items():
        outcome = step()
        if outcome.code != 0:
            break
    findings.measure(f"{name} ended with {outcome.code}: {outcome.words[:200]!r}")
    findings.check(outcome.code != 0, "a treatment was armed that cannot be recorded")
    findings.check(any(word in outcome.words for word in ("disk", "space", "room", "full")),
                   f"{name} does not say that the disk is full: {outcome.words}")
    findings.check(machine.is_active(), "the daemon ended")
    machine.sudo("rm", f"{RECORDS}/ballast")
    approve(machine)
    load(machine)
    again = arm(machine)
    findings.check(again.code == 0, f"with room again arming ended with {again.code}: {again.words}")
