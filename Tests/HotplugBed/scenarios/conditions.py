"""What is wrong with the machine, and whether the daemon says so."""

import os
import pathlib

import namespace
from controller import Controller, notices, told
from scenarios import scenario
from waiting import contains, eventually, expect

HOLDER = "exec 3<>/dev/ttyUSB0; {} echo ready; exec sleep 60"


@scenario
def no_udev(bed):
    """a machine without udev, where the monitor delivers nothing, is noticed and told"""
    pathlib.Path("/run/udev/control").unlink()
    controller = Controller(bed.daemon())
    _, status = controller.until("word about udev", lambda status: "udev" in told(status))
    expect("state", status["state"], "disconnected")
    return f"says: {told(status)}"


def held_line(bed, lock):
    """A line that another process of the daemon's user has open."""
    simulator = bed.simulator()
    bed.socket(simulator.pty()).plug()
    holder = bed.child("holder", ["sh", "-c", HOLDER.format(lock)], as_daemon=True)
    eventually("holder", lambda: "ready" in holder.said())
    return holder


@scenario
def busy_and_locked(bed):
    """a line that another process has locked is refused with its name, and taken once it is free"""
    return expect_busy(bed, "flock -x 3;")


@scenario
def busy_and_open(bed):
    """a line that another process has only opened is refused with its name, and taken once it is free"""
    return expect_busy(bed, "")


def expect_busy(bed, lock):
    holder = held_line(bed, lock)
    controller = Controller(bed.daemon())
    _, status = controller.until_said("in use", str(holder.pid), "sleep")
    expect("state", status["state"], "disconnected")
    holder.end()
    controller.until_state("ready", within=5)
    return f"says: {status['message']}"


@scenario
def closed_node(bed):
    """a node that stays closed to the daemon is told with the group that it belongs to"""
    simulator = bed.simulator()
    device = bed.socket(simulator.pty())
    device.settle()
    os.chmod(device.pty, 0o600 if namespace.is_whole() else 0)
    controller = Controller(bed.daemon())
    device.announce()
    _, status = controller.until_said("ttyUSB0", "myotherm-dev")
    return f"says: {status['message']}"


def ready_without_rules(bed):
    """The notices once a device is ready to which the rules have not given a group."""
    simulator = bed.simulator()
    device = bed.socket(simulator.pty())
    device.settle()
    os.chmod(device.pty, 0o666)
    controller = Controller(bed.daemon(config='device:\n  usb-ids: ["0403:6015"]\n'))
    _, status = controller.until_state("ready")
    return notices(status)


@scenario(rules="")
def rules_not_installed(bed):
    """a device that only the configuration's USB ids name is taken, and the missing mark is told"""
    said = ready_without_rules(bed)
    contains("the notices", " ".join(said), "65-myotherm.rules", 'ENV{ID_MYOTHERM}="1"')


@scenario(rules='SUBSYSTEM=="usb|tty", ATTRS{idVendor}=="0403", ATTRS{idProduct}=="6015", ENV{ID_MYOTHERM}="1"\n')
def rules_cut_short(bed):
    """of rules that mark a device and do nothing more for it every missing line is told"""
    said = ready_without_rules(bed)
    contains("the notices", "\n".join(said), "65-myotherm.rules", "ID_MM_PORT_IGNORE", "ID_MM_DEVICE_IGNORE",
             "MTP_NO_PROBE", "brltty", "power/control", "latency_timer", 'MODE="0660"')
    if namespace.is_whole():  # elsewhere all groups are one
        contains("the notices", "\n".join(said), 'GROUP="myotherm-dev"')
    return f"{len(said)} notices"
