"""The simulated device in the machine, on a pty, and what really happened to it."""

import json
import re

from waiting import Shortfall, until

FOLDER = "/run/simulator"


class Simulator:
    """`myotherm-sim` as a unit of its own in a workstation."""

    LINE = f"{FOLDER}/line"
    CONTROL = f"{FOLDER}/control"
    UNIT = "simulator.service"

    def __init__(self, workstation):
        self._workstation = workstation

    def plug_in(self):
        """Starts it where it does not run, and gives its terminal to the group that the rules would give a line to."""
        if not self._workstation.is_active(self.UNIT):
            self._workstation.sudo("mkdir", "-p", FOLDER)
            self._workstation.sudo("systemd-run", "--quiet", f"--unit={self.UNIT}", "myotherm-sim", "--pty", self.LINE,
                                   "--control", self.CONTROL)
        until("the simulator to be ready", 10, self._has_line)
        terminal = self._workstation.sudo("readlink", "-f", self.LINE).strip()
        self._workstation.sudo("chgrp", "myotherm-dev", terminal)
        self._workstation.sudo("chmod", "660", terminal)

    def _has_line(self):
        return self._workstation.exists(self.LINE) and self._workstation.exists(self.CONTROL)

    def ask(self, *words):
        """What the simulator answers on its control socket, without the `ok`."""
        said = self._workstation.sudo("myotherm-sim", "fault", "--control", self.CONTROL, ",".join(words))
        if not said.startswith("ok "):
            raise Shortfall(f"the simulator says: {said.strip()}")
        return said[3:].strip()

    def state(self):
        """The device's own state, such as `running`."""
        return re.search(r"\bstate=(\w+)", self.ask("status"))[1]

    def clock_offset(self):
        """What to add to the device's time for CLOCK_MONOTONIC, in seconds; the machine shares it with the host."""
        lines = self._workstation.sudo("journalctl", "--boot", "--unit", self.UNIT, "--output=cat")
        found = re.search(r"device time (\d+) µs at CLOCK_MONOTONIC (\d+) ns", lines)
        return int(found[2]) / 1e9 - int(found[1]) / 1e6

    def last_output(self):
        """When output was last on, as CLOCK_MONOTONIC in seconds, and the report it is from."""
        report = json.loads(self.ask("report"))
        last = report["lastOutputAtMicroseconds"]
        return (None if last is None else last / 1e6 + self.clock_offset()), report
