"""Bringing a treatment under way, on a machine that others use too."""

import json

from scenario import MachineStalled
from waiting import Shortfall, until

PLAN = "/usr/share/doc/myotherm/examples/plans/demo.yaml"
# How a treatment or an arming ends where the host was late, and not the daemon.
STALLS = {"schedulerLate", "lineTooSlow", "telemetryStale", "clockUncertain"}
REFUSED_FOR_A_STALL = ("TimerLate", "LineTooSlow", '"gap":"telemetry"', '"gap":"timing"')


def excuse_a_stall(status):
    """Raises MachineStalled where that is why the treatment ended."""
    if status and status.get("firstCause") in STALLS:
        raise MachineStalled(f"the treatment was tripped by {status['firstCause']}")


def begin(workstation, plan=PLAN):
    """Loads, arms and starts as the operator, and waits until RF flows; gives back the status."""
    for argv in (["load", plan], ["arm", "--json"]):
        outcome = workstation.ctl(*argv)
        if any(sign in outcome.words for sign in REFUSED_FOR_A_STALL):
            raise MachineStalled(f"`{argv[0]}` was refused: {outcome.words}")
        if outcome.code != 0:
            raise Shortfall(f"`myothermctl {argv[0]}` ended with {outcome.code}: {outcome.words}")
    token = json.loads(outcome.out)["token"]
    started = workstation.ctl("start", "--token", token)
    if started.code != 0:
        raise Shortfall(f"`myothermctl start` ended with {started.code}: {started.words}")
    return until("RF to flow", 10, lambda: _with_output(workstation))


def _with_output(workstation):
    status = workstation.status()
    excuse_a_stall(status)
    if status and status["state"] == "running" and any(zone["rfMilliwatts"] > 0 for zone in status["zones"]):
        return status
    return None
