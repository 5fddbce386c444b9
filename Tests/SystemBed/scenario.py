"""What a scenario is, and how it says what it found."""

import dataclasses
import traceback

from waiting import Shortfall, Stopwatch

# All scenarios, in the order in which they are defined.
SCENARIOS = []


class MachineStalled(Exception):
    """The host was too slow for a treatment, which says nothing about the daemon: once more."""


@dataclasses.dataclass
class Scenario:
    """One thing that has to hold on a freshly installed workstation."""

    name: str
    sentence: str
    releases: frozenset | None
    play: object

    def applies_to(self, release):
        return self.releases is None or release in self.releases


def scenario(name, sentence, releases=None):
    """Makes a scenario of a function of a workstation and the findings."""
    def register(play):
        SCENARIOS.append(Scenario(name, sentence, frozenset(releases) if releases else None, play))
        return play
    return register


class Findings:
    """What one scenario measured, and where it fell short."""

    def __init__(self):
        self.measured, self.shortfalls = [], []

    def measure(self, what):
        """Keeps a value, as words, for the scenario's line."""
        self.measured.append(what)

    def check(self, holds, otherwise):
        """Keeps the sentence `otherwise` when it does not hold, and goes on."""
        if not holds:
            self.shortfalls.append(otherwise)
        return bool(holds)

    def need(self, holds, otherwise):
        """The same where going on would make no sense."""
        if not holds:
            raise Shortfall(otherwise)


@dataclasses.dataclass
class Result:
    """How one scenario ended."""

    release: str
    scenario: Scenario
    findings: Findings
    seconds: float

    @property
    def held(self):
        return not self.findings.shortfalls

    def lines(self):
        """The result for people."""
        verdict = "held      " if self.held else "fell short"
        measured = "; ".join(self.findings.measured)
        yield f"{verdict} {self.release} {self.scenario.name} ({self.seconds:.1f} s): {self.scenario.sentence}"
        if measured:
            yield f"           {measured}"
        for shortfall in self.findings.shortfalls:
            yield from ("           ! " + line for line in shortfall.strip().splitlines()[:12])


def play_once(scenario, workstation, findings):
    """Plays it, and keeps the machine's journal when it falls short."""
    try:
        scenario.play(workstation, findings)
    except BaseException:
        workstation.keep_journal(scenario.name)
        raise
    if findings.shortfalls:
        workstation.keep_journal(scenario.name)


def play(scenario, release, workstation, attempts=3):
    """Plays a scenario; `workstation()` makes the context of a fresh one. A host that stalled is forgiven twice."""
    watch = Stopwatch()
    for attempt in range(attempts):
        findings = Findings()
        try:
            with workstation() as fresh:
                play_once(scenario, fresh, findings)
            break
        except MachineStalled as stall:
            findings.shortfalls.append(f"this machine is too slow or too busy for a treatment: {stall}")
        except Shortfall as shortfall:
            findings.shortfalls.append(str(shortfall))
            break
        except Exception:  # a scenario that breaks has not held, and must not take the others with it
            findings.shortfalls.append("the scenario itself broke:\n" + traceback.format_exc(limit=-3))
            break
    if attempt > 0:
        findings.measure(f"played {attempt + 1} times, for this machine was late")
    return Result(release, scenario, findings, watch.seconds)
