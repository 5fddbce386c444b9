"""What an operator and a display do: status over the socket, commands through myothermctl."""

import datetime
import json
import re
import socket
import time

import programs
from waiting import Overload, Unmet

# What trips where a machine stands still for a moment; of the device's own trips a segment that came late, and none in time.
SLOW_MACHINE = ("schedulerLate", "lineTooSlow", "telemetryStale", "clockUncertain")
SLOW_DEVICE_TRIPS = (6, 8)
# Whom the plans are for.
PATIENT = "P-0117"
# What refuses there.
SLOW_REFUSALS = ('"gap":"telemetry"', '"gap":"timing"', "Controller.TimerLate", "Controller.LineTooSlow")


def raise_overload(status):
    """Where a trip tells of the machine, and not of the programs."""
    finding = status["firstFinding"] or {}
    cause = finding.get("cause")
    if cause in SLOW_MACHINE or cause == "deviceTrip" and finding["value"] in SLOW_DEVICE_TRIPS:
        raise Overload(f"{cause}, value {finding['value']}, limit {finding['limit']}")


class Controller:
    def __init__(self, daemon):
        self.daemon = daemon

    def _connect(self, within=10):
        deadline = time.monotonic() + within
        while True:
            connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            try:
                connection.connect(self.daemon.socket)
                connection.settimeout(5)
                return connection
            except OSError as error:
                connection.close()
                if not self.daemon.is_running():
                    raise Unmet(f"the daemon ended: {self.daemon.said()[-2000:]}") from error
                if time.monotonic() > deadline:
                    raise Unmet(f"no daemon on its socket within {within} s") from error
                time.sleep(0.005)

    def statuses(self):
        """Every status as it is sent, each with the moment of its arrival."""
        with self._connect() as connection:
            call = {"method": "io.myotherm.Controller.WatchStatus", "parameters": {"intervalMs": 50}, "more": True}
            connection.sendall(json.dumps(call).encode() + b"\0")
            buffer = b""
            while data := connection.recv(65536):
                *replies, buffer = (buffer + data).split(b"\0")
                for reply in replies:
                    yield time.monotonic(), json.loads(reply)["parameters"]
        raise Unmet(f"the daemon hung up: {self.daemon.said()[-2000:]}")

    def status(self):
        _, status = next(self.statuses())
        raise_overload(status)
        return status

    def until(self, what, is_wanted, within=10.0):
        """The first status that is wanted, and when it came."""
        deadline = time.monotonic() + within
        for moment, status in self.statuses():
            if is_wanted(status):
                return moment, status
            raise_overload(status)
            if moment > deadline:
                raise Unmet(f"within {within} s there was no {what}; last: {summary(status)}")

    def until_state(self, state, within=10.0):
        return self.until(state, lambda status: status["state"] == state, within)

    def until_said(self, *words, within=10.0):
        """The first status whose message has all the words."""
        return self.until(f"message with {words}",
                          lambda status: all(word in (status["message"] or "") for word in words), within)

    def do(self, *arguments):
        run = programs.tool(*arguments, socket_path=self.daemon.socket)
        if run.returncode != 0:
            words = f"myothermctl {' '.join(map(str, arguments))}: {run.returncode} {run.stderr.strip()} {run.stdout.strip()}"
            if any(sign in run.stdout for sign in SLOW_REFUSALS):
                raise Overload(words)
            raise_overload(self.status())
            raise Unmet(words)
        return run.stdout

    def begin(self, plan):
        """Has the plan approved for a patient, loads, arms and starts."""
        approved = self.approved(plan)
        self.do("load", approved, "--patient", PATIENT)
        token = json.loads(self.do("arm", approved, "--json", "--timeout", "25"))["token"]
        self.do("start", "--token", token)

    def approved(self, template):
        """A patient's plan made of a template, with its approval beside it."""
        plan = programs.RUN / "plan.yaml"
        plan.write_text(template.read_text(encoding="utf-8") + f"\npatient: {PATIENT}\n", encoding="utf-8")
        assessment = programs.RUN / "assessment.yaml"
        text = re.sub(r"(?m)^patient:.*", f"patient: {PATIENT}", programs.CLEAR.read_text(encoding="utf-8"))
        assessment.write_text(re.sub(r"(?m)^assessed:.*", f"assessed: {datetime.date.today()}", text), encoding="utf-8")
        self.do("plan", "approve", plan, "--name", "Dr. Bed", "--assessment", assessment, "--replace")
        return plan

    def until_output(self, with_pulses, within=15.0):
        """RF flows in some zone, and where it is asked for pulses too."""
        return self.until("output", lambda status: status["state"] == "running" and status["outputIsZero"] is False
                          and any(zone["rfMilliwatts"] > 0 and (zone["currentMicroamps"] > 0 or not with_pulses)
                                  for zone in status["zones"]), within)

    def record(self, number):
        return json.loads(self.do("records", "show", number, "--json"))["record"]

    def acknowledge(self):
        self.do("ack", "--name", "bed")


def usb_serial(status):
    return (status["line"] or {}).get("usbSerial")


def notices(status):
    return status.get("notices") or []


def told(status):
    """All that is said to the operator."""
    return " ".join([status["message"] or "", *notices(status)]).strip()


def summary(status):
    return {key: status.get(key) for key in ("state", "firstCause", "message", "notices", "line")}
