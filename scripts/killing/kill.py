"""One kill or several, from a treatment in which output flows to a daemon that rests again, with everything judged."""

import os
import random
import shutil

from killing import judge
from killing.controller import Gone, Refused
from killing.memory import Memory
from killing.person import Person
from killing.stages import STAGES, STARTS
from killing.workplace import KEPT, Workplace

# What can go wrong with a kill that is somebody's fault; all else is a mistake in these scripts, and ends them.
FAILURES = (AssertionError, TimeoutError, RuntimeError, Gone, Refused, OSError)


class Order:
    """What is to be done: a stage to kill in, and then, when any, starts to kill in."""

    def __init__(self, number, seed, stage, starts=()):
        self.number = number
        self.stage = stage
        self.starts = list(starts)
        self.chance = random.Random(f"{seed}/{number}")

    def __str__(self):
        return f"kill {self.number} ({', then '.join([self.stage, *self.starts])})"


class Hooks:
    """Where somebody can interfere who wants to see whether it is noticed."""

    def after_kill(self, place, memory):
        """The daemon is dead, and nobody has looked yet."""

    def before_restart(self, place):
        """The store was looked at, and no daemon has opened it yet."""

    def while_watched(self, place):
        """A new daemon answers."""


class Lane:
    """A workplace over many kills: the device and the records stay, as they do at a clinic."""

    def __init__(self, number, seed, hooks=None):
        self.number = number
        self.seed = seed
        self.hooks = hooks or Hooks()
        self.copies = os.path.join(KEPT, f"copy-{number}")
        self.slow = 0
        self.open_up()

    def open_up(self):
        self.place = Workplace(self.number, self.seed)
        self.memory = Memory()
        try:
            self.begin_life()
        except BaseException:
            self.place.close()
            raise

    def begin_life(self):
        self.place.start_daemon()
        self.person = Person(self.place, self.memory)

    def carry_out(self, order):
        """The blows, and a sentence for everything that is not as it must be."""
        blows, problems = [], []
        try:
            in_a_write = self.person.retrying(lambda: self.lead(order))
            problems += self.strike(order, in_a_write, blows)
            problems += self.recover(order, blows)
            # What a person does, and then a treatment: it is possible again.
            self.person.treat()
        except FAILURES as failure:
            problems.append(f"{type(failure).__name__}: {failure}; the daemon said: {self.place.last_words()}")
        if problems:
            self.keep_evidence(order)
            self.start_over()
        return blows, problems

    def lead(self, order):
        if self.person.watch.latest["state"] != "running":
            self.person.treat()
        return STAGES[order.stage](self.person, order.chance)

    def strike(self, order, in_a_write, blows):
        """The kills; gives what the store then lacks."""
        problems = list(self.blow(order.stage, in_a_write, blows))
        for start in order.starts:
            STARTS[start](self.place, order.chance)
            problems += self.blow(start, False, blows)
        return problems

    def blow(self, stage, in_a_write, blows):
        in_life = stage in STAGES
        was_writing = in_a_write or self.place.is_writing()
        blow = judge.Blow(stage, self.place.kill_daemon())
        blow.was_writing = was_writing
        blows.append(blow)
        if in_life:
            self.zero = judge.Zero(self.place.device, blow)
            self.person.hear_out()
            latest = self.person.watch.latest
            blow.seen = " ".join(filter(None, (latest["state"], latest["state"] == "running" and latest["phase"])))
            self.slow += self.person.slow
        else:
            blow.seen = self.place.last_state()
        self.hooks.after_kill(self.place, self.memory)
        copy = self.place.copy_store(self.copies)
        blow.open_records = judge.open_records(copy)
        return self.memory.missing_in(copy)

    def recover(self, order, blows):
        """A new daemon, at once or when the device has come to rest by itself; yields what is wrong then."""
        restarts_at_once = bool(order.starts) or order.chance.random() < 0.5
        if not restarts_at_once:
            self.zero.wait()
        self.hooks.before_restart(self.place)
        token = self.person.token
        self.begin_life()
        yield from self.zero.wrong(blows[0])
        self.hooks.while_watched(self.place)
        yield from judge.wrong_while_watched(self.place.device, self.person, self.zero.truth)
        unfinished = sorted({number for blow in blows for number in blow.open_records})
        yield from judge.wrong_with_state(self.person, unfinished)
        yield from judge.wrong_with_records(self.memory, self.person, unfinished)
        yield from judge.wrong_with_token(self.person, token)

    def keep_evidence(self, order):
        """The store's copy and what the programs said."""
        folder = os.path.join(KEPT, f"failed-{order.number}")
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        for path in (self.copies, self.place.state):
            if os.path.exists(path):
                shutil.copytree(path, os.path.join(folder, os.path.basename(path)))
        for name in ("daemon.log", "simulator.log"):
            shutil.copy(os.path.join(self.place.folder, name), folder)

    def start_over(self):
        """After a failure everything is new, so that no later kill is judged by what an earlier one left."""
        self.place.close()
        self.open_up()

    def close(self):
        """A daemon that ends as it should leaves a store that is whole; a sentence where not."""
        problems = []
        if self.person.watch.latest["state"] == "running":
            self.person.stop()
        if code := self.place.end_daemon():
            problems.append(f"the last daemon ended with {code}: {self.place.last_words()}")
        self.person.leave()
        problems += self.memory.missing_in(os.path.join(self.place.state, "records.sqlite"))
        self.place.close()
        return problems
