"""Who treats: a person with a plan at the socket, who remembers every answer."""

import time

from killing.controller import Gone, Refused, Watch
from killing.memory import Reporter
from killing.workplace import now_ns

# About the shortest that there is: all of it is warm-up. A face that an earlier treatment has warmed takes RF only where the
# reference rises from where it is.
PLAN = """\
name: Kills
patient: K-0001
duration: 12 s

heating:
  target: 38.0 °C
  warmUpTarget: 38.0 °C
  warmUpDuration: 10 s
  rampLimit: 3.5 °C/min
  density: 150 mW/cm²

stimulation:
  current: 12 mA
  rate: 50 Hz
  width: 200 µs
  on: 2 s
  off: 2 s
  rampUp: 0.5 s
  rampDown: 0.5 s
  from: 1 s
  until: 12 s

zones:
  - zone: forehead
  - zone: leftCheek
  - zone: rightCheek
  - zone: submentum
"""
# At 3.5 °C/min a zone warms up for 17.2 s, and each further one begins 10 s later: with one alone the hold comes soonest.
PLAN_WITH_HOLD = PLAN[:PLAN.index("  - zone: leftCheek")].replace("12 s", "23 s").replace(
    "warmUpTarget: 38.0", "warmUpTarget: 35.0")

# Trips and refusals for which the machine that runs all this is to blame, and not what is looked at.
SLOW_CAUSES = ("schedulerLate", "lineTooSlow", "telemetryStale", "clockUncertain")
SLOW_ERRORS = ("TimerLate", "LineTooSlow", "NoDevice")
# The device's codes for a segment that came late, and for none that came.
SLOW_CODES = (6, 8)


class Slow(Exception):
    """This machine was too slow for a treatment."""


def blames_machine(status):
    finding = status["firstFinding"]
    if not finding:
        return False
    return finding["cause"] in SLOW_CAUSES or finding["cause"] == "deviceTrip" and finding["value"] in SLOW_CODES


class Person:
    """One life of the daemon, as a person and two displays see it."""

    TRIES = 25

    def __init__(self, place, memory):
        self.place = place
        self.memory = memory
        self.token = None
        self.plan = PLAN
        self.slow = 0
        self.connection = place.answers()
        self.watch = Watch(place.socket)
        self.reporter = Reporter(place.socket, memory)
        if not self.watch.until(lambda _: True):
            raise AssertionError("no status came")

    def call(self, method, **parameters):
        """A call whose answer, where it promises an intent, is remembered."""
        self.send(method, **parameters)
        return self.receive()

    def send(self, method, **parameters):
        kind = {"Arm": "arm", "Start": "start"}.get(method) or ("resume" if "token" in parameters else None)
        self.pending = (kind, now_ns())
        self.connection.send(method, **parameters)

    def receive(self):
        kind, sent = self.pending
        reply = self.connection.receive()
        if kind:
            self.memory.keep_intent(kind, sent, now_ns())
        return reply

    def hear_out(self):
        """After a kill: the answer that was already on its way, and all that the displays still got."""
        try:
            self.receive()
        except (Gone, Refused, OSError):
            pass
        self.leave()

    def leave(self):
        self.watch.close()
        self.reporter.close()
        self.connection.close()
        self.memory.keep_name(self.watch.latest and self.watch.latest["recordId"])

    def wait(self, what, wanted, seconds=20):
        """The first status that is wanted.

        Raises Slow when a trip comes that a slow machine explains.
        """
        found = self.watch.until(lambda status: wanted(status) or status["state"] == "tripped", seconds)
        if found and wanted(found):
            return found
        if found and blames_machine(found):
            raise Slow(found["firstCause"])
        latest = self.watch.latest or {}
        raise AssertionError(f"waited for {what}, and it was {latest.get('state')} {latest.get('firstCause') or ''}")

    def ready(self):
        """What a person has to do before a treatment, and no more; the daemon is ready then, or has a plan."""
        rest = ("ready", "loaded", "finished")
        status = self.watch.until(lambda status: status["state"] in rest + ("tripped",), 10)
        if status and status["state"] == "tripped":
            # The trip may still be on its way to be acknowledged: zero has to be measured first.
            self.patiently("AcknowledgeTrip", name="Ada")
            status = self.watch.until(lambda status: status["state"] in rest, 10)
        if not status:
            raise AssertionError(f"not ready after what a person does: {self.watch.latest}")

    def patiently(self, method, **parameters):
        """A call that may be too early."""
        for _ in range(100):
            try:
                return self.call(method, **parameters)
            except Refused as error:
                last = error
                time.sleep(0.05)
        raise AssertionError(f"{method} was refused for 5 s: {last}")

    def retrying(self, act):
        """Does `act`, again where this machine was too slow for it."""
        for attempt in range(self.TRIES):
            # Something else is busy; after a while it may be less so.
            time.sleep(min(attempt * 0.2, 2))
            try:
                return act()
            except (Slow, Refused, AssertionError) as error:
                last = error
                if isinstance(error, Refused) and error.parameters.get("gap") == "button":
                    # The simulated patient answers the light once, and a new daemon may have come just then.
                    self.place.device.control.ask("press")
                elif self.was_slow(error):
                    self.slow += 1
                else:
                    raise
            self.ready()
        raise AssertionError(f"no treatment in {self.TRIES} tries: {last}")

    def was_slow(self, error):
        if isinstance(error, Slow):
            return True
        if isinstance(error, Refused):
            if error.error in SLOW_ERRORS or error.parameters.get("gap") in ("telemetry", "timing"):
                return True
        # A trip that is on its way explains what was refused meanwhile.
        tripped = self.watch.until(lambda status: status["state"] == "tripped", 1)
        return tripped is not None and blames_machine(tripped)

    def load(self, plan=PLAN):
        self.plan = plan
        try:
            self.call("LoadPlan", **self.place.approved(plan))
        except Refused as error:
            if error.error != "TooSoon":
                raise
            self.place.take_next_patient()
            self.call("LoadPlan", **self.place.approved(plan))

    def arm(self):
        self.token = self.call("Arm", **self.place.arming(self.plan))["token"]

    def start(self):
        """Until RF and pulses flow; on the way to the hold pulses alone, because a warm face takes no RF for one degree."""
        self.call("Start", token=self.token)
        takes_heat = self.plan != PLAN_WITH_HOLD
        self.wait("RF and pulses" if takes_heat else "pulses", lambda status: status["state"] == "running"
                  and status["outputIsZero"] is False
                  and (not takes_heat or any(zone["rfMilliwatts"] > 0 for zone in status["zones"]))
                  and any(zone["currentMicroamps"] > 0 for zone in status["zones"]))

    def treat(self, plan=PLAN):
        """A treatment, from whatever a daemon is after its start, to output: what must be possible after every kill."""
        def act():
            self.ready()
            self.load(plan)
            self.arm()
            self.start()
        self.retrying(act)

    def stop(self):
        self.call("Stop")
        self.wait("the end", lambda status: status["state"] == "finished")
