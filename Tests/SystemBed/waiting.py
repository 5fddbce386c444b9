"""Waiting for what must come to be, with a deadline, and how long it took."""

import time

# How often a condition is looked at; what is measured by it is no finer.
INTERVAL_SECONDS = 0.02


class Shortfall(Exception):
    """What a scenario needed and did not get, as a sentence."""


def until(what, within, condition):
    """Waits until `condition()` is true and gives back its value; falls short after `within` seconds."""
    end = time.monotonic() + within
    while not (value := condition()):
        if time.monotonic() > end:
            raise Shortfall(f"waited {within:g} s for {what}")
        time.sleep(INTERVAL_SECONDS)
    return value


class Stopwatch:
    """Seconds since it was made."""

    def __init__(self):
        self.began = time.monotonic()

    @property
    def seconds(self):
        return time.monotonic() - self.began
