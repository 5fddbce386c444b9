"""The real programs, each ended with the bed."""

import json
import os
import pathlib
import signal
import socket
import subprocess

import namespace
import waiting
from namespace import BINARIES, RUN

ENVIRONMENT = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8", "HOME": "/",
               "SYSTEMD_DEVICE_VERIFY_SYSFS": "0"}  # /sys is a tmpfs here


CONFIGURED = ("--config", RUN / "myothermd.yaml")
RECORDS = RUN / "state/records"
# Beside the records: it stays as long as they do.
KEY = RUN / "state/seal.key"


class Child:
    """A process with what it has said so far."""

    def __init__(self, name, command, **options):
        self.log = RUN / f"{name}.log"
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=ENVIRONMENT,
                                            **{"preexec_fn": namespace.end_with_parent} | options)

    @property
    def pid(self):
        return self.process.pid

    def said(self):
        return self.log.read_text(encoding="utf-8", errors="replace")

    def is_running(self):
        return self.process.poll() is None

    def end(self, number=signal.SIGTERM, within=10):
        if self.is_running():
            self.process.send_signal(number)
        return self.process.wait(within)

    def descriptors(self):
        return len(os.listdir(f"/proc/{self.pid}/fd"))


class Simulator(Child):
    """Devices on ptys, with a socket to ask and to break them."""

    def __init__(self, count=1, *options):
        self.count = count
        line = "/dev/sim/line-{}" if count > 1 else "/dev/sim/line-1"
        super().__init__("simulator", [BINARIES / "myotherm-sim", "--pty", line, "--devices", str(count), "--control",
                                       RUN / "sim.ctl", *options])
        waiting.eventually("simulator", lambda: self.said().count("ready ") == count, within=10)

    def tell(self, words, device=1):
        """What it answers to a line on its socket, without the `ok`."""
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as control:
            control.settimeout(5)
            control.connect(str(RUN / "sim.ctl"))
            control.sendall(f"device={device},{words}\n".encode())
            answer = control.makefile(encoding="utf-8").readline().strip()
        if not answer.startswith("ok"):
            raise waiting.Unmet(f"the simulator answers to {words!r}: {answer}")
        return answer.removeprefix("ok").strip()

    def pty(self, device=1):
        """The pty behind the cable of a device that is plugged in."""
        return os.readlink(f"/dev/sim/line-{device}")

    def serial(self, device=1):
        return f"SIM-{device:04}"

    def report(self, device=1):
        """What the face has felt so far."""
        return json.loads(self.tell("report", device))

    def settled(self, device=1):
        """The report once output has been over for twice as long as a lease may last, by the device's own clock."""
        def look():
            report = self.report(device)
            time = int(self.tell("status", device).split("time=")[1].split("us")[0])
            last = report["lastOutputAtMicroseconds"]
            return report if last is None or time - last > 400_000 else None
        return waiting.eventually("end of output", look, within=5, pause=0.02)


def configure(text=""):
    """Writes the configuration file."""
    (RUN / "myothermd.yaml").write_text(text or "realtime-priority: 10\n", encoding="utf-8")


def identity():
    """The daemon's user as in a clinic; where there is one user alone, a root that may do nothing more than he."""
    if namespace.is_whole():
        return {"user": "myothermd", "group": "myothermd", "extra_groups": ["myotherm-dev"]}
    return {"preexec_fn": namespace.drop_capabilities}


class Daemon(Child):
    """The daemon."""

    def __init__(self, *options, config=""):
        configure(config)
        self.socket = str(RUN / "state/operate")
        state = RUN / "state"
        state.mkdir(exist_ok=True)
        if not KEY.exists():
            with open(os.open(KEY, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as key:
                key.write(os.urandom(64))
        if namespace.is_whole():
            for path in (state, KEY):
                os.chown(path, namespace.uid("myothermd"), -1)
        super().__init__("daemon", [BINARIES / "myothermd", *CONFIGURED, "--socket", self.socket, "--state", RECORDS,
                                    "--prescribe-socket", f"{self.socket}.prescribe", "--seal-key", KEY,
                                    *options], **identity())


def daemon_tool(command, *options):
    """Runs a subcommand of the daemon, as its user, to its end."""
    return subprocess.run([BINARIES / "myothermd", command, *CONFIGURED, *options], env=ENVIRONMENT, text=True,
                          stdin=subprocess.DEVNULL, capture_output=True, timeout=20, check=False, **identity())


def tool(*arguments, socket_path):
    """Runs myothermctl to its end; gives its exit code, output and complaints."""
    if arguments[0] == "plan":
        socket_path = f"{socket_path}.prescribe" if arguments[1] == "approve" else None
    place = ["--address", socket_path] if socket_path else []
    return subprocess.run([BINARIES / "myothermctl", *map(str, arguments), *place], env=ENVIRONMENT, text=True,
                          stdin=subprocess.DEVNULL, capture_output=True, timeout=40, check=False)


EXAMPLES = pathlib.Path(__file__).parents[2] / "examples"
# An assessment in which nothing stands against a treatment.
CLEAR = EXAMPLES / "assessments/clear.yaml"


def plan(name):
    """A plan that is shipped."""
    return EXAMPLES / "plans" / name
