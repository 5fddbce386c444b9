"""The moments at which the daemon is killed: each leads a person's treatment to one, and returns when it has come.

Output flows when a stage is called. How far it goes into it is drawn from `chance`. It gives true where the daemon is known
to be in the middle of a write.
"""

import time

from killing.person import PLAN, PLAN_WITH_HOLD
from killing.workplace import now_ns


def spend(chance, least, most):
    """A drawn time in which nothing has to happen: it is the moment itself that is drawn."""
    time.sleep(chance.uniform(least, most))


def spend_after_call(chance, most):
    """The same after a call that was sent: half of the moments lie in its first 5 ms, in which most of it happens."""
    spend(chance, 0, chance.choice([0.005, most]))


def load(person, chance):
    person.stop()
    person.send("LoadPlan", **person.place.approved(PLAN))
    spend_after_call(chance, 0.06)


def contact_check(person, chance):
    person.stop()
    person.load()
    person.send("Arm", **person.place.arming(person.plan))
    spend(chance, 0, 0.9)


def armed(person, chance):
    person.stop()
    person.load()
    person.arm()
    spend(chance, 0, 1)


def starting(person, chance):
    person.stop()
    person.load()
    person.arm()
    person.send("Start", token=person.token)
    spend_after_call(chance, 0.25)


def warm_up(_, chance):
    spend(chance, 0, 7)


def hold(person, chance):
    person.stop()
    person.treat(PLAN_WITH_HOLD)
    person.wait("the hold", lambda status: status["phase"] == "hold", 30)
    spend(chance, 0, 3)


def pause(person, chance):
    person.send("Pause")
    spend_after_call(chance, 0.5)


def resume(person, chance):
    person.call("Pause")
    person.wait("a pause without output", lambda status: status["state"] == "paused" and status["outputIsZero"])
    person.token = person.call("Resume")["token"]
    person.send("Resume", token=person.token)
    spend_after_call(chance, 0.5)


def stop(person, chance):
    person.send("Stop")
    spend_after_call(chance, 0.2)


def trip(person, chance):
    """The patient's button."""
    person.place.device.control.ask("press")
    spend(chance, 0, 0.4)


def cooldown(person, chance):
    person.wait("the end of the program", lambda status: status["state"] in ("cooldown", "finished"), 30)
    spend(chance, 0, 0.28)


def finished(person, chance):
    person.wait("the end", lambda status: status["state"] == "finished", 30)
    spend(chance, 0, 0.5)


def record_write(person, chance):
    """While the store's thread writes to the file, or waits for the disk; whether it was caught at that."""
    step = chance.choice(["Pause", "Stop", "Arm", "Start"])
    if step in ("Arm", "Start"):
        person.stop()
        person.load()
    if step == "Start":
        person.arm()
    parameters = {"token": person.token} if step == "Start" else {}
    if step == "Arm":
        parameters = person.place.arming(person.plan)
    after = chance.choice([0, chance.uniform(0, 1_000_000)])
    person.send(step, **parameters)
    within = now_ns() + 1_500_000_000
    while not person.place.is_writing():
        if now_ns() > within:
            return False
    # It takes some milliseconds, most of them in fdatasync. A sleep might take longer than it is told.
    caught = now_ns()
    while now_ns() < caught + after:
        pass
    return True


# By name, in the order of a treatment.
STAGES = {
    "load": load, "contact check": contact_check, "armed": armed, "start": starting, "warm-up": warm_up, "hold": hold,
    "pause": pause, "resume": resume, "stop": stop, "trip": trip, "cooldown": cooldown, "finished": finished,
    "record write": record_write,
}


def opening(place, chance):
    """A daemon that is killed while it opens the store and closes what a kill left open there."""
    place.start_daemon()
    spend(chance, 0, 0.04)


def identify(place, chance):
    """A daemon that is killed while it asks the device who it is, and the device tests itself."""
    place.start_daemon()
    place.answers().close()
    spend(chance, 0, 0.12)


# Kills of a daemon that is only just there, after another kill.
STARTS = {"opening": opening, "identify": identify}
