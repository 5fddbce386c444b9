"""More than one device, and devices that are none of ours."""

import os
import sys

import impostor
import programs
from bed import Model
from controller import Controller, usb_serial
from impostor import Witness
from scenarios import scenario
from scenarios.plugging import expect_ready, waiting_daemon
from waiting import contains, eventually, expect

FOREIGN = Model(serial="MT-0666")


def impostor_pty(bed, kind):
    link = f"/dev/sim/{kind}"
    child = bed.child(kind, [sys.executable, impostor.__file__, kind, link])
    eventually(f"impostor ({kind})", lambda: "ready" in child.said() and os.path.islink(link))
    return os.readlink(link)


def expect_refusal(bed, pty, *words):
    """That a device is refused by name and with the reason; gives that."""
    controller = waiting_daemon(bed)
    bed.socket(pty, FOREIGN).plug()
    _, status = controller.until_said("MT-0666", *words)
    expect("state", (status["state"], status["line"]), ("disconnected", None))
    return f"says: {status['message']}"


@scenario
def foreign_silence(bed):
    """a device with our numbers that says nothing is refused with that reason"""
    witness = Witness()
    fact = expect_refusal(bed, witness.pty, "not answer")
    expect("it was asked", witness.was_opened())
    eventually("end of holding it", lambda: not witness.is_held())
    return fact


@scenario
def foreign_garbage(bed):
    """a device with our numbers that sends bytes of chance is refused with that reason"""
    return expect_refusal(bed, impostor_pty(bed, "garbage"), "none of them is the protocol's")


@scenario
def foreign_modem(bed):
    """a device with our numbers that echoes and answers as a modem is refused with that reason"""
    return expect_refusal(bed, impostor_pty(bed, "modem"), "none of them is the protocol's")


@scenario
def foreign_schema(bed):
    """a device of ours that speaks another version of the protocol is refused with that reason"""
    return expect_refusal(bed, impostor_pty(bed, "schema"), "12345678", "update")


@scenario
def foreign_and_real(bed):
    """of a foreign device and one of ours, both marked by the rules, ours is taken, whichever comes first"""
    simulator, witness = bed.simulator(), Witness()
    foreign = bed.socket(witness.pty, FOREIGN, port=2, tty="ttyUSB0")
    foreign.plug()
    own = bed.socket(simulator.pty(), tty="ttyUSB1")
    own.plug()
    daemon = bed.daemon()
    controller = Controller(daemon)
    _, status = controller.until_state("ready")
    expect("USB serial number of the line", usb_serial(status), "MT-0001")
    foreign.remove()
    expect("state once the foreign one is gone", controller.status()["state"], "ready")
    daemon.end()
    controller = waiting_daemon_without(bed, own)
    told = own.announce()
    expect_ready(controller, told)
    bed.socket(Witness().pty, FOREIGN, port=3, tty="ttyUSB2").plug()
    expect("state once a foreign one came", controller.status()["state"], "ready")


def waiting_daemon_without(bed, device):
    """A daemon that starts while udev has not yet finished with a device."""
    for part in device.bridge.devices:
        bed.udevd.forget(part)
    controller = waiting_daemon(bed)
    device.learn()
    return controller


def two_devices(bed):
    simulator = bed.simulator(2)
    devices = []
    for number in (1, 2):
        model = Model(serial=f"MT-{number:04}")
        devices.append(bed.socket(simulator.pty(number), model, port=number, tty=f"ttyUSB{number - 1}"))
        devices[-1].plug()
    return simulator, devices


@scenario
def two_devices_none_chosen(bed):
    """two devices, and nothing says which: both are refused and named, and with one pulled the other is taken"""
    simulator, devices = two_devices(bed)
    controller = Controller(bed.daemon())
    _, status = controller.until_said("MT-0001", "MT-0002")
    expect("state", (status["state"], status["line"]), ("disconnected", None))
    devices[0].remove()
    simulator.tell("unplug", 1)
    _, later = controller.until_state("ready")
    expect("USB serial number of the line", usb_serial(later), "MT-0002")
    return f"says: {status['message']}"


@scenario
def two_devices_one_chosen(bed):
    """of two devices the one that the configuration names is taken, by its USB serial number or its own"""
    simulator, devices = two_devices(bed)
    for configured, number in (("MT-0002", 2), ("SIM-0001", 1)):
        daemon = bed.daemon(config=f'device:\n  serial: "{configured}"\n')
        controller = Controller(daemon)
        _, status = controller.until_state("ready")
        expect(f"devices for {configured}", (usb_serial(status), status["device"]["serialNumber"]),
               (f"MT-{number:04}", simulator.serial(number)))
        if number == 1:
            devices[1].remove()
            simulator.tell("unplug", 2)
            status = controller.status()
            expect("once the other one is gone", (status["state"], usb_serial(status)), ("ready", "MT-0001"))
        daemon.end()


@scenario
def chosen_by_reload(bed):
    """of two devices that were refused, the one that a reloaded configuration names is taken at once"""
    simulator, _ = two_devices(bed)
    controller = Controller(bed.daemon())
    controller.until_said("MT-0001", "MT-0002")
    programs.configure(f'device:\n  serial: "{simulator.serial(2)}"\n')
    controller.do("reload")
    _, status = controller.until_state("ready", within=2)
    expect("USB serial number of the line", usb_serial(status), "MT-0002")


@scenario
def twins(bed):
    """two devices with the same USB serial number are both refused where the configuration names that one"""
    simulator = bed.simulator(2)
    for number in (1, 2):
        bed.socket(simulator.pty(number), port=number, tty=f"ttyUSB{number - 1}").plug()
    controller = Controller(bed.daemon(config='device:\n  serial: "MT-0001"\n'))
    _, status = controller.until_said(simulator.serial(1), simulator.serial(2))
    expect("state", (status["state"], status["line"]), ("disconnected", None))


@scenario
def named_by_its_link(bed):
    """a device that the configuration names by the link of the rules is found again behind it under another name"""
    simulator = bed.simulator()
    device = bed.socket(simulator.pty())
    device.plug()
    controller = Controller(bed.daemon(config='device:\n  path: "/dev/myotherm/MT-0001"\n'))
    controller.until_state("ready")
    simulator.tell("unplug")
    device.remove()
    controller.until_state("disconnected", within=2)
    simulator.tell("plug")
    bed.socket(simulator.pty(), tty="ttyUSB1").plug()
    _, status = controller.until_state("ready", within=2)
    expect("its line", status["line"]["path"], "/dev/ttyUSB1")


@scenario
def chosen_one_is_missing(bed):
    """where the configuration names a device that is not there, another one is not taken, and both are named"""
    simulator = bed.simulator()
    bed.socket(simulator.pty()).plug()
    controller = Controller(bed.daemon(config='device:\n  serial: "MT-0009"\n'))
    _, status = controller.until_said("MT-0009")
    contains("the message", status["message"], "MT-0001")
    expect("state", (status["state"], status["line"]), ("disconnected", None))
    return f"says: {status['message']}"
