"""Who may do what, decided by the socket that a person's groups open."""

from scenario import scenario
from treatment import ASSESSMENT, PLAN, approve, begin, load, prescribe
from workstation import PRESCRIBE

NOT_REACHED, NOT_PERMITTED = 3, 4
# What changes something, and so is not for those who only watch.
OPERATING = (["arm"], ["load", "/usr/share/doc/myotherm/examples/plans/demo.yaml"], ["ack"], ["reload"])


@scenario("viewer", "a member of myotherm-view sees the status and may stop; arming is refused with exit code 4")
def viewer(machine, findings):
    machine.attach_simulator()
    status = machine.ctl("status", user="assistant")
    findings.check(status.code == 0, f"status ended with {status.code}: {status.words}")
    findings.check("ready" in status.out, f"status does not say 'ready': {status.out}")
    for argv in OPERATING:
        refused = machine.ctl(*argv, user="assistant")
        findings.check(refused.code == NOT_PERMITTED, f"{argv[0]} ended with {refused.code}, not 4: {refused.words}")
        findings.measure(f"{argv[0]}: {refused.code}")
        findings.check(names_group(refused.words), f"{argv[0]} does not name the group: {refused.words}")
    stop = machine.ctl("stop", user="assistant")
    findings.check(stop.code in (0, 2), f"stop ended with {stop.code}: {stop.words}")


@scenario("viewer-stops", "a member of myotherm-view stops a treatment that another began")
def viewer_stops(machine, findings):
    machine.attach_simulator()
    begin(machine)
    stop = machine.ctl("stop", "--reason", "enough", user="assistant")
    findings.check(stop.code == 0, f"stop ended with {stop.code}: {stop.words}")
    status = machine.until_state("finished")
    findings.check(status["result"] == "stopped", f"the result is {status['result']}")
    findings.check(status["outputIsZero"] is True, "the device did not measure zero")
    findings.measure(f"stop answered after {stop.seconds * 1000:.0f} ms")


@scenario("stranger", "who is in no group of ours is refused both with exit code 3 or 4, and is told the group")
def stranger(machine, findings):
    for argv in (["status"], ["arm"], ["stop"]):
        refused = machine.ctl(*argv, user="visitor")
        findings.check(refused.code in (NOT_REACHED, NOT_PERMITTED),
                       f"{argv[0]} ended with {refused.code}: {refused.words}")
        findings.check(names_group(refused.words), f"{argv[0]} does not name the group: {refused.words}")
        findings.measure(f"{argv[0]}: {refused.code}")
    findings.measure(repr(refused.words.splitlines()[0] if refused.words else ""))


@scenario("operator", "a member of myotherm loads, arms, starts, stops and reads the record")
def operator(machine, findings):
    machine.attach_simulator()
    awake = begin(machine)["host"]["awake"]
    findings.check(awake == "granted", f"the login manager's inhibitor against suspend is {awake}")
    stop = machine.ctl("stop")
    findings.check(stop.code == 0, f"stop ended with {stop.code}: {stop.words}")
    machine.until_state("finished")
    record = machine.records()[0]
    findings.check(record["result"] == "stopped", f"the record says {record['result']}")
    findings.check(record["actor"] == "therapist", f"the record names {record['actor']} as who began it")
    findings.measure(f"record {record['id']}: {record['result']}, by {record['actor']}")


@scenario("prescriber", "a member of myotherm-prescribe approves, and does not operate; an operator does not approve")
def prescriber(machine, findings):
    machine.attach_simulator()
    prescribe(machine)
    approved = approve(machine)
    findings.check(approved.code == 0, f"plan approve ended with {approved.code}: {approved.words}")
    # To those who watch and approve alone the tool has no other socket to take.
    for argv in (["load", PLAN, "--patient", "P-0117"], ["arm"], ["reload"], ["records", "list"]):
        refused = machine.ctl(*argv, "--address", PRESCRIBE, user="physician")
        findings.check(refused.code == NOT_PERMITTED, f"{argv[0]} ended with {refused.code}, not 4: {refused.words}")
        findings.check(names_group(refused.words), f"{argv[0]} does not name the group: {refused.words}")
    for user in ("therapist", "assistant", "visitor"):
        refused = machine.ctl("plan", "approve", PLAN, "--name", "Dr. B", "--assessment", ASSESSMENT, "--replace",
                              user=user)
        findings.check(refused.code in (NOT_REACHED, NOT_PERMITTED), f"{user} approves: {refused.words}")
        findings.check("myotherm-prescribe" in refused.words, f"{user} is not told the group: {refused.words}")
    machine.sudo("sed", "-i", "s/name: .*/&x/", PLAN)
    edited = load(machine)
    findings.check(edited.code == NOT_PERMITTED, f"an edited plan: {edited.code}: {edited.words}")
    findings.check("signature does not match" in edited.words, f"an edited plan: {edited.words}")
    findings.measure(repr(edited.words.splitlines()[0]))
    said = machine.journal_says("approved by Dr. A. Muster")
    findings.check(said, "the journal does not say who approved")


def names_group(words):
    """Whether a sentence says which group one has to be in."""
    return "group" in words and "myotherm" in words
