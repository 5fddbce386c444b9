"""Waiting for what is to come, never for time to pass."""

import time


class Unmet(Exception):
    """Something is not as it must be."""


class Overload(Exception):
    """The machine was too slow for a treatment, which says nothing about the programs."""


def expect(what, found, wanted=True):
    if found != wanted:
        raise Unmet(f"{what}: {found!r}, not {wanted!r}" if wanted is not True else f"{what}: {found!r}")


def contains(what, text, *words):
    """Whether all words stand in a text."""
    missing = [word for word in words if word not in (text or "")]
    if missing:
        raise Unmet(f"{what}: {', '.join(map(repr, missing))} is missing in {text!r}")


def eventually(what, look, within=5.0, pause=0.005):
    """The first thing true that `look` gives."""
    deadline = time.monotonic() + within
    while not (found := look()):
        if time.monotonic() > deadline:
            raise Unmet(f"within {within} s there was no {what}; last: {found!r}")
        time.sleep(pause)
    return found


def calm(within=15.0):
    """Waits until this machine keeps its time for half a second, or has not for too long."""
    deadline = time.monotonic() + within
    since = time.monotonic()
    while time.monotonic() < min(since + 0.5, deadline):
        before = time.monotonic()
        time.sleep(0.001)
        if time.monotonic() - before > 0.02:
            since = time.monotonic()
