"""What every measurement ends as, and what all of them need."""

import dataclasses
import json
import os
import shutil
import statistics
import subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BIN = os.environ.get("MYOTHERM_BIN", os.path.join(ROOT, ".build", "release"))
REFERENCES = os.path.join(ROOT, ".build-bench")


class Missing(Exception):
    """Something that a measurement needs is not here; the message says what."""


@dataclasses.dataclass(frozen=True)
class Plan:
    """How much is measured: all of it, or just enough to see that it works."""

    quick: bool = False
    # How long something that does nothing is watched; None leaves it to who measures.
    seconds: float | None = None

    def count(self, whole, quick):
        return quick if self.quick else whole


@dataclasses.dataclass(frozen=True)
class Row:
    """One figure; with a reference, the budget is one of the ratio. Without a budget nothing is asked of it."""

    name: str
    value: float
    unit: str
    reference: float | None = None
    budget: float | None = None
    at_least: bool = False

    @property
    def ratio(self):
        return self.value / self.reference if self.reference else None

    @property
    def holds(self):
        if self.budget is None:
            return True
        figure = self.value if self.reference is None else self.ratio
        if figure is None:
            return False
        return figure >= self.budget if self.at_least else figure <= self.budget

    def as_json(self):
        return {"name": self.name, "value": self.value, "unit": self.unit, "reference": self.reference,
                "ratio": self.ratio, "budget": self.budget, "holds": self.holds}


def median(values):
    return statistics.median(values)


def program(name):
    """The path of one of the package's programs."""
    path = os.path.join(BIN, name)
    if not os.access(path, os.X_OK):
        raise Missing(f"{name} (make build)")
    return path


def reference(name):
    """The path of one of the programs that Benchmarks/build makes."""
    path = os.path.join(REFERENCES, name)
    if not os.path.exists(path):
        raise Missing(f"{name} (Benchmarks/build)")
    return path


def tool(name, package):
    """The path of a program of the system."""
    path = shutil.which(name)
    if path is None:
        raise Missing(f"{name} ({package}: scripts/setup bench)")
    return path


def run_json(command, **options):
    """What `command` prints as JSON; how it ended does not matter, since a program may judge its own figures."""
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, **options)
    try:
        return json.loads(run.stdout)
    except ValueError:
        said = (run.stderr or run.stdout).strip().splitlines()
        raise Missing(f"`{' '.join(os.path.basename(word) for word in command)}` ended with {run.returncode}: "
                      f"{said[0] if said else 'no output'}") from None


def show_runs(name, ours, theirs):
    """The single runs behind a median, for whoever wants to see how much they differ."""
    print(f"  {name}: ours {' '.join(f'{value:.1f}' for value in ours)}; "
          f"reference {' '.join(f'{value:.1f}' for value in theirs)}", flush=True)
