"""A clinic's workstation: the machine with Myotherm installed, its people, and what an administrator does with it."""

import json
import pathlib
import re
import time

from bed import Bed
from simulator import Simulator
from waiting import Shortfall, until

UNIT = "myothermd.service"
OPERATE = "/run/myotherm/io.myotherm.Controller"
VIEW = OPERATE + ".view"
PRESCRIBE = OPERATE + ".prescribe"
CONFIGURATION = "/etc/myotherm/myothermd.yaml"
KEY = "/etc/myotherm/seal.key"
RECORDS = "/var/lib/myotherm"
DROP_INS = f"/etc/systemd/system/{UNIT}.d"
# Name, groups: one who operates, one who watches, one who approves plans, and one to whom the device is no business.
PEOPLE = {"therapist": ["myotherm"], "assistant": ["myotherm-view"], "physician": ["myotherm-prescribe"], "visitor": []}


class Workstation(Bed):
    """A bed with the words of the daemon's administrator and users."""

    def add_people(self):
        for name, groups in PEOPLE.items():
            membership = ["--groups", ",".join(groups)] if groups else []
            self.sudo("useradd", "--create-home", "--shell", "/bin/sh", *membership, name)

    def sudo(self, *argv, stdin="", timeout=60):
        """Runs a command as root that has to succeed, and gives back what it printed."""
        outcome = self.run(*argv, stdin=stdin, timeout=timeout)
        if outcome.code != 0:
            raise Shortfall(f"`{' '.join(argv)}` ended with {outcome.code}: {outcome.words}")
        return outcome.out

    # Files

    def read(self, path):
        return self.sudo("cat", path)

    def write(self, path, text):
        self.sudo("mkdir", "-p", str(pathlib.PurePath(path).parent))
        self.sudo("tee", path, stdin=text)

    def exists(self, path):
        return self.run("test", "-e", path).code == 0

    def owner(self, path):
        """`user:group mode` of a file, or None where there is none."""
        outcome = self.run("stat", "--format", "%U:%G %a", path)
        return outcome.out.strip() if outcome.code == 0 else None

    # Units

    def systemctl(self, *argv, timeout=60):
        return self.run("systemctl", *argv, timeout=timeout)

    def properties(self, *names, unit=UNIT):
        """A unit's properties; numbers as numbers."""
        shown = self.sudo("systemctl", "show", unit, "--property", ",".join(names))
        pairs = (line.split("=", 1) for line in shown.splitlines() if "=" in line)
        return {name: int(value) if value.isdigit() else value for name, value in pairs}

    def main_pid(self):
        return self.properties("MainPID")["MainPID"]

    def signal(self, name):
        """Sends the daemon's process a signal; gives back its process id, and when that was, by CLOCK_MONOTONIC."""
        pid, began = self.main_pid(), time.monotonic()
        if not pid:
            raise Shortfall("the service does not run")
        self.sudo("sh", "-c", f"kill -{name} {pid}")
        return pid, began

    def is_active(self, unit=UNIT):
        return self.systemctl("is-active", "--quiet", unit).code == 0

    def drop_in(self, name, text):
        """Adds to the daemon's unit."""
        self.write(f"{DROP_INS}/{name}.conf", text)
        self.sudo("systemctl", "daemon-reload")

    def restarted_after(self, pid, within):
        """Waits until the daemon runs, ready, with another process id, which it gives back."""
        def another():
            found = self.properties("MainPID", "ActiveState")
            return found["ActiveState"] == "active" and found["MainPID"] not in (0, pid) and found["MainPID"]
        return until("the service to run again", within, another)

    # The daemon

    def configure(self, text):
        self.write(CONFIGURATION, text)

    def ctl(self, *argv, user="therapist", timeout=30):
        return self.run("myothermctl", *argv, user=user, timeout=timeout)

    def status(self, user="therapist"):
        """What `myothermctl status` says, or None while it gets no answer."""
        outcome = self.ctl("status", "--json", user=user)
        return json.loads(outcome.out) if outcome.code == 0 else None

    def until_state(self, *states, within=15):
        """Waits for one of the states, and gives back the status."""
        last = {}
        def reached():
            last.update(self.status() or {"state": "unreachable"})
            return last["state"] in states
        try:
            until(f"the state {' or '.join(states)}", within, reached)
        except Shortfall as shortfall:
            said = " ".join(filter(None, [last.get("message"), *(last.get("notices") or [])]))
            raise Shortfall(f"{shortfall}; it is {last.get('state')}: {said}") from None
        return last

    def records(self):
        return json.loads(self.sudo("myothermctl", "records", "list", "--json"))["records"]

    def journal(self, *matches):
        """The journal of this boot as `journalctl -o json` gives it."""
        self.sudo("journalctl", "--sync")
        lines = self.sudo("journalctl", "--boot", "--output=json", "--all", *(matches or ["--unit", UNIT]))
        return [json.loads(line) for line in lines.splitlines()]

    def journal_says(self, *words):
        """Whether one message of the daemon's unit has all the words."""
        return any(all(word in str(entry.get("MESSAGE", "")) for word in words) for entry in self.journal())

    def attach_simulator(self):
        """Puts a simulated device on a pty, lets the daemon at it, and waits until it is ready."""
        simulator = Simulator(self)
        simulator.plug_in()
        self.drop_in("simulator", "[Service]\nDeviceAllow=char-pts rw\n")
        self.configure(f"device:\n  path: {simulator.LINE}\n")
        self.sudo("systemctl", "restart", UNIT)
        self.until_state("ready")
        return simulator

    def grants_limits(self):
        """Whether process 1 could give the daemon the limits of its unit, which it cannot on every host."""
        asked = self.properties("LimitRTPRIO", "LimitMEMLOCK")
        limits = self.read(f"/proc/{self.main_pid()}/limits").replace("unlimited", "infinity")
        granted = dict(re.findall(r"Max (realtime priority|locked memory) +(\w+)", limits))
        return (granted["realtime priority"], granted["locked memory"]) == tuple(map(str, asked.values()))

    def keep_journal(self, name):
        """Keeps the machine's journal beside its console, for who mends what fell short."""
        console = pathlib.Path(self._console)
        outcome = self.run("journalctl", "--boot", "--no-pager", "--output=short-monotonic")
        console.with_name(f"{console.stem}-{name}.journal").write_text(outcome.out)
