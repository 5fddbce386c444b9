"""Other devices beside ours."""

from bed import Model
from controller import usb_serial
from impostor import Witness
from scenarios import scenario
from scenarios.unplugging import expect_zero, treated
from waiting import expect


@scenario
def another_in_its_place(bed):
    """a device that takes the place and the name of one that was pulled in output gets nothing of its treatment"""
    simulator, controller, device = treated(bed, count=2)
    simulator.tell("unplug")
    controller.until_state("tripped", within=3)
    device.remove()
    bed.socket(simulator.pty(2), Model(serial="MT-0002")).plug()
    controller.until("line of the other device", lambda status: usb_serial(status) == "MT-0002", within=3)
    expect_zero(simulator)
    expect("state", controller.status()["state"], "tripped")
    controller.acknowledge()
    _, status = controller.until_state("ready")
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
