"""The bound of the clocks' difference against the truth, over lines by chance (docs/clock.md)."""

from rows.row import Row, program, run_json


def rows(plan):
    found = run_json([program("myotherm-campaign"), "clock", "--lines", str(plan.count(1000, 20)), "--json"])
    total = found["kinds"][-1]
    unit = f"of {total['judgements']:,}"
    return [Row("clock: truth outside the bound", total["outside"], unit, budget=0),
            Row("clock: bound wider than stated", total["tooWide"], unit, budget=0),
            Row("clock: beyond half the round trip", total["widestExcessNanoseconds"] / 1000, "µs",
                budget=found["allowanceNanoseconds"] / 1000)]
