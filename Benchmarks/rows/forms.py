"""The two forms of the control loop on the same line with the same machine, in turns: decision 13 rests on it.

`polling` is the product's: one block on the control queue that waits for everything in one call, and alone asks for real
time. `sources` has a Dispatch read source for each descriptor, and the whole process in real time.
"""

from rows.reaction import bench_command, measure
from rows.row import Row, median, show_runs


def rows(plan):
    found = []
    for held in (True, False):
        found += block(plan, held)
    return found


def block(plan, held):
    events = plan.count(5_000, 200)
    runs = {"polling": [], "sources": []}
    for _ in range(plan.count(3, 1)):
        for form, results in runs.items():
            result, _ = measure(events, held, lambda line, form=form: bench_command(line, held) + ["--form", form])
            results.append(result)
    name = f"form, {'held' if held else 'not held'}"
    found = []
    for share in ("p50", "p99", "p999", "max"):
        polling, sources = ([run[share] for run in results] for results in runs.values())
        show_runs(f"{name}, {share}", polling, sources)
        # The reference is the form that was not taken.
        found.append(Row(f"{name}, polling against sources, {share}", median(polling), "µs", median(sources)))
    return found
