"""Decoding and encoding of a telemetry frame, in Swift and in plain C, in turns."""

from rows.row import Row, median, program, reference, run_json, show_runs

BUDGET = 1.2


def rows(plan):
    return [row(plan, zones) for zones in (4, 2)]


def row(plan, zones):
    frames = plan.count(500_000, 20_000)
    options = ["--zones", str(zones), "--frames", str(frames), "--rounds", "3"]
    swift, plain = [program("myotherm-bench"), "codec"], [reference("codec_bench")]
    ours, theirs = [], []
    for _ in range(plan.count(7, 2)):
        ours.append(run_json(swift + options)["nanosecondsPerFrame"])
        theirs.append(run_json(plain + options)["nanosecondsPerFrame"])
    name = f"codec, {zones} zones"
    show_runs(name, ours, theirs)
    return Row(name, median(ours), "ns per frame", median(theirs), BUDGET)
