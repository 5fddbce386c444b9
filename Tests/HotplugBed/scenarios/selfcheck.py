"""The bed itself: libudev and the rules take it for a machine."""

import pathlib

import libudev
from bed import Model
from scenarios import scenario
from waiting import expect


@scenario
def libudev_sees_the_bed(bed):
    """libudev enumerates what is plugged in, and hears of what comes and goes"""
    simulator = bed.simulator()
    listener, tagged = libudev.Client(), libudev.Client(tag="systemd")
    expect("enumerated at first", listener.enumerate(), [])
    plugged = bed.socket(simulator.pty())
    plugged.plug()
    for client in (listener, tagged):
        event = client.event()
        expect("an event", event is not None)
        expect("event", (event.text("action"), event.text("devnode")), ("add", "/dev/ttyUSB0"))
        expect("event's mark", event.property("ID_MYOTHERM"), "1")
        expect("event's device is initialised", event.is_initialised())
        expect("event's USB serial number", event.property("ID_SERIAL_SHORT"), "MT-0001")
    found = listener.enumerate()
    expect("enumerated", [device.text("devnode") for device in found], ["/dev/ttyUSB0"])
    expect("tag", found[0].has_tag("systemd"))
    usb = found[0].parent("usb", "usb_device")
    expect("parent", (usb.attribute("serial"), usb.attribute("power/control")), ("MT-0001", "on"))
    expect("latency timer", found[0].parent("usb-serial").attribute("latency_timer"), "1")
    expect("link", pathlib.Path("/dev/myotherm/MT-0001").readlink(), pathlib.Path("/dev/ttyUSB0"))
    expect("mode", f"{plugged.node.stat().st_mode & 0o777:o}", "660")
    plugged.remove()
    expect("the last event", listener.event().text("action"), "remove")
    expect("enumerated at last", listener.enumerate(), [])
    expect("complaints about the rules", plugged.verdict.complaints, [])


@scenario
def strangers_are_not_marked(bed):
    """the rules leave other devices alone: other numbers, and the same numbers on another product"""
    simulator = bed.simulator()
    others = (Model(product_id=0x6001), Model(product="FT231X USB UART"), Model(vendor_id=0x10C4, product_id=0xEA60))
    for number, model in enumerate(others, 1):
        plugged = bed.socket(simulator.pty(), model, tty=f"ttyUSB{number}", port=number)
        plugged.appear()
        plugged.learn()
        ours = {name for name in plugged.verdict.properties if name.startswith(("ID_MYOTHERM", "ID_MM", "MTP"))}
        expect(f"properties of {model.product}", ours, set())
        expect("links", [link for link in plugged.verdict.links if "myotherm/" in link], [])
        plugged.bridge.remove()
        plugged.forget()
