"""Bringing a treatment under way, on a machine that others use too."""

import json
import re

from scenario import MachineStalled
from waiting import Shortfall, until

TEMPLATE = "/usr/share/doc/myotherm/examples/plans/demo.yaml"
CLEAR = "/usr/share/doc/myotherm/examples/assessments/clear.yaml"
PATIENT = "P-0117"
# Where the physician leaves plans for those who operate.
PLANS = "/srv/plans"
PLAN = f"{PLANS}/plan.yaml"
ASSESSMENT = f"{PLANS}/assessment.yaml"
# How a treatment or an arming ends where the host was late, and not the daemon.
STALLS = {"schedulerLate", "lineTooSlow", "telemetryStale", "clockUncertain"}
REFUSED_FOR_A_STALL = ("TimerLate", "LineTooSlow", '"gap":"telemetry"', '"gap":"timing"')


def excuse_a_stall(status):
    """Raises MachineStalled where that is why the treatment ended."""
    if status and status.get("firstCause") in STALLS:
        raise MachineStalled(f"the treatment was tripped by {status['firstCause']}")


def prescribe(workstation):
    """The physician makes a patient's plan of the template, and an assessment of today with nothing against it."""
    workstation.sudo("install", "-d", "-o", "physician", "-m", "755", PLANS)
    workstation.write(PLAN, workstation.read(TEMPLATE) + f"\npatient: {PATIENT}\n")
    assessment = re.sub(r"(?m)^patient:.*", f"patient: {PATIENT}", workstation.read(CLEAR))
    today = workstation.sudo("date", "+%F").strip()
    workstation.write(ASSESSMENT, re.sub(r"(?m)^assessed:.*", f"assessed: {today}", assessment))


def approve(workstation):
    """The physician approves it; what came of that."""
    return workstation.ctl("plan", "approve", PLAN, "--name", "Dr. A. Muster", "--assessment", ASSESSMENT, "--replace",
                           user="physician")


def arm(workstation, *options):
    """The operator arms it; what came of that."""
    return workstation.ctl("arm", PLAN, *options)


def load(workstation, user="therapist"):
    """The operator loads it for the patient; what came of that."""
    return workstation.ctl("load", PLAN, "--patient", PATIENT, user=user)


def begin(workstation):
    """A plan is approved; then it is loaded, armed and started by the operator. Waits until RF flows; gives back the status."""
    prescribe(workstation)
    for name, act in (("plan approve", lambda: approve(workstation)), ("load", lambda: load(workstation)),
                      ("arm", lambda: arm(workstation, "--json"))):
        outcome = act()
        if any(sign in outcome.words for sign in REFUSED_FOR_A_STALL):
            raise MachineStalled(f"`{name}` was refused: {outcome.words}")
        if outcome.code != 0:
            raise Shortfall(f"`myothermctl {name}` ended with {outcome.code}: {outcome.words}")
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
