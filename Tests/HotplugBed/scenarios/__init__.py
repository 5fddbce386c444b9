"""What is played on the bed: one function a scenario, its docstring is the sentence that must hold."""

import dataclasses
import importlib
import typing

PARTS = ("selfcheck", "plugging", "unplugging", "choosing", "neighbours", "conditions", "surprises", "ending")


@dataclasses.dataclass(frozen=True)
class Scenario:
    name: str
    sentence: str
    play: typing.Callable
    rules: str | None


_known = []


def scenario(function=None, *, rules=None):
    """Makes a function a scenario; it may return a text with what it measured. `rules` stands for the shipped file."""
    def register(function):
        _known.append(Scenario(function.__name__.replace("_", "-"), " ".join(function.__doc__.split()), function,
                               rules))
        return function
    return register(function) if function else register


def all_of_them():
    for part in PARTS:
        importlib.import_module(f"scenarios.{part}")
    return list(_known)
