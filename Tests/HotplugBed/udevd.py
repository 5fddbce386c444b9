"""The part of udevd: its database under /run/udev, and the events that it sends to whoever listens."""

import os
import pathlib
import socket
import struct
import time

import rules

NETLINK_KOBJECT_UEVENT = 15
UDEV_GROUP = 2
MAGIC, HEADER_SIZE = 0xFEEDCAFE, 40
DATABASE = pathlib.Path("/run/udev/data")
TAGS = pathlib.Path("/run/udev/tags")
# What stands in lines of its own, or in no file.
NOT_STORED = {"DEVPATH", "SUBSYSTEM", "ACTION", "SEQNUM", "USEC_INITIALIZED", "CURRENT_TAGS", "DEVNAME", "ID_PROCESSING"}


def murmur(text):
    """MurmurHash2 with seed 0, by which listeners filter."""
    data, factor, word_mask = text.encode(), 0x5BD1E995, 0xFFFFFFFF
    result = len(data)
    whole = len(data) // 4 * 4
    for (word,) in struct.iter_unpack("<I", data[:whole]):
        word = word * factor & word_mask
        word = (word ^ word >> 24) * factor & word_mask
        result = result * factor & word_mask ^ word
    rest = data[whole:]
    if rest:
        result = (result ^ int.from_bytes(rest, "little")) * factor & word_mask
    result = (result ^ result >> 13) * factor & word_mask
    return result ^ result >> 15


def bloom(tags):
    """The set of the tags, as far as 64 bits can tell."""
    bits = 0
    for number in map(murmur, tags):
        for shift in (0, 6, 12, 18):
            bits |= 1 << (number >> shift & 63)
    return bits


def message(properties, subsystem, devtype, tags):
    """An event as libudev reads it from the socket."""
    body = b"".join(f"{key}={value}".encode() + b"\0" for key, value in properties.items())
    header = struct.pack("=8s", b"libudev\0") + struct.pack(">I", MAGIC)
    header += struct.pack("=III", HEADER_SIZE, HEADER_SIZE, len(body))
    header += struct.pack(">II", murmur(subsystem), murmur(devtype) if devtype else 0)
    header += struct.pack(">II", bloom(tags) >> 32, bloom(tags) & 0xFFFFFFFF) if tags else bytes(8)
    return header + body


class Udevd:
    """Acts on one device at a time, when it is told to."""

    def __init__(self):
        self._socket = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_KOBJECT_UEVENT)
        self._sequence = 1000
        self._known = {}

    def learn(self, device, action="add"):
        """Runs the rules on a device and keeps what they say; returns that."""
        verdict = rules.judge(device, action)
        for path, value in verdict.writes.items():
            pathlib.Path(path).write_text(f"{value}\n", encoding="utf-8")
        initialised = self._known[device][1] if device in self._known else time.monotonic_ns() // 1000
        self._known[device] = verdict, initialised
        self._store(device, verdict, initialised)
        return verdict

    def _store(self, device, verdict, initialised):
        lines = [f"S:{link.removeprefix('/dev/')}" for link in verdict.links] + [f"I:{initialised}"]
        kernel = {key: str(value) for key, value in device.uevent.items()}
        lines += [f"E:{key}={value}" for key, value in verdict.properties.items()
                  if key not in NOT_STORED and kernel.get(key) != value]
        lines += [f"G:{tag}" for tag in verdict.tags] + [f"Q:{tag}" for tag in verdict.tags] + ["V:1"]
        # Written beside and moved in: a reader finds all of it or nothing.
        new = DATABASE / f".#{device.name}"
        new.write_text("\n".join(lines) + "\n", encoding="utf-8")
        os.replace(new, DATABASE / device.database_id)
        for tag in verdict.tags:
            (TAGS / tag).mkdir(exist_ok=True)
            (TAGS / tag / device.database_id).touch()

    def forget(self, device):
        """Removes a device from the database; events may still tell what it was."""
        (DATABASE / device.database_id).unlink(missing_ok=True)
        for entry in TAGS.glob(f"*/{device.database_id}"):
            entry.unlink()

    def announce(self, action, device):
        """Sends an event; returns the moment, on the monotonic clock."""
        self._sequence += 1
        verdict, initialised = self._known.get(device, (None, None))
        properties = dict(device.uevent) | (verdict.properties if verdict else {})
        properties |= {"ACTION": action, "DEVPATH": device.devpath, "SUBSYSTEM": device.subsystem,
                       "SEQNUM": self._sequence}
        if "DEVNAME" in device.uevent:
            properties["DEVNAME"] = "/dev/" + device.uevent["DEVNAME"]
        if verdict:
            properties["USEC_INITIALIZED"] = initialised
            if verdict.links:
                properties["DEVLINKS"] = " ".join(verdict.links)
            if verdict.tags:
                properties["TAGS"] = properties["CURRENT_TAGS"] = f":{':'.join(verdict.tags)}:"
        event = message(properties, device.subsystem, device.uevent.get("DEVTYPE"), verdict.tags if verdict else [])
        moment = time.monotonic()
        try:
            self._socket.sendto(event, (0, 1 << (UDEV_GROUP - 1)))
        except ConnectionRefusedError:
            pass  # nobody listens
        return moment
