"""The daemon ends, and its subcommands find what it leaves behind."""

import signal
import time

import programs
from bed import Model
from controller import Controller
from impostor import Witness
from scenarios import scenario
from scenarios.unplugging import expect_zero, treated
from waiting import Unmet, contains, eventually, expect


@scenario
def ended_while_asking(bed):
    """a daemon that is told to end while it asks a silent device who it is ends at once, with nothing held"""
    witness = Witness()
    daemon = bed.daemon()
    Controller(daemon).until_state("disconnected")
    bed.socket(witness.pty).plug()
    eventually("question", witness.is_held)
    began = time.monotonic()
    expect("exit code", daemon.end(), 0)
    took = time.monotonic() - began
    expect("ended within 1 s", took < 1)
    expect("the line is held", witness.is_held(), False)
    return f"after {took:.2f} s"


@scenario
def devices_are_listed(bed):
    """`myothermd devices` tells what is there, what would be taken and why not the others"""
    simulator, witness = bed.simulator(), Witness()
    bed.socket(simulator.pty()).plug()
    bed.socket(witness.pty, Model(serial="MT-0666"), port=2, tty="ttyUSB1").plug()
    programs.configure()
    run = programs.daemon_tool("devices")
    contains("what it prints", run.stdout, "/dev/ttyUSB0", "MT-0001", "/dev/ttyUSB1", "MT-0666")
    expect("exit code", run.returncode, 0)


@scenario
def stop_output_finds_it(bed):
    """stop-output finds by the rules the device that a killed daemon left behind, and brings it to zero"""
    simulator, controller, _ = treated(bed)
    daemon = controller.daemon
    daemon.end(signal.SIGKILL)
    began = time.monotonic()
    run = programs.daemon_tool("stop-output", "--state", programs.RECORDS)
    took = time.monotonic() - began
    expect(f"exit code ({run.stderr.strip()})", run.returncode, 0)
    expect("within 2 s", took < 2)
    fact, _ = expect_zero(simulator)
    again = Controller(bed.daemon())
    _, status = again.until("unfinished treatment", lambda status: status["state"] == "tripped")
    expect("first cause", status["firstCause"], "treatmentInterrupted")
    return f"{took:.2f} s; {fact}"


@scenario
def stop_output_beside_silent_ones(bed):
    """stop-output stops all devices at once: two silent ones do not delay it beyond the 2 s that each may take"""
    simulator = bed.simulator()
    for port, name in ((1, "MT-0666"), (2, "MT-0667")):
        bed.socket(Witness().pty, Model(serial=name), port=port, tty=f"ttyUSB{port}").plug()
    bed.socket(simulator.pty(), port=3).plug()
    programs.configure()
    began = time.monotonic()
    run = programs.daemon_tool("stop-output", "--state", programs.RECORDS)
    took = time.monotonic() - began
    contains("what it prints", run.stdout + run.stderr, "/dev/ttyUSB0", "/dev/ttyUSB1", "/dev/ttyUSB2")
    if took > 3:
        raise Unmet(f"it took {took:.1f} s")
    return f"{took:.1f} s, exit code {run.returncode}"
