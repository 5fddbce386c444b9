"""A device goes, in the middle of a treatment or at any time, and comes again."""

import random
import time

import programs
from controller import Controller, usb_serial
from scenarios import scenario
from waiting import Unmet, eventually, expect

LEASE_AND_PULSE = 210_000  # µs: 200 ms of lease, and a pulse that has begun
SEED, ROUNDS = 6, 50


def treated(bed, count=1, with_pulses=False):
    """The first of `count` devices in the middle of a treatment, with RF, and pulses too where it is asked for."""
    simulator = bed.simulator(count)
    device = bed.socket(simulator.pty())
    device.plug()
    controller = Controller(bed.daemon())
    controller.until_state("ready")
    controller.begin(programs.plan("demo.yaml"))
    controller.until_output(with_pulses)
    return simulator, controller, device


def expect_trip(controller, since):
    tripped, status = controller.until_state("tripped", within=3.0)
    expect("first cause", status["firstCause"], "linkLost")
    return f"tripped {tripped - since:.2f} s after"


def expect_zero(simulator):
    """That the device that was left alone went to zero within its lease; gives when, as a text, and the report."""
    report = simulator.settled()
    expect("output without lease, in µs", report["outputWithoutLeaseMicroseconds"], 0)
    expect("something had flowed", sum(zone["energyMillijoules"] for zone in report["zones"]) > 0)
    after = report["lastOutputAtMicroseconds"] - report["lastJudgedSampleAtMicroseconds"]
    if not after <= LEASE_AND_PULSE:
        raise Unmet(f"output flowed until {after} µs after the last judged sample")
    return f"its device's output ended {max(after, 0) // 1000} ms after the last judged sample", report


def expect_no_resumption(simulator, controller, report):
    """That a person's acknowledgement makes it ready again, and no more than that."""
    controller.acknowledge()
    _, status = controller.until_state("ready")
    expect("output is zero", status["outputIsZero"])
    refused = programs.tool("start", "--token", "0123456789abcdef", socket_path=controller.daemon.socket)
    expect("a start with a token of nobody is refused", refused.returncode != 0)
    later = simulator.report()
    expect("pulses", [zone["pulses"] for zone in later["zones"]], [zone["pulses"] for zone in report["zones"]])
    expect("last output", later["lastOutputAtMicroseconds"], report["lastOutputAtMicroseconds"])
    return status


@scenario
def removed_then_hung_up(bed):
    """unplugged in full output, the remove event comes first: tripped by it, and the device at zero"""
    simulator, controller, device = treated(bed, with_pulses=True)
    told = device.remove()
    fact = expect_trip(controller, told)
    simulator.tell("unplug")
    zero, _ = expect_zero(simulator)
    expect("state after the hang-up", controller.status()["firstCause"], "linkLost")
    return f"{fact} the event, {zero}"


@scenario
def hung_up_then_removed(bed):
    """unplugged in full output, the hang-up comes first; back as /dev/ttyUSB1 it is ready once a person acknowledges"""
    simulator, controller, device = treated(bed, with_pulses=True)
    pulled = time.monotonic()
    simulator.tell("unplug")
    fact = expect_trip(controller, pulled)
    device.remove()
    zero, report = expect_zero(simulator)
    simulator.tell("plug")
    bed.socket(simulator.pty(), tty="ttyUSB1").plug()
    _, status = controller.until("line of the device that is back", lambda status: status["line"], within=5)
    expect("state before somebody acknowledges", (status["state"], status["firstCause"]), ("tripped", "linkLost"))
    status = expect_no_resumption(simulator, controller, report)
    expect("its line", (status["line"]["path"], usb_serial(status)), ("/dev/ttyUSB1", "MT-0001"))
    record = controller.record(1)
    expect("its record", [record[key] for key in ("result", "firstCause", "deviceSerial", "usbSerial")],
           ["tripped", "linkLost", simulator.serial(), "MT-0001"])
    return f"{fact} the hang-up, {zero}"


@scenario
def hung_up_without_an_event(bed):
    """unplugged in output, and no event ever comes: tripped by the hang-up alone, and the device at zero"""
    simulator, controller, _ = treated(bed)
    pulled = time.monotonic()
    simulator.tell("unplug")
    fact = expect_trip(controller, pulled)
    zero, _ = expect_zero(simulator)
    controller.acknowledge()
    controller.until_state("disconnected")
    return f"{fact} the hang-up, {zero}"


def leave(simulator, device, chance):
    steps = [device.remove, lambda: simulator.tell("unplug")]
    chance.shuffle(steps)
    for step in steps:
        step()


def come(bed, simulator, chance):
    simulator.tell("plug")
    device = bed.socket(simulator.pty(), tty=f"ttyUSB{chance.randrange(4)}", port=chance.randrange(1, 4))
    device.plug()
    for _ in range(chance.randrange(3)):
        device.announce("change")
    return device


@scenario
def fifty_times(bed):
    """after 50 quick rounds of out and in, by chance in order and name, it is ready and no descriptor is lost"""
    chance = random.Random(SEED)
    simulator = bed.simulator()
    daemon = bed.daemon()
    controller = Controller(daemon)
    device = bed.socket(simulator.pty())
    device.plug()
    controller.until_state("ready")
    calm = daemon.descriptors()
    seen = 0
    for _ in range(ROUNDS):
        leave(simulator, device, chance)
        device = come(bed, simulator, chance)
        if chance.random() < 0.2:
            controller.until_state("ready")
            seen += 1
    _, status = controller.until_state("ready")
    expect("its line", status["line"]["path"], str(device.node))
    expect("the daemon runs", daemon.is_running())
    eventually(f"end of the superfluous descriptors ({calm} at first)", lambda: daemon.descriptors() <= calm)
    return f"{seen} times ready in between, {calm} descriptors, seed {SEED}"
