"""What hardware and udev do that they should not."""

import pathlib
import signal
import time

from bed import Model
from controller import Controller, told
from scenarios import scenario
from scenarios.plugging import expect_ready, waiting_daemon
from waiting import expect

EVENT_IN_KERNEL = 1280  # bytes at least that an event takes of a socket's room


@scenario
def without_usb_serials(bed):
    """of two bridges without a USB serial number the configured device is told by its own number, whatever its name"""
    simulator = bed.simulator(2)
    for number in (1, 2):
        bed.socket(simulator.pty(number), Model(serial=None), port=number, tty=f"ttyUSB{number - 1}").plug()
    for number in (2, 1):
        daemon = bed.daemon(config=f'device:\n  serial: "{simulator.serial(number)}"\n')
        _, status = Controller(daemon).until_state("ready")
        expect("the device", status["device"]["serialNumber"], simulator.serial(number))
        daemon.end()


@scenario
def removed_while_idle(bed):
    """a ready device whose remove event comes without a hang-up is let go, and asked anew when it is back"""
    simulator = bed.simulator()
    device = bed.socket(simulator.pty())
    device.plug()
    controller = Controller(bed.daemon())
    controller.until_state("ready")
    removed = device.remove()
    gone, _ = controller.until_state("disconnected", within=2)
    back = bed.socket(simulator.pty(), tty="ttyUSB1")
    expect_ready(controller, back.plug())
    return f"let go {gone - removed:.2f} s after the event"


@scenario
def udev_comes_late(bed):
    """where udev starts after the daemon, a device that is plugged in then is found"""
    simulator = bed.simulator()
    control = pathlib.Path("/run/udev/control")
    control.unlink()
    controller = Controller(bed.daemon())
    controller.until("word about udev", lambda status: "udev" in told(status))
    control.touch()
    plugged = bed.socket(simulator.pty()).plug()
    ready, _ = controller.until_state("ready", within=35)
    return f"ready {ready - plugged:.1f} s after the event"


@scenario
def driver_taken_away(bed):
    """a bridge that stays while its tty is taken from it, as brltty does, is recognised and told"""
    simulator = bed.simulator()
    controller = waiting_daemon(bed)
    device = bed.socket(simulator.pty())
    device.plug()
    controller.until_state("ready")
    device.unbind()
    simulator.tell("unplug")
    _, status = controller.until("word about brltty", lambda status: "brltty" in told(status), within=3)
    expect("state", status["state"], "disconnected")
    return f"says: {told(status)}"


@scenario
def events_lost(bed):
    """where more events come than the monitor can hold, what is there is found all the same"""
    simulator = bed.simulator()
    device = bed.socket(simulator.pty())
    device.plug()
    daemon = bed.daemon()
    controller = Controller(daemon)
    controller.until_state("ready")
    # libudev asks for as much room as it may have, and the kernel gives twice of what it was asked for.
    room = 2 * int(pathlib.Path("/proc/sys/net/core/rmem_max").read_text(encoding="ascii"))
    daemon.process.send_signal(signal.SIGSTOP)
    try:
        for _ in range(room // EVENT_IN_KERNEL):
            device.udevd.announce("change", device.bridge.tty)
        device = replug(bed, simulator, device, "ttyUSB1")
    finally:
        daemon.process.send_signal(signal.SIGCONT)
    began = time.monotonic()
    ready, _ = controller.until("the line under its new name", is_ready_at("/dev/ttyUSB1"), within=5)
    # What is left over of the flood comes to light now, if anything is.
    replug(bed, simulator, device, "ttyUSB2")
    controller.until("the line under its last name", is_ready_at("/dev/ttyUSB2"), within=5)
    return f"ready {ready - began:.2f} s after it was let run"


def replug(bed, simulator, device, tty):
    device.remove()
    simulator.tell("unplug")
    simulator.tell("plug")
    device = bed.socket(simulator.pty(), tty=tty)
    device.plug()
    return device


def is_ready_at(node):
    return lambda status: status["state"] == "ready" and status["line"]["path"] == node
