"""Other devices beside ours."""

import os
import random
import time

import namespace
from bed import Model
from controller import Controller, told, usb_serial
from impostor import Witness
from scenarios import scenario
from scenarios.plugging import expect_ready, waiting_daemon
from scenarios.unplugging import expect_zero, treated
from waiting import Unmet, eventually, expect


@scenario
def another_in_its_place(bed):
    """a device that takes the place of one that was pulled in output waits until that was acknowledged, and is told"""
    simulator, controller, device = treated(bed, count=2)
    simulator.tell("unplug")
    controller.until_state("tripped", within=3)
    device.remove()
    bed.socket(simulator.pty(2), Model(serial="MT-0002")).plug()
    wait = f"{simulator.serial(2)}, and not {simulator.serial(1)}"
    controller.until("why it waits", lambda status: wait in (status["message"] or ""), within=3)
    expect_zero(simulator)
    expect("state and line", (controller.status()["state"], usb_serial(controller.status())), ("tripped", None))
    controller.acknowledge()
    _, status = controller.until_state("ready")
    told = [notice for notice in status["notices"] if f"the one before was {simulator.serial(1)}" in notice]
    expect("notices of the change", len(told), 1)
    expect("the device", status["device"]["serialNumber"], simulator.serial(2))
    expect("pulses of the other one", sum(zone["pulses"] for zone in simulator.report(2)["zones"]), 0)


@scenario
def others_during_output(bed):
    """what is plugged in and out beside a device in output disturbs nothing, and is not even opened"""
    _, controller, device = treated(bed)
    witness = Witness()
    for serial in ("MT-0666", "MT-0001"):
        other = bed.socket(witness.pty, Model(serial=serial), port=2, tty="ttyUSB1")
        other.plug()
        device.announce("change")
        other.remove()
    elapsed = controller.status()["elapsedMs"]
    _, status = controller.until("another second of output", lambda status: status["elapsedMs"] > elapsed + 1000)
    expect("state", (status["state"], usb_serial(status)), ("running", "MT-0001"))
    expect("the other one was opened", witness.was_opened(), False)


@scenario
def event_storm(bed):
    """two thousand events of another tty during output neither disturb the treatment nor keep a stop waiting"""
    _, controller, _ = treated(bed)
    other = bed.socket(Witness().pty, Model(product="Some Bridge"), port=2, tty="ttyUSB1")
    other.plug()
    for _ in range(2000):
        other.udevd.announce("change", other.bridge.tty)
    expect("state", controller.status()["state"], "running")
    asked = time.monotonic()
    controller.do("stop")
    stopped, status = controller.until_state("finished", within=2)
    expect("first cause", status["firstCause"], "operatorStop")
    return f"stopped {stopped - asked:.2f} s after the command"


MOVES = 40
SEED = 8


@scenario
def crowd(bed):
    """while three devices come and go by chance, one of them silent, only the configured one is ever used"""
    chance = random.Random(SEED)
    simulator = bed.simulator(2)
    witness = Witness()
    controller = Controller(bed.daemon(config='device:\n  serial: "MT-0001"\n'))
    sockets = {}
    ready = 0
    for _ in range(MOVES):
        number = chance.randrange(1, 4)
        if number in sockets:
            pull(simulator, number, sockets.pop(number), chance)
        else:
            sockets[number] = put(bed, simulator, witness, number)
        status = controller.status()
        if 1 in sockets and chance.random() < 0.3:
            _, status = controller.until_state("ready")
        if status["line"]:
            ready += 1
            expect("USB serial number of the line", usb_serial(status), "MT-0001")
    if 1 not in sockets:
        put(bed, simulator, witness, 1)
    _, status = controller.until_state("ready")
    expect("USB serial number of the line", usb_serial(status), "MT-0001")
    return f"a line in {ready} of {MOVES} moments, seed {SEED}"


def put(bed, simulator, witness, number):
    """The third device is the silent one."""
    pty = witness.pty if number == 3 else simulator.pty(number)
    device = bed.socket(pty, Model(serial=f"MT-{number:04}"), port=number, tty=f"ttyUSB{number}")
    device.plug()
    return device


def pull(simulator, number, device, chance):
    steps = [device.remove]
    if number != 3:
        steps.append(lambda: simulator.tell("unplug", number))
    chance.shuffle(steps)
    for step in steps:
        step()
    if number != 3:
        simulator.tell("plug", number)


@scenario
def plugged_beside_a_silent_one(bed):
    """a device that is plugged in while a silent one is asked once more is ready at most 1 s after the event"""
    simulator, witness = bed.simulator(), Witness()
    controller = waiting_daemon(bed)
    bed.socket(witness.pty, Model(serial="MT-0666"), port=2, tty="ttyUSB1").plug()
    controller.until_said("MT-0666", "not answer")
    eventually("end of the first question", lambda: not witness.is_held())
    eventually("second question", witness.is_held)
    return expect_ready(controller, bed.socket(simulator.pty()).plug()) + " the event"


@scenario
def plugged_together_with_a_silent_one(bed):
    """a device that is plugged in right behind a silent one, as with a hub, is ready at most 1 s after the event"""
    simulator, witness = bed.simulator(), Witness()
    controller = waiting_daemon(bed)
    bed.socket(witness.pty, Model(serial="MT-0666"), port=2, tty="ttyUSB1").plug()
    eventually("question to the silent one", witness.is_held)
    return expect_ready(controller, bed.socket(simulator.pty()).plug()) + " the event"


@scenario
def beside_a_closed_one(bed):
    """a device beside another marked one that cannot be opened is taken or refused for good, not in turns"""
    simulator, witness = bed.simulator(), Witness()
    closed = bed.socket(witness.pty, Model(serial="MT-0666"), port=2, tty="ttyUSB1")
    closed.settle()
    os.chmod(witness.pty, 0o600 if namespace.is_whole() else 0)
    bed.socket(simulator.pty()).plug()
    daemon = bed.daemon()
    controller = Controller(daemon)
    controller.until("decision", lambda status: "SIM-0001" in told(status) or status["state"] == "ready")
    for _ in zip(range(50), controller.statuses()):
        pass  # two and a half seconds of its life
    said = [line for line in daemon.said().splitlines() if "MT-0001" in line]
    if len(said) > 2:
        raise Unmet(f"the same again and again, {len(said)} lines: " + "\n".join(said[:3]))
