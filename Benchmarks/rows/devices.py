"""What many devices take of one core: simulated on ptys, and decoded by a host."""

import os
import subprocess

from rows.row import BIN, ROOT, Missing, Row, median, program, run_json

# A host of 32 devices must have the rest of its core for everything else that it does with a sample.
DECODING_BUDGET = 25


def rows(plan):
    return [simulated(plan), decoded(plan, paced=False), decoded(plan, paced=True)]


def simulated(plan):
    program("myotherm-sim")
    run = subprocess.run([os.path.join(ROOT, "scripts", "measure-devices"), "8", str(plan.count(20, 3))], cwd=ROOT,
                         capture_output=True, text=True, env=dict(os.environ, MYOTHERM_BIN=BIN), check=False)
    last = (run.stdout.splitlines() or [""])[-1]
    if not last.startswith("measure-devices: "):
        raise Missing(f"measure-devices ended with {run.returncode}: {run.stderr[-400:]}")
    return Row("8 simulated devices on 8 ptys", float(last.split()[1]), "% of a core", budget=25)


def decoded(plan, paced):
    command = [program("myotherm-bench"), "devices", "--devices", "32", "--seconds", str(plan.count(20, 2))]
    runs = plan.count(1, 1) if paced else plan.count(5, 1)
    shares = [run_json(command + (["--paced"] if paced else []))["shareOfOneCore"] * 100 for _ in range(runs)]
    name = "32 devices decoded at real time" if paced else "32 devices decoded at once"
    return Row(name, median(shares), "% of a core", budget=DECODING_BUDGET)
