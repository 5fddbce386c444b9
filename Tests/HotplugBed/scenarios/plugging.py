"""A device comes: before the daemon, after it, and not all at once."""

import os
import time

import namespace
from bed import Model
from controller import Controller, notices, usb_serial
from impostor import Witness
from scenarios import scenario
from waiting import eventually, expect

PLUG_TO_READY = 1.0


def waiting_daemon(bed, **options):
    """A daemon that has found nothing yet."""
    controller = Controller(bed.daemon(**options))
    controller.until_state("disconnected")
    return controller


def expect_ready(controller, since, serial="MT-0001", within=PLUG_TO_READY):
    """That the right device is ready in time; gives how long it took as a text."""
    ready, status = controller.until_state("ready")
    expect("USB serial number of the line", usb_serial(status), serial)
    if ready - since > within:
        expect(f"ready after {within} s", f"{ready - since:.2f} s")
    return f"ready {ready - since:.2f} s after"


@scenario
def plug(bed):
    """a device that is plugged in is ready at most 1 s after the event, and no rule is missing"""
    simulator = bed.simulator()
    controller = waiting_daemon(bed)
    told = bed.socket(simulator.pty()).plug()
    fact = expect_ready(controller, told)
    status = controller.status()
    expect("the device", status["device"]["serialNumber"], simulator.serial())
    expect("notices about rules", [notice for notice in notices(status) if "rule" in notice], [])
    return f"{fact} the event"


@scenario
def already_there(bed):
    """a device that was plugged in before the daemon started is found"""
    simulator = bed.simulator()
    bed.socket(simulator.pty()).plug()
    began = time.monotonic()
    return expect_ready(Controller(bed.daemon()), began, within=2.0) + " the daemon's start"


@scenario
def node_closed_for_300_ms(bed):
    """a node that may not be opened for 300 ms after the event is opened once it may"""
    simulator = bed.simulator()
    controller = waiting_daemon(bed)
    device = bed.socket(simulator.pty())
    device.appear()
    device.learn()
    device.place_node()
    if not namespace.is_whole():
        os.chmod(device.pty, 0)  # the daemon has the only user that there is, without his privileges
    told = device.announce()
    time.sleep(0.3)  # what is tried, not what is waited for
    expect("state while it is closed", controller.status()["state"], "disconnected")
    device.permit()
    return expect_ready(controller, told, within=0.3 + PLUG_TO_READY) + " the event"


@scenario
def event_before_node(bed):
    """an event that comes 200 ms before the node loses nothing"""
    simulator = bed.simulator()
    controller = waiting_daemon(bed)
    device = bed.socket(simulator.pty())
    device.appear()
    device.learn()
    told = device.announce()
    time.sleep(0.2)  # what is tried
    device.place_node()
    device.permit()
    return expect_ready(controller, told, within=0.2 + PLUG_TO_READY) + " the event"


@scenario
def changes(bed):
    """a device that only a change event tells of is found, and further ones do not disturb it"""
    simulator = bed.simulator()
    controller = waiting_daemon(bed)
    device = bed.socket(simulator.pty())
    device.settle()
    fact = expect_ready(controller, device.announce("change"))
    opened, descriptors = controller.status()["device"]["bootId"], controller.daemon.descriptors()
    for _ in range(20):
        device.announce("change")
    # The next to be handled comes after all of them.
    other = bed.socket(Witness().pty, Model(serial="MT-0666"), port=2, tty="ttyUSB1")
    other.plug()
    other.remove()
    status = controller.status()
    expect("state", (status["state"], status["device"]["bootId"]), ("ready", opened))
    eventually("end of the superfluous descriptors", lambda: controller.daemon.descriptors() <= descriptors)
    return f"{fact} the event"


@scenario
def not_initialised(bed):
    """a device that udev has not finished with is not touched, at the start or by an event"""
    simulator, witness = bed.simulator(), Witness()
    early = bed.socket(witness.pty, Model(serial="MT-0666"), port=2, tty="ttyUSB1")
    early.appear()
    early.place_node()
    os.chmod(witness.pty, 0o666)
    controller = waiting_daemon(bed)
    early.announce()
    told = bed.socket(simulator.pty()).plug()
    expect_ready(controller, told)
    expect("the device that udev has not finished with was opened", witness.was_opened(), False)
