"""Plays the scenarios, each on a fresh bed in a process of its own, and ends with one line that says how they went."""

import argparse
import os
import pathlib
import select
import signal
import sys
import time
import traceback

sys.dont_write_bytecode = True

import bed  # noqa: E402
import scenarios  # noqa: E402
from waiting import Overload, Unmet, calm  # noqa: E402

HELD, FELL_SHORT, SLOW = 0, 1, 75
DEADLINE = 60.0
ATTEMPTS = 5  # where the machine is too slow for a treatment


def play(scenario, arguments):
    """One scenario in this process; gives the exit code."""
    rules = arguments.rules.read_text(encoding="utf-8") if scenario.rules is None else scenario.rules
    try:
        workstation = bed.Bed(arguments.binaries, rules)
    except OSError as error:
        print(f"FAILED {scenario.name}: the bed could not be made: {error}", flush=True)
        return FELL_SHORT
    try:
        code = judge(scenario, workstation)
    finally:
        workstation.clear()
    if code == FELL_SHORT or arguments.verbose:
        print(workstation.complaints(), flush=True)
    return code


def judge(scenario, workstation):
    """Plays it, and prints what came of it."""
    began = time.monotonic()
    try:
        fact = scenario.play(workstation)
    except Overload as overload:
        print(f"slow   {scenario.name}: this machine was too slow ({overload})", flush=True)
        return SLOW
    except Unmet as unmet:
        print(f"FAILED {scenario.name}: {scenario.sentence}\n       {unmet}", flush=True)
        return FELL_SHORT
    except Exception:  # a bug of the bed: the others are played all the same
        print(f"FAILED {scenario.name}: {scenario.sentence}\n{traceback.format_exc()}", flush=True)
        return FELL_SHORT
    took = time.monotonic() - began
    print(f"held   {scenario.name}: {scenario.sentence} ({took:.1f} s){f': {fact}' if fact else ''}", flush=True)
    return HELD


def play_apart(scenario, arguments):
    """One scenario in a process of its own, which is killed with all that it started when it takes too long."""
    child = os.fork()
    if child == 0:
        os._exit(play(scenario, arguments))
    handle = os.pidfd_open(child)
    if not select.select([handle], [], [], DEADLINE)[0]:
        print(f"FAILED {scenario.name}: not over within {DEADLINE:.0f} s", flush=True)
        os.kill(child, signal.SIGKILL)
    os.close(handle)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binaries", required=True, help="the folder of the programs")
    parser.add_argument("--rules", required=True, type=pathlib.Path, help="the rules file that is shipped")
    parser.add_argument("--verbose", action="store_true", help="also print what the programs said")
    parser.add_argument("names", nargs="*", help="scenarios; all without any")
    arguments = parser.parse_args()
    known = scenarios.all_of_them()
    chosen = [scenario for scenario in known if not arguments.names or scenario.name in arguments.names]
    if unknown := set(arguments.names) - {scenario.name for scenario in known}:
        sys.exit(f"hotplug: there is no {', '.join(sorted(unknown))}; there are"
                 f" {', '.join(scenario.name for scenario in known)}")
    fell_short = []
    for scenario in chosen:
        for _ in range(ATTEMPTS):
            code = play_apart(scenario, arguments)
            if code != SLOW:
                break
            calm()
        if code != HELD:
            fell_short.append(scenario.name)
    count = f"{len(chosen)} scenario{'' if len(chosen) == 1 else 's'}"
    if fell_short:
        print(f"hotplug: {count}, {len(fell_short)} fell short: {', '.join(fell_short)}")
        return 1
    print(f"hotplug: {count}, all held")
    return 0


if __name__ == "__main__":
    sys.exit(main())
