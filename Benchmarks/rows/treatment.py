"""The demo's treatment on a real simulator and a real daemon, for as long as somebody wants to look at it."""

import datetime
import json
import os
import re
import subprocess
import tempfile
import time

from rows.row import ROOT, Missing, program

PLAN = os.path.join("examples", "plans", "demo.yaml")
CLEAR = os.path.join("examples", "assessments", "clear.yaml")


class Station:
    """A daemon, and a simulated device for it; everything ends, by its own id, with the `with` that it stands in."""

    def __init__(self, environment=None, real_time=True, state=None, has_device=True, is_punctual=False):
        self.folder = tempfile.TemporaryDirectory(prefix="myo-bench.")
        self.state_folder = state or os.path.join(self.folder.name, "state")
        self.has_device = has_device
        # Whether the device goes before everything but the daemon, where that is allowed, as one with its own processor does:
        # for figures that are not about how late anything is.
        self.is_punctual = is_punctual
        self.environment = dict(os.environ, **(environment or {}))
        self.real_time = real_time
        self.socket = os.path.join(self.folder.name, "socket")
        self.prescribers = os.path.join(self.folder.name, "prescribe")
        self.key = os.path.join(self.folder.name, "seal.key")
        with open(os.open(self.key, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
            file.write(os.urandom(64))
        self.control = program("myothermctl")
        self.simulator = self.daemon = None

    def __enter__(self):
        try:
            self.begin()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for process in (self.daemon, self.simulator):
            if process is None or process.poll() is not None:
                continue
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
        self.folder.cleanup()

    def begin(self):
        """Until the daemon answers, and the device is ready where there is one."""
        line = os.path.join(self.folder.name, "line")
        # Programs of other users come to the socket.
        os.chmod(self.folder.name, 0o711)
        self.log = open(os.path.join(self.folder.name, "log"), "w", encoding="utf-8")
        if self.has_device:
            self.simulator = subprocess.Popen([program("myotherm-sim"), "--pty", line], stdout=subprocess.DEVNULL,
                                              stderr=self.log)
            if self.is_punctual:
                go_first(self.simulator.pid)
            self.wait("a line", lambda: os.path.exists(line))
        self.daemon = subprocess.Popen(
            daemon_command(self.real_time) + ["--device", line, "--socket", self.socket, "--state", self.state_folder,
                                             "--prescribe-socket", self.prescribers, "--seal-key", self.key],
            env=self.environment, stdout=subprocess.DEVNULL, stderr=self.log)
        state = "ready" if self.has_device else "disconnected"
        self.wait(f"the state {state}", lambda: self.state() == state)

    def call(self, *arguments):
        run = subprocess.run([self.control, *arguments], cwd=ROOT, env=dict(
            os.environ, MYOTHERM_SOCKET=self.socket, MYOTHERM_PRESCRIBE_SOCKET=self.prescribers),
                             capture_output=True, text=True, check=False)
        if run.returncode != 0:
            raise Missing(f"a treatment (myothermctl {arguments[0]}: {run.stderr.strip()[:200]})")
        return run.stdout

    def status(self):
        return json.loads(self.call("status", "--json"))

    def state(self):
        try:
            return self.status()["state"]
        except (Missing, ValueError):
            return None

    def wait(self, what, found, seconds=20):
        end = time.monotonic() + seconds
        while not found():
            if time.monotonic() > end:
                raise Missing(f"{what} within {seconds} s")
            time.sleep(0.1)


class Treatment(Station):
    """A station on which a treatment runs."""

    def begin(self):
        """Until the program runs."""
        super().begin()
        plan = os.path.join(self.folder.name, "plan.yaml")
        with open(PLAN, encoding="utf-8") as template, open(plan, "w", encoding="utf-8") as file:
            file.write(template.read() + "\npatient: B-0001\n")
        assessment = os.path.join(self.folder.name, "assessment.yaml")
        with open(CLEAR, encoding="utf-8") as template, open(assessment, "w", encoding="utf-8") as file:
            text = re.sub(r"(?m)^patient:.*", "patient: B-0001", template.read())
            file.write(re.sub(r"(?m)^assessed:.*", f"assessed: {datetime.date.today()}", text))
        self.call("plan", "approve", plan, "--name", "Dr. Bench", "--assessment", assessment)
        self.call("load", plan, "--patient", "B-0001")
        token = json.loads(self.call("arm", plan, "--json"))["token"]
        self.call("start", "--token", token)
        self.wait("the program to run", lambda: self.state() == "running")


def go_first(pid):
    try:
        os.sched_setscheduler(pid, os.SCHED_FIFO | os.SCHED_RESET_ON_FORK, os.sched_param(5))
    except PermissionError:
        pass


def daemon_command(real_time):
    """The daemon with its own way to ask for real time, or, where it has none, started under SCHED_FIFO."""
    daemon = program("myothermd")
    text = subprocess.run([daemon, "--help"], capture_output=True, text=True, check=False).stdout
    text += subprocess.run([daemon, "serve", "--help"], capture_output=True, text=True, check=False).stdout
    if "--priority" in text:
        return [daemon, "--priority", "10" if real_time else "0"]
    return ["chrt", "-f", "10", daemon] if real_time else [daemon]


def lateness(timing):
    """How late releases were, in µs, whichever form the status has."""
    late = timing.get("releases")
    if isinstance(late, dict):
        return {"p50": late["p50Microseconds"], "p99": late["p99Microseconds"], "p999": late["p999Microseconds"],
                "max": late["greatestMicroseconds"]}
    return {"p50": timing["latenessP50Microseconds"], "p99": timing["latenessP99Microseconds"],
            "max": timing["latenessMaxMicroseconds"]}
