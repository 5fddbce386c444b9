"""Sockets that systemd keeps: a call is never refused because the daemon is not there just now."""

import threading
import time

from calls import call
from scenario import scenario
from waiting import until
from workstation import OPERATE, UNIT

RESTARTS = 20
CALLERS = 4
# Between two calls of one client, so that four of them leave the processor to the daemon.
PAUSE_SECONDS = 0.005


@scenario("activation", "the daemon is stopped; a call starts it and is answered")
def activation(machine, findings):
    for user in ("therapist", "assistant"):
        machine.sudo("systemctl", "stop", UNIT)
        findings.need(not machine.is_active(), "the service still runs after systemctl stop")
        answer = machine.ctl("status", user=user)
        findings.check(answer.code == 0, f"status as {user} ended with {answer.code}: {answer.words}")
        findings.check(machine.is_active(), f"the call by {user} did not start the service")
        findings.measure(f"answered {user} after {answer.seconds * 1000:.0f} ms")


@scenario("restarts", f"{RESTARTS} restarts under {CALLERS} calling clients lose no call")
def restarts(machine, findings):
    callers = [Caller(machine.leader) for _ in range(CALLERS)]
    for caller in callers:
        caller.start()
    try:
        until("every caller to have an answer", 10, lambda: all(caller.answered for caller in callers))
        for number in range(RESTARTS):
            restart = machine.systemctl("restart", UNIT)
            findings.need(restart.code == 0, f"restart {number + 1} ended with {restart.code}: {restart.words}")
            before = [caller.answered for caller in callers]
            until("every caller to be answered after a restart", 10,
                  lambda: all(caller.answered > count or caller.lost for caller, count in zip(callers, before)))
    finally:
        for caller in callers:
            caller.ends.set()
        for caller in callers:
            caller.join()
    answered, lost = sum(caller.answered for caller in callers), [words for caller in callers for words in caller.lost]
    findings.measure(f"{answered} calls answered, {len(lost)} lost; the slowest took "
                     f"{max(caller.slowest for caller in callers) * 1000:.0f} ms")
    kinds = {words: lost.count(words) for words in lost}
    findings.check(not lost, f"{len(lost)} of {answered + len(lost)} calls were lost: {kinds}")


class Caller(threading.Thread):
    """Calls again and again, each time on a connection of its own."""

    def __init__(self, leader):
        super().__init__(daemon=True)
        self.address = f"/proc/{leader}/root{OPERATE}"
        self.answered, self.lost, self.slowest, self.ends = 0, [], 0.0, threading.Event()

    def run(self):
        while not self.ends.is_set():
            began = time.monotonic()
            try:
                call(self.address, "GetStatus")
                self.answered += 1
            except (OSError, ValueError) as error:
                self.lost.append(f"{type(error).__name__}: {error}")
            self.slowest = max(self.slowest, time.monotonic() - began)
            self.ends.wait(PAUSE_SECONDS)
