"""A workstation with USB sockets: what is plugged in and out there, in which order the kernel and udev tell of it."""

import contextlib
import os
import pathlib

import namespace
import programs
import usbtree
from udevd import Udevd
from usbtree import Bridge, Model

__all__ = ["Bed", "Model"]


class Plugged:
    """A bridge in a socket with a pty behind it. Each step is what kernel or udevd does, and may be done alone."""

    def __init__(self, udevd, bridge, pty):
        self.udevd, self.bridge, self.pty = udevd, bridge, pty
        self.node = pathlib.Path("/dev", bridge.tty_name)
        self.verdict = None
        self._links = []

    def appear(self):
        """The kernel: folders under /sys."""
        self.bridge.make()

    def place_node(self):
        """The kernel: the node, closed to all but root."""
        os.chmod(self.pty, 0o600)
        os.chown(self.pty, 0, 0)
        self.node.touch()
        namespace.mount(self.pty, self.node, flags=namespace.MS_BIND)

    def learn(self):
        """udevd: the rules, for each of the four; the database.

        Comes before the node, because the `udevadm test` of systemd 252 also opens a node that is there already."""
        for device in self.bridge.devices:
            self.verdict = self.udevd.learn(device)

    def permit(self):
        """udevd: mode, group and links of the node."""
        if self.verdict.group is not None:
            os.chown(self.pty, -1, self.verdict.group if namespace.is_whole() else 0)
        if self.verdict.mode is not None:
            os.chmod(self.pty, self.verdict.mode)
        for name in self.verdict.links:
            place = pathlib.Path(name)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.unlink(missing_ok=True)
            place.symlink_to(self.node)
            self._links.append(place)

    def announce(self, action="add"):
        """udevd: the events of all four; gives the moment of the tty's."""
        devices = self.bridge.devices
        moments = [self.udevd.announce(action, device) for device in (devices if action != "remove" else devices[::-1])]
        return moments[0 if action == "remove" else -1]

    def plug(self):
        """All of it, as it goes by the book; gives the moment of the event."""
        self.settle()
        return self.announce()

    def settle(self):
        """All of it but the event."""
        self.appear()
        self.learn()
        self.place_node()
        self.permit()

    def vanish(self):
        """The kernel takes node and folders away."""
        namespace.unmount(self.node)
        self.node.unlink()
        self.bridge.remove()

    def unbind(self):
        """Another program takes the interface from the driver: only port and tty go, node, event and all."""
        namespace.unmount(self.node)
        self.node.unlink()
        for device in (self.bridge.tty, self.bridge.port):
            device.remove()
            self.udevd.forget(device)
            self.udevd.announce("remove", device)

    def forget(self):
        """udevd: database and links."""
        for device in self.bridge.devices:
            self.udevd.forget(device)
        for place in self._links:
            if place.is_symlink() and os.readlink(place) == str(self.node):
                place.unlink()
        self._links = []

    def remove(self):
        """All of the leaving but the hang-up; gives the moment of the event."""
        self.vanish()
        self.forget()
        return self.announce("remove")


class Bed:
    """One fresh workstation. Enter it in a process of its own."""

    def __init__(self, binaries, rules):
        namespace.enter(binaries, rules)
        usbtree.make_controller()
        self.udevd = Udevd()
        self._number = 1
        self._children = []

    def simulator(self, count=1, *options):
        return self._keep(programs.Simulator(count, *options))

    def daemon(self, *options, config=""):
        return self._keep(programs.Daemon(*options, config=config))

    def child(self, name, command, as_daemon=False):
        """Another process, of the daemon's user or of root."""
        return self._keep(programs.Child(name, command, **programs.identity() if as_daemon else {}))

    def _keep(self, child):
        self._children.append(child)
        return child

    def socket(self, pty, model=Model(), port=1, tty="ttyUSB0"):
        """A bridge that is about to be plugged in."""
        status = os.stat(pty)
        self._number += 1
        numbers = os.major(status.st_rdev), os.minor(status.st_rdev)
        return Plugged(self.udevd, Bridge(model, port, tty, self._number, numbers), pty)

    def clear(self):
        for child in reversed(self._children):
            with contextlib.suppress(Exception):
                child.end(within=5)
            if child.is_running():
                child.process.kill()
                child.process.wait()

    def complaints(self):
        """What the programs said last, for whoever reads of a failure."""
        return "\n".join(f"--- {child.log.name}\n" + "\n".join(child.said().splitlines()[-15:])
                         for child in self._children)
