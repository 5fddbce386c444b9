"""Tries to get past the seal with the PyPI `varlink` client, which shares no code with the daemon and checks nothing itself.

Called by ApprovalTests.swift with the paths of the operators' socket, the prescribers' socket, the plan and the assessment, and
the patient;
prints a line per check and exits 1 at the first that fails.
"""

import sys

import varlink

CONTROLLER = "io.myotherm.Controller"
OPERATE, PRESCRIBE, PLAN, ASSESSMENT, PATIENT = sys.argv[1:]


def check(name, found, expected):
    if found != expected:
        sys.exit(f"FAILED {name}\n  found    {found!r}\n  expected {expected!r}")
    print(f"ok {name}")


def refusal(method, **parameters):
    """The error's short name and its message; None for what was not refused."""
    try:
        method(**parameters)
    except varlink.VarlinkError as error:
        return error.error().rsplit(".", 1)[1], error.parameters()["message"]
    return None, None


def edits(text):
    """Texts that differ from this one by one character: one more, one less, another one, at many places."""
    for place in range(0, len(text), 7):
        yield text[:place] + text[place + 1:]
        yield text[:place] + text[place] + text[place:]
        yield text[:place] + chr(ord(text[place]) ^ 1) + text[place + 1:]


with varlink.Client("unix:" + OPERATE) as operating, varlink.Client("unix:" + PRESCRIBE) as prescribing, \
        operating.open(CONTROLLER) as operator, prescribing.open(CONTROLLER) as prescriber:
    with open(PLAN, encoding="utf-8", newline="") as file:
        plan = file.read()
    with open(ASSESSMENT, encoding="utf-8", newline="") as file:
        assessment = file.read()
    given = {"text": plan, "name": "plan.yaml", "prescriber": "Dr. Python", "assessment": assessment}
    check("operators cannot approve", refusal(operator.ApprovePlan, **given)[0], "NotPermitted")
    blind = {**given, "assessment": None}
    check("nothing is approved without an assessment", refusal(prescriber.ApprovePlan, **blind)[0], "InvalidAssessment")
    pregnant = {**given, "assessment": assessment.replace("pregnancy: no", "pregnancy: yes")}
    check("nor against the screening", refusal(prescriber.ApprovePlan, **pregnant)[0], "ScreeningRefused")
    approved = prescriber.ApprovePlan(**given)
    check("the patient", approved["patient"], PATIENT)
    for method in ("Arm", "Pause", "ListRecords"):
        check(f"prescribers cannot {method}", refusal(getattr(prescriber, method))[0], "NotPermitted")
    right = {"text": plan, "name": "plan.yaml", "patient": PATIENT, "approval": approved["approval"]}
    check("prescribers cannot load", refusal(prescriber.LoadPlan, **right)[0], "NotPermitted")

    refused = 0
    for text in set(edits(plan)) - {plan}:
        name, message = refusal(operator.LoadPlan, **{**right, "text": text})
        # What is no plan any more is refused for that.
        if name == "InvalidPlan" or name == "OtherPatient":
            continue
        check("an edited plan", name, "SignatureMismatch") if name != "SignatureMismatch" else None
        check("its message", "signature does not match" in message, True) if refused == 0 else None
        refused += "signature does not match" in message
    check("edited plans that could be played were refused", refused > 20, True)

    refused = 0
    for text in set(edits(approved["approval"])):
        name, message = refusal(operator.LoadPlan, **{**right, "approval": text})
        if name is None:
            # Only in the comment, and where the meaning stays.
            check("what stays", text.split("\n")[1:] == approved["approval"].split("\n")[1:] or "#" in text, True)
            continue
        check("an edited approval", name, "SignatureMismatch") if name != "SignatureMismatch" else None
        refused += 1
    check("edited approvals were refused", refused > 20, True)

    check("the right one", operator.LoadPlan(**right)["approvedBy"], "Dr. Python")
