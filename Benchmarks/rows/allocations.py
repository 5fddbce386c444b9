"""What the control loop allocates while the demo's treatment runs: nothing."""

import os
import tempfile
import time

from rows.counters import CALLS, Counters
from rows.row import Missing, Row, reference
from rows.treatment import Treatment

THREAD = "control"
GIVING = [call for call in CALLS if call != "free"]


def rows(plan):
    library = reference("allocations.so")
    with tempfile.TemporaryDirectory(prefix="myo-bench.") as folder:
        path = os.path.join(folder, "counters")
        environment = {"LD_PRELOAD": library, "MYOTHERM_ALLOCATIONS": path, "MYOTHERM_ALLOCATION_TRACE": THREAD}
        with Treatment(environment) as treatment:
            return count(plan, treatment, path)


def count(plan, treatment, path):
    """The difference of two moments in steady state."""
    if not os.path.exists(path):
        raise Missing("counters: the daemon did not load allocations.so")
    counters = Counters(path)
    if not counters.has_thread(THREAD):
        raise Missing(f"a thread named {THREAD} in the daemon")
    # All zones have begun by then.
    time.sleep(plan.count(15, 2))
    counters.arm_trace()
    before, status = counters.of(THREAD), treatment.status()
    time.sleep(plan.count(25, 3))
    after, later = counters.of(THREAD), treatment.status()
    if (status["state"], later["state"]) != ("running", "running"):
        raise Missing(f"a treatment that runs for so long (it was {status['state']}, then {later['state']})")
    made = sum(after[call] - before[call] for call in GIVING)
    for call, size, callers in counters.traces()[:8]:
        print(f"  {call} of {size} bytes: {' < '.join(callers[:6])}")
    found = [Row("control loop: allocations", made, "calls", budget=0)]
    for name, key in (("tick", "ticks"), ("telemetry frame", "leaseMargins")):
        spans = [moment["timing"].get(key) for moment in (status, later)]
        if all(isinstance(span, dict) for span in spans) and spans[1]["count"] > spans[0]["count"]:
            passed = spans[1]["count"] - spans[0]["count"]
            found.append(Row(f"control loop: allocations per {name}", made / passed, "calls", budget=0))
    return found
