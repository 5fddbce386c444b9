"""The demo's treatment while every core is busy and 200 programs watch it: it goes on, and how late it gets."""

import os
import subprocess
import sys
import time

from rows.row import Missing, Row, tool
from rows.treatment import Treatment, lateness

SUBSCRIBERS = 200
# The daemon serves so many connections of one user; more come from users of their own.
OF_ONE_USER = 29
FIRST_USER = 62_000


def rows(plan):
    stress = tool("stress-ng", "stress-ng")
    if os.geteuid() != 0:
        raise Missing(f"root: {SUBSCRIBERS} subscribers must come from several users, since each may have 32 connections")
    quiet, _, _ = watch(plan, None)
    loaded, state, served = watch(plan, stress)
    found = [Row("loaded: treatments that trip", 0 if state in ("running", "finished", "cooldown") else 1, "of 1",
                 budget=0),
             Row("loaded: subscribers that are served", served, f"of {SUBSCRIBERS}", budget=SUBSCRIBERS, at_least=True)]
    return found + [Row(f"release lateness {share}, loaded against quiet", loaded[share], "µs", quiet[share])
                    for share in quiet]


def watch(plan, stress):
    """One treatment: how late releases were, the state that it was in at the end, and how many subscribers had answers."""
    with Treatment(real_time=True) as treatment:
        helpers = []
        try:
            if stress:
                helpers.append(subprocess.Popen([stress, "--cpu", str(os.cpu_count()), "--timeout", "120"],
                                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
                helpers += subscribers(treatment.socket)
            time.sleep(plan.count(40, 4))
            status = treatment.status()
        finally:
            served = end(helpers)
    return lateness(status["timing"]), status["state"], served


def subscribers(path):
    """Processes that subscribe under a user of their own each."""
    command = [sys.executable, os.path.join(os.path.dirname(os.path.abspath(__file__)), "subscriber.py"), path]
    started = []
    for first in range(0, SUBSCRIBERS, OF_ONE_USER):
        count, user = min(OF_ONE_USER, SUBSCRIBERS - first), FIRST_USER + len(started)
        started.append(subprocess.Popen(command + [str(count), str(user)], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True))
    return started


def end(helpers):
    """Ends them, by their own ids; the number of subscribers that had answers to the last."""
    served = 0
    for helper in helpers:
        if helper.stdin:
            out, _ = helper.communicate(timeout=30)
            served += int(out.strip() or 0)
        else:
            helper.terminate()
            helper.wait(20)
    return served
