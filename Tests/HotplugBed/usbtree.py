"""The folders of /sys that the kernel makes for a USB serial bridge, as far as udev, its rules and the daemon read them."""

import dataclasses
import os
import pathlib
import shutil
import struct

SYS = pathlib.Path("/sys")
CONTROLLER = SYS / "devices/pci0000:00/0000:00:14.0"
ROOT_HUB = CONTROLLER / "usb1"


@dataclasses.dataclass(frozen=True, eq=False)
class SysDevice:
    """One folder that has a `uevent`: what udev calls a device."""

    path: pathlib.Path
    subsystem: str
    uevent: dict

    @property
    def name(self):
        return self.path.name

    @property
    def devpath(self):
        return "/" + str(self.path.relative_to(SYS))

    @property
    def database_id(self):
        if "MAJOR" in self.uevent:
            return f"c{self.uevent['MAJOR']}:{self.uevent['MINOR']}"
        return f"+{self.subsystem}:{self.name}"

    def make(self, attributes, driver=None):
        self.path.mkdir(parents=True)
        lines = [f"{key}={value}" for key, value in self.uevent.items()]
        for name, value in attributes.items() | {("uevent", "\n".join(lines))}:
            (self.path / name).parent.mkdir(exist_ok=True)
            (self.path / name).write_bytes(value if isinstance(value, bytes) else f"{value}\n".encode())
        is_class = self.subsystem == "tty"
        home = SYS / ("class" if is_class else "bus") / self.subsystem
        link(self.path / "subsystem", home)
        link(home / ("" if is_class else "devices") / self.name, self.path)
        if driver:
            link(self.path / "driver", SYS / "bus" / self.subsystem / "drivers" / driver, is_folder=True)
        if "MAJOR" in self.uevent:
            attributes_dev = f"{self.uevent['MAJOR']}:{self.uevent['MINOR']}"
            (self.path / "dev").write_text(f"{attributes_dev}\n", encoding="ascii")
            link(SYS / "dev/char" / attributes_dev, self.path)

    def remove(self):
        shutil.rmtree(self.path)
        is_class = self.subsystem == "tty"
        home = SYS / ("class" if is_class else "bus") / self.subsystem
        (home / ("" if is_class else "devices") / self.name).unlink()
        if "MAJOR" in self.uevent:
            (SYS / "dev/char" / f"{self.uevent['MAJOR']}:{self.uevent['MINOR']}").unlink()


def link(place, target, is_folder=False):
    place.parent.mkdir(parents=True, exist_ok=True)
    if is_folder:
        target.mkdir(parents=True, exist_ok=True)
    place.symlink_to(os.path.relpath(target, place.parent))


def make_controller():
    """The host controller and its root hub, which is a usb_device too: on removal it is the nearest one left."""
    SysDevice(CONTROLLER, "pci", {"PCI_SLOT_NAME": "0000:00:14.0"}).make({"vendor": "0x8086", "device": "0x9d2f"})
    hub = SysDevice(ROOT_HUB, "usb", usb_device_uevent("1d6b/2/612", 1))
    hub.make({"idVendor": "1d6b", "idProduct": "0002", "product": "xHCI Host Controller", "serial": "0000:00:14.0",
              "manufacturer": "Linux", "busnum": 1, "devnum": 1, "bDeviceClass": "09", "power/control": "auto",
              "descriptors": descriptors(0x1D6B, 0x0002)}, driver="usb")


def usb_device_uevent(product, number):
    return {"MAJOR": 189, "MINOR": number - 1, "DEVNAME": f"bus/usb/001/{number:03}", "DEVTYPE": "usb_device",
            "DRIVER": "usb", "PRODUCT": product, "TYPE": "0/0/0", "BUSNUM": "001", "DEVNUM": f"{number:03}"}


def descriptors(vendor, product):
    """Device, configuration, one interface and its two endpoints, as the file of that name has them."""
    device = struct.pack("<BBHBBBBHHHBBBB", 18, 1, 0x200, 0, 0, 0, 8, vendor, product, 0x1000, 1, 2, 3, 1)
    configuration = struct.pack("<BBHBBBBB", 9, 2, 32, 1, 1, 0, 0xA0, 45)
    interface = struct.pack("<9B", 9, 4, 0, 0, 2, 0xFF, 0xFF, 0xFF, 2)
    endpoints = b"".join(struct.pack("<BBBBHB", 7, 5, address, 2, 64, 0) for address in (0x81, 0x02))
    return device + configuration + interface + endpoints


@dataclasses.dataclass(frozen=True)
class Model:
    """What a USB serial bridge says of itself."""

    serial: str | None = "MT-0001"
    product: str = "Myotherm Applicator"
    vendor_id: int = 0x0403
    product_id: int = 0x6015
    manufacturer: str = "Myotherm"


class Bridge:
    """A bridge in a socket: usb_device, its interface, the driver's port and the tty, in the kernel's order."""

    def __init__(self, model, port, tty, number, tty_number):
        product = f"{model.vendor_id:x}/{model.product_id:x}/1000"
        usb = ROOT_HUB / f"1-{port}"
        interface = usb / f"1-{port}:1.0"
        major, minor = tty_number
        self.model, self.tty_name = model, tty
        self.usb = SysDevice(usb, "usb", usb_device_uevent(product, number))
        self.interface = SysDevice(interface, "usb", {
            "DEVTYPE": "usb_interface", "DRIVER": "ftdi_sio", "PRODUCT": product, "TYPE": "0/0/0",
            "INTERFACE": "255/255/255",
            "MODALIAS": f"usb:v{model.vendor_id:04X}p{model.product_id:04X}d1000dc00dsc00dp00icFFiscFFipFFin00"})
        self.port = SysDevice(interface / tty, "usb-serial", {"DRIVER": "ftdi_sio"})
        self.tty = SysDevice(interface / tty / "tty" / tty, "tty", {"MAJOR": major, "MINOR": minor, "DEVNAME": tty})
        self.number = number

    @property
    def devices(self):
        return self.usb, self.interface, self.port, self.tty

    def make(self):
        model = self.model
        attributes = {
            "idVendor": f"{model.vendor_id:04x}", "idProduct": f"{model.product_id:04x}", "product": model.product,
            "manufacturer": model.manufacturer, "busnum": 1, "devnum": self.number, "bDeviceClass": "00",
            "bcdDevice": "1000", "power/control": "auto", "speed": 12,
            "descriptors": descriptors(model.vendor_id, model.product_id)}
        if model.serial:
            attributes["serial"] = model.serial
        self.usb.make(attributes, driver="usb")
        self.interface.make({"bInterfaceNumber": "00", "bInterfaceClass": "ff", "bInterfaceSubClass": "ff",
                             "bInterfaceProtocol": "ff"}, driver="ftdi_sio")
        # 16 ms is what an FTDI comes with.
        self.port.make({"latency_timer": 16, "port_number": 0}, driver="ftdi_sio")
        self.tty.make({})
        link(self.tty.path / "device", self.port.path)

    def remove(self):
        for device in reversed(self.devices):
            device.remove()
