"""How fast tissue, device and whole treatments run in virtual time, on one core."""

from rows.row import Row, program, run_json


def rows(plan):
    command = [program("myotherm-campaign"), "speed", "--plan", "examples/plans/full-face.yaml", "--json",
               "--rounds", str(plan.count(5, 1))]
    # The tests of this package rely on a hundred times for the whole system; its own budget is the tool's.
    return [Row(figure["name"], figure["timesRealTime"], "× real time", budget=figure["budget"] or 100, at_least=True)
            for figure in run_json(command)["figures"]]
