"""How punctual host and line are during the demo's treatment on a pty, from its last status."""

import json
import os
import subprocess

from rows.row import BIN, ROOT, Missing, Row, program
from rows.treatment import lateness

BUDGETS = {"p50": 10_000, "p99": 20_000, "max": 50_000}


def rows(plan):
    for name in ("myothermd", "myothermctl", "myotherm-sim"):
        program(name)
    environment = dict(os.environ, MYOTHERM_BIN=BIN, PLAN="examples/plans/demo.yaml")
    run = subprocess.run([os.path.join(ROOT, "scripts", "demo")], cwd=ROOT, env=environment, capture_output=True,
                         text=True, check=False)
    if run.returncode != 0:
        raise Missing(f"a demo that completes (it ended with {run.returncode}: {run.stderr[-400:]})")
    with open(os.path.join(ROOT, ".build", "demo", "status.json"), encoding="utf-8") as file:
        timing = json.load(file)["timing"]
    late = lateness(timing)
    return [Row(f"demo: release lateness {name}", late[name], "µs", budget=budget) for name, budget in BUDGETS.items()
            ] + [Row("demo: round trip", timing["roundTripMicroseconds"], "µs", budget=10_000)]
