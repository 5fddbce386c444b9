"""Upgrading, removing and installing again."""

from install import DAEMON, QUIET, install, purge
from scenario import scenario
from treatment import TEMPLATE, begin, excuse_a_stall
from workstation import CONFIGURATION, DROP_INS, KEY, OPERATE, RECORDS

CHANGED = "# a clinic's own line\nrealtime-priority: 9\n"


@scenario("upgrade", "installing again keeps a changed configuration and the records, and restarts the daemon")
def upgrade(machine, findings):
    make_record(machine)
    machine.configure(CHANGED)
    pid, before = machine.main_pid(), machine.records()
    outcome = install(machine)
    findings.measure(f"installed again in {outcome.seconds:.1f} s")
    findings.check(machine.read(CONFIGURATION) == CHANGED, "the configuration was changed by the upgrade")
    findings.check(machine.is_active() and machine.main_pid() != pid, "the daemon was not restarted by the upgrade")
    findings.check(machine.records() == before, "the records are not the same")
    findings.check(machine.owner(OPERATE) == "root:myotherm 660", f"the socket is {machine.owner(OPERATE)}")


@scenario("upgrade-in-treatment", "an upgrade leaves a prepared treatment alone, and says what is left to do")
def upgrade_in_treatment(machine, findings):
    machine.attach_simulator()
    # Not with output on: unpacking keeps a small machine so busy that the treatment may be tripped for being late.
    machine.sudo("myothermctl", "load", TEMPLATE)
    machine.until_state("loaded")
    pid = machine.main_pid()
    outcome = install(machine, names=[DAEMON])
    status = machine.status()
    findings.check(status["state"] == "loaded", f"the upgrade left {status['state']}, {status['firstCause']}")
    findings.check(machine.main_pid() == pid, "the daemon was replaced during a treatment")
    said = [line for line in outcome.words.splitlines() if "restart" in line and "myothermd" in line]
    findings.check(said, "the upgrade does not say that the old daemon goes on running")
    findings.measure(repr(said[0]) if said else "nothing was said")


@scenario("remove", "removing without purging ends the daemon and its sockets, and keeps configuration and records")
def remove(machine, findings):
    outcome = machine.run(*QUIET, "apt-get", "remove", "--yes", "myothermd", timeout=120)
    findings.need(outcome.code == 0, f"apt-get remove ended with {outcome.code}: {outcome.words[-600:]}")
    findings.check(not machine.is_active() and not machine.is_active("myothermd.socket"), "the units still run")
    findings.check(not machine.exists(OPERATE), f"{OPERATE} is still there")
    findings.check(machine.exists(CONFIGURATION) and machine.exists(RECORDS), "configuration or records are gone")
    install(machine)
    findings.check(machine.is_active("myothermd.socket"), "the socket does not listen after installing again")


@scenario("purge", "purging removes what the package made except the records, and names them")
def purged(machine, findings):
    make_record(machine)
    machine.sudo("rm", "-rf", DROP_INS)
    outcome = purge(machine)
    said = [line for line in outcome.words.splitlines() if RECORDS in line]
    findings.check(said, f"it does not say that the records stay in {RECORDS}: {outcome.words[-400:]}")
    findings.measure(repr(said[-1]) if said else "nothing was said")
    left = machine.sudo("sh", "-c", "find / -xdev -iname '*myotherm*' -not -path '/mnt/*' -not -path '/proc/*'"
                        " -not -path '/var/log/*' -not -path '/var/cache/apt/*' -not -path '/var/lib/dpkg/*'; "
                        "find /run /etc/systemd -iname '*myotherm*' -not -path '/run/host/*'").split()
    left = sorted({path for path in left if not path.startswith(RECORDS) and not is_packaged(machine, path)})
    findings.check(not left, f"purge left: {left}")
    findings.check(machine.exists(RECORDS), "the records are gone")
    again = purge(machine)
    findings.check(again.code == 0, "a second purge fails")


@scenario("reinstall", "after a purge an installation finds the old records, and can go on with them")
def reinstall(machine, findings):
    make_record(machine)
    before, key = machine.records(), machine.read(KEY)
    purge(machine)
    findings.measure(f"after the purge {RECORDS} is {machine.owner(RECORDS)}")
    machine.sudo("rm", "-rf", DROP_INS)
    machine.sudo("systemctl", "daemon-reload")
    install(machine)
    findings.check(machine.is_active(), "the daemon does not run after the installation")
    findings.check(machine.owner(RECORDS) == "myothermd:myothermd 750", f"{RECORDS} is {machine.owner(RECORDS)}")
    findings.check(machine.read(KEY) == key, "the key that sealed the records was made anew")
    after = machine.records()
    findings.check(after == before, f"the records are {after}, and were {before}")
    for person, group in (("therapist", "myotherm"), ("physician", "myotherm-prescribe")):
        machine.sudo("gpasswd", "--add", person, group)
    machine.attach_simulator()
    excuse_a_stall(begin(machine))
    machine.ctl("stop")
    machine.until_state("finished")
    findings.measure(f"{len(machine.records())} records")
    findings.check(len(machine.records()) == len(before) + 1, "no new record was made")


def is_packaged(machine, path):
    """Whether a package that is still installed has it, as myotherm-sim does."""
    return machine.run("dpkg", "--search", path).code == 0


def make_record(machine):
    """Leaves the record of a treatment that was stopped."""
    machine.attach_simulator()
    excuse_a_stall(begin(machine))
    machine.ctl("stop")
    machine.until_state("finished")
