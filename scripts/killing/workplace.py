"""A simulated device that stays, a daemon that comes and goes, and the folders between them."""

import ctypes
import datetime
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time

from killing.controller import Connection, Refused

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BIN = os.environ.get("MYOTHERM_BIN", os.path.join(ROOT, ".build", "release"))
KEPT = os.path.join(ROOT, ".build", "kills")

# System calls of x86_64 and aarch64 by which SQLite puts something into a file, or waits for the disk.
WRITING = {"x86_64": {"18", "74", "75"}, "aarch64": {"68", "82", "83"}}.get(os.uname().machine, set())

libc = ctypes.CDLL(None)


def end_with_parent():
    """PR_SET_PDEATHSIG: nothing outlives a script that was killed itself."""
    libc.prctl(1, signal.SIGKILL)


def now_ns():
    return time.clock_gettime_ns(time.CLOCK_MONOTONIC)


def eventually(what, found, seconds=20, pace=0.005):
    """What `found` gives first that is true; asked again and again, because nothing tells of it."""
    end = time.monotonic() + seconds
    while not (result := found()):
        if time.monotonic() > end:
            raise TimeoutError(f"waited {seconds} s in vain for {what}")
        time.sleep(pace)
    return result


def clear_assessment(plan):
    """The text of an assessment of today of the plan's patient, in which nothing stands against a treatment."""
    with open(os.path.join(ROOT, "examples", "assessments", "clear.yaml"), encoding="utf-8") as file:
        text = re.sub(r"(?m)^patient:.*", re.search(r"(?m)^patient:.*", plan)[0], file.read())
    return re.sub(r"(?m)^assessed:.*", f"assessed: {datetime.date.today()}", text)


class Control:
    """A connection to a simulator's control socket."""

    def __init__(self, path):
        self.path = path
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(20)
        eventually("the simulator's control socket", lambda: self.socket.connect_ex(path) == 0)

    def ask(self, command):
        self.socket.sendall(command.encode() + b"\n")
        answer = b""
        while not answer.endswith(b"\n"):
            answer += self.socket.recv(1 << 16)
        if not answer.startswith(b"ok"):
            raise RuntimeError(f"the simulator refused '{command}': {answer.decode()}")
        return answer.decode()[3:].strip()

    def truth(self):
        """The oracle's report."""
        return json.loads(self.ask("report"))

    def time_us(self):
        """The device's time."""
        return int(re.search(r"\btime=(-?\d+)us", self.ask("status"))[1])

    def close(self):
        self.socket.close()


class Device:
    """A running simulator, and its clock's relation to ours."""

    def __init__(self, folder, seed):
        self.line = os.path.join(folder, "line")
        control = os.path.join(folder, "control")
        self.log = open(os.path.join(folder, "simulator.log"), "w+", encoding="utf-8")
        self.process = subprocess.Popen(
            [f"{BIN}/myotherm-sim", "--pty", self.line, "--control", control, "--seed", str(seed)],
            stdout=subprocess.PIPE, stderr=self.log, preexec_fn=end_with_parent)
        if not self.process.stdout.readline().startswith(b"ready "):
            raise RuntimeError("the simulator did not start")
        self.ask_for_a_processor()
        self.control = Control(control)
        self.log.seek(0)
        clock = re.search(r"device time (-?\d+) µs at CLOCK_MONOTONIC (\d+) ns, drift 0 ppm", self.log.read())
        self.device_zero, self.host_zero = int(clock[1]), int(clock[2])

    def ask_for_a_processor(self):
        """A device has a processor of its own; this one goes before everything but the daemons, where that is allowed."""
        try:
            os.sched_setscheduler(self.process.pid, os.SCHED_FIFO | os.SCHED_RESET_ON_FORK, os.sched_param(5))
        except PermissionError:
            pass

    def time_at(self, host_ns):
        """The device's time, in µs, at a moment of ours."""
        return self.device_zero + (host_ns - self.host_zero) // 1000

    def close(self):
        self.control.close()
        self.process.terminate()
        self.process.wait(20)
        self.process.stdout.close()
        self.log.close()


class Workplace:
    """The folders and the two programs. Records lie on the disk of the build, where a write takes its time."""

    def __init__(self, number, seed):
        # Short, because a socket's path ends at 107 bytes.
        self.folder = tempfile.mkdtemp(prefix="myo-kills.")
        self.state = os.path.join(KEPT, f"state-{number}")
        shutil.rmtree(self.state, ignore_errors=True)
        os.makedirs(self.state, mode=0o700)
        self.socket = os.path.join(self.folder, "socket")
        self.prescribers = os.path.join(self.folder, "prescribe")
        self.key = os.path.join(self.folder, "seal.key")
        with open(os.open(self.key, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as key:
            key.write(os.urandom(64).hex().encode())
        self.approvals = {}
        self.patients = 1
        self.log = os.path.join(self.folder, "daemon.log")
        self.log_start = 0
        self.device = Device(self.folder, seed)
        self.daemon = None

    def start_daemon(self):
        """Begins one, and does not wait for anything."""
        with open(self.log, "ab") as log:
            self.log_start = log.tell()
            self.daemon = subprocess.Popen(
                [f"{BIN}/myothermd", "--device", self.device.line, "--socket", self.socket, "--state", self.state,
                 "--prescribe-socket", self.prescribers, "--seal-key", self.key],
                stdout=log, stderr=log, preexec_fn=end_with_parent)

    def answers(self):
        """A connection to the daemon once it has answered on it."""
        def connect():
            if self.daemon.poll() is not None:
                raise RuntimeError(f"the daemon ended with {self.daemon.returncode}: {self.last_words()}")
            try:
                connection = Connection(self.socket)
            except OSError:
                return None
            connection.call("GetStatus")
            return connection
        return eventually("the daemon's answer", connect, pace=0.001)

    def of_patient(self, plan):
        """The plan for the patient of now."""
        return re.sub(r"(?m)^patient:.*", f"patient: K-{self.patients:04}", plan)

    def take_next_patient(self):
        """Whose session was played to its end has to wait for two days: the next one, please."""
        self.patients += 1

    def approved(self, plan):
        """What LoadPlan takes for a plan: approved once, by whichever daemon runs then; the key outlives all of them."""
        text = self.of_patient(plan)
        if text not in self.approvals:
            connection = Connection(self.prescribers)
            try:
                self.approvals[text] = connection.call(
                    "ApprovePlan", text=text, name="kills.yaml", prescriber="Dr. Kills", assessment=clear_assessment(text))
            except Refused as error:
                if "lastSession" not in error.parameters.get("message", ""):
                    raise
                self.take_next_patient()
                return self.approved(plan)
            finally:
                connection.close()
        approval = self.approvals[text]
        return {"text": text, "name": "kills.yaml", "patient": approval["patient"], "approval": approval["approval"]}

    def arming(self, plan):
        """What Arm takes for a plan."""
        return {"approval": self.approvals[self.of_patient(plan)]["approvalHash"]}

    def kill_daemon(self):
        """SIGKILL now; our clock just before it."""
        moment = now_ns()
        os.kill(self.daemon.pid, signal.SIGKILL)
        self.daemon.wait(20)
        return moment

    def end_daemon(self):
        """SIGTERM; the exit code."""
        self.daemon.terminate()
        return self.daemon.wait(20)

    def is_writing(self):
        """Whether a thread of the daemon is putting something into a file right now; never true where nobody may look."""
        folder = f"/proc/{self.daemon.pid}/task"
        try:
            for task in os.listdir(folder):
                with open(f"{folder}/{task}/syscall", encoding="ascii") as file:
                    if file.read().split(" ", 1)[0] in WRITING:
                        return True
        except OSError:
            pass  # a thread that has ended, or a kernel that tells nobody
        return False

    def copy_store(self, path):
        """The store's files as the dead daemon left them, for a reader that must not touch the originals."""
        shutil.rmtree(path, ignore_errors=True)
        os.makedirs(path)
        for name in ("records.sqlite", "records.sqlite-wal"):
            if os.path.exists(source := os.path.join(self.state, name)):
                shutil.copyfile(source, os.path.join(path, name))
        return os.path.join(path, "records.sqlite")

    def words(self):
        """What the newest daemon has said, line by line."""
        with open(self.log, encoding="utf-8") as log:
            log.seek(self.log_start)
            return log.read().splitlines()

    def last_words(self):
        return " / ".join(self.words()[-3:])

    def last_state(self):
        """The last state that the newest daemon spoke of; None before that."""
        states = [found[1] for line in self.words() if (found := re.search(r"\bstate (\w+)", line))]
        return states[-1] if states else None

    def close(self):
        if self.daemon and self.daemon.poll() is None:
            self.daemon.kill()
            self.daemon.wait(20)
        self.device.close()
        shutil.rmtree(self.folder, ignore_errors=True)
