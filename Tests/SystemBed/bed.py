"""A Debian machine that boots with its own systemd inside systemd-nspawn, and is gone when this process is.

It is a process namespace with an overlay on a cached root. Only its kernel, its processor time and its clock are the
host's. The kernel kills the namespace when this process ends, however it ends.
"""

import dataclasses
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import time

from waiting import Shortfall, until

BOOT_SECONDS = 60
GROUP = "myotherm-bed"
HERE = pathlib.Path(__file__).resolve().parent
ENVIRONMENT = ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LANG=C.UTF-8", "SYSTEMD_COLORS=0"]


@dataclasses.dataclass
class Outcome:
    """How a command in the machine ended."""

    code: int
    out: str
    err: str
    seconds: float

    @property
    def words(self):
        """All that it printed, for people."""
        return (self.out.strip() + "\n" + self.err.strip()).strip()


class Bed:
    """`lower`: the folders that it starts from, top first. `upper`: where its writes are kept; None forgets them."""

    def __init__(self, lower, packages, console, upper=None):
        self._lower, self._packages, self._console, self._upper = lower, packages, console, upper
        self._group = control_groups() / f"{GROUP}-{os.getpid()}"
        self._namespace = None
        self.leader = None

    def __enter__(self):
        try:
            self._boot()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_):
        self.close()

    def _boot(self):
        for group in control_groups().glob(f"{GROUP}-*"):
            remove_group(group)  # one that a test left which was killed
        name = f"{GROUP}-{os.getpid()}"
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notified, open(self._console, "ab") as console:
            notified.bind("\0" + name)
            notified.settimeout(0.2)
            self._namespace = subprocess.Popen(
                ["setpriv", "--pdeathsig", "KILL", "unshare", "--mount", "--propagation", "private", "--pid",
                 "--fork", "--kill-child", "--mount-proc", str(HERE / "bed-init"), str(self._upper or "memory"),
                 ":".join(map(str, self._lower)), str(self._packages)],
                env={**os.environ, "NOTIFY_SOCKET": "@" + name, "BED_GROUP": str(self._group)},
                stdin=subprocess.DEVNULL, stdout=console, stderr=console)
            until("the machine to boot", BOOT_SECONDS, lambda: self._has_booted(notified))
        self.leader = self._find_leader()
        state = self.run("systemctl", "is-system-running", "--wait", timeout=BOOT_SECONDS).out.strip()
        failed = self.run("systemctl", "--failed", "--no-legend", "--plain").out.splitlines()
        # Whether our own units have failed is for the scenarios to find.
        if foreign := [line for line in failed if not line.startswith("myotherm")]:
            raise Shortfall(f"the machine came up as '{state}': {foreign[0]}")

    def _has_booted(self, notified):
        if self._namespace.poll() is not None:
            tail = pathlib.Path(self._console).read_text(errors="replace").strip().splitlines()[-1:]
            raise Shortfall(f"systemd-nspawn ended before the machine was up: {tail} (all in {self._console})")
        try:
            return b"READY=1" in notified.recv(4096).split(b"\n")
        except TimeoutError:
            return False

    def _find_leader(self):
        """The machine's process 1: a process of three nested namespaces, below ours, that is the first in the third."""
        below = {self._namespace.pid}
        for pid in sorted(int(name) for name in os.listdir("/proc") if name.isdigit()):
            try:
                status = pathlib.Path(f"/proc/{pid}/status").read_text()
            except (FileNotFoundError, ProcessLookupError):
                continue
            fields = dict(line.split(":\t", 1) for line in status.splitlines() if ":\t" in line)
            if int(fields["PPid"]) in below:
                below.add(pid)
                numbers = fields["NSpid"].split()
                if len(numbers) >= 3 and numbers[-1] == "1" and numbers[-2] != "1":
                    return pid
        raise Shortfall("the machine's process 1 is not to be found")

    def command(self, *argv, user=None):
        """The host's command line that runs `argv` in the machine, as root or as one of its users."""
        become = ["setpriv", f"--reuid={user}", f"--regid={user}", "--init-groups", "--"] if user else []
        namespaces = ["--mount", "--uts", "--ipc", "--net", "--pid", "--cgroup", "--root", "--wd"]
        return ["nsenter", "--target", str(self.leader), *namespaces, "env", "-i", *ENVIRONMENT, *become, *argv]

    def run(self, *argv, user=None, stdin="", timeout=30):
        """Runs a command in the machine to its end."""
        began = time.monotonic()
        try:
            done = subprocess.run(self.command(*argv, user=user), input=stdin, capture_output=True, text=True,
                                  errors="replace", timeout=timeout)
        except subprocess.TimeoutExpired:
            raise Shortfall(f"`{' '.join(argv)}` did not end within {timeout} s") from None
        return Outcome(done.returncode, done.stdout, done.stderr, time.monotonic() - began)

    def power_off(self):
        """Shuts the machine down as its power button would."""
        self.run("systemctl", "poweroff")
        until("the machine to power off", BOOT_SECONDS, lambda: self._namespace.poll() is not None)

    def close(self):
        """Ends everything in it at once; may be called again."""
        if self._namespace is not None:
            if self._namespace.poll() is None:
                self._namespace.send_signal(signal.SIGKILL)
            self._namespace.wait()
            self._namespace = None
        if self._group.exists():
            until("the machine's control group to be empty", 10, self._has_left_group)

    def _has_left_group(self):
        return remove_group(self._group)


def remove_group(group):
    """Removes a control group and those below it; false while there is a process in one."""
    try:
        for folder, _, _ in os.walk(group, topdown=False):
            os.rmdir(folder)
    except OSError:
        return False
    return True


def control_groups():
    """Where the host has the unified hierarchy, at the root of which a machine gets a group of its own."""
    for line in pathlib.Path("/proc/self/mounts").read_text().splitlines():
        _, place, kind, *_ = line.split()
        if kind == "cgroup2":
            return pathlib.Path(place)
    raise Shortfall("this machine has no unified control groups (cgroup2) mounted, which systemd-nspawn needs")


def missing_tools():
    """What the bed needs on the host and does not find."""
    tools = ("systemd-nspawn", "debootstrap", "unshare", "nsenter", "setpriv")
    return [tool for tool in tools if not shutil.which(tool)]
