"""The journal: fields for machines, and the catalog's text for people."""

import re

from scenario import scenario
from treatment import begin, excuse_a_stall
from workstation import UNIT

# What journalctl puts before a line of the catalog, by the terminal's letters.
MARK = r"^(?:--|░░)"
OURS = re.compile(r"MYOTHERM_[A-Z_]+")


def own(entries):
    """What the daemon itself said over the journal's own protocol."""
    return [entry for entry in entries if any(OURS.fullmatch(name) for name in entry)]


@scenario("journal-fields", "journalctl -o json has the daemon's fields on the messages of a treatment that tripped")
def fields(machine, findings):
    simulator = machine.attach_simulator()
    excuse_a_stall(begin(machine))
    simulator.ask("button=held")
    status = machine.until_state("tripped")
    excuse_a_stall(status)
    entries = machine.journal()
    ours = own(entries)
    findings.need(ours, "no message of the daemon has a field MYOTHERM_…: " + sample(entries))
    names = sorted({name for entry in ours for name in entry if OURS.fullmatch(name)})
    findings.measure(f"{len(ours)} messages with {', '.join(names)}")
    findings.check("MYOTHERM_STATE" in names, "no message has MYOTHERM_STATE")
    states = [entry["MYOTHERM_STATE"] for entry in ours if "MYOTHERM_STATE" in entry]
    findings.check({"ready", "armed", "running", status["state"]} <= set(states), f"the states told are {states}")
    trips = [entry for entry in ours if entry.get("MYOTHERM_CAUSE") == status["firstCause"]]
    findings.check(trips, f"no message has the cause {status['firstCause']}")
    findings.check(any(entry["PRIORITY"] == "3" for entry in trips), "no message of the trip is an error")
    actors = {entry["MYOTHERM_ACTOR"] for entry in ours if "MYOTHERM_ACTOR" in entry}
    findings.check("therapist" in actors, f"who began the treatment is not told: {actors}")
    findings.check(all(entry.get("_SYSTEMD_UNIT") == UNIT for entry in ours), "a message is not the unit's")
    identified = [entry for entry in ours if re.fullmatch("[0-9a-f]{32}", entry.get("MESSAGE_ID", ""))]
    findings.check(identified, "no message has a MESSAGE_ID")
    noise = [entry for entry in entries if entry.get("_TRANSPORT") == "stdout" and "serve" in entry.get("_CMDLINE", "")]
    findings.check(not noise, f"{len(noise)} lines came over standard output or error: {noise and noise[0]['MESSAGE']}")


@scenario("journal-catalog", "journalctl -x explains a trip: what happened, and what to do")
def catalog(machine, findings):
    simulator = machine.attach_simulator()
    excuse_a_stall(begin(machine))
    simulator.ask("button=held")
    status = machine.until_state("tripped")
    excuse_a_stall(status)
    ids = {entry["MESSAGE_ID"] for entry in own(machine.journal()) if "MESSAGE_ID" in entry}
    known = machine.sudo("journalctl", "--list-catalog")
    missing = [each for each in ids if each not in known.replace("-", "")]
    findings.check(ids and not missing, f"not in the catalog: {missing or 'there is no MESSAGE_ID at all'}")
    explained = machine.sudo("journalctl", "--boot", "--unit", UNIT, "--catalog", "--no-pager")
    texts = re.findall(MARK + r" Subject: (.*)\n.* Defined-By: myothermd$", explained, re.MULTILINE)
    findings.measure(f"{len(ids)} kinds of message, {len(set(texts))} subjects, such as {texts[-1:]}")
    tells = any("trip" in text.lower() or "stop" in text.lower() for text in texts)
    findings.check(tells, "no subject tells of the trip")
    left = re.findall(MARK + r" .*@[A-Z_]+@.*$", explained, re.MULTILINE)
    findings.check(not left, f"fields of the catalog were not filled in: {left[:3]}")
    sentence = (status["firstFinding"] or {}).get("sentence", "")
    findings.check(sentence and sentence.rstrip(".") in explained, f"the journal does not say '{sentence}'")


def sample(entries):
    said = [entry for entry in entries if entry.get("_COMM") == "myothermd"][:1]
    return str(said[0]) if said else "the daemon said nothing"
