"""What hardware and udev do that they should not."""

import pathlib

from bed import Model
from controller import Controller, told
from scenarios import scenario
from scenarios.plugging import expect_ready
from waiting import expect


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
