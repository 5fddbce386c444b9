"""What may hang on a bridge with the right numbers and not be a device of ours: `impostor.py KIND LINK` serves one.

- `garbage` sends bytes of chance all the time
- `modem` answers every line as a modem would, and echoes
- `schema` is the device of Tests/SystemTests/device.py with tables of another version
"""

import ctypes
import os
import pathlib
import random
import select
import signal
import sys
import tty

sys.dont_write_bytecode = True
OTHER_SCHEMA = 0x12345678


IN_OPEN = 0x20


class Witness:
    """A pty that never says anything, and knows who touches it."""

    def __init__(self):
        self.master, slave = os.openpty()
        self.pty = os.ttyname(slave)
        tty.setraw(slave)
        os.close(slave)
        self._poll = select.poll()
        self._poll.register(self.master, 0)
        libc = ctypes.CDLL(None)
        self._watch = libc.inotify_init1(os.O_CLOEXEC | os.O_NONBLOCK)
        if libc.inotify_add_watch(self._watch, self.pty.encode(), IN_OPEN) < 0:
            raise OSError(f"{self.pty} cannot be watched")

    def was_opened(self):
        """Whether anybody has opened it since it was made."""
        return bool(select.select([self._watch], [], [], 0)[0])

    def is_held(self):
        """Whether somebody has it open now: a pty without any is hung up."""
        return not any(events & select.POLLHUP for _, events in self._poll.poll(0))


def serve(link, answer, rhythm):
    """Answers what comes with `answer`, and calls it without anything every `rhythm` seconds."""
    master, slave = os.openpty()
    tty.setraw(slave)
    os.set_blocking(master, False)
    os.symlink(os.ttyname(slave), link)
    print("ready", flush=True)
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    while True:
        ready = select.select([master], [], [], rhythm)[0]
        reply = answer(os.read(master, 4096) if ready else b"")
        try:
            os.write(master, reply)
        except BlockingIOError:
            pass  # nobody reads


def serve_other_schema(link):
    sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "SystemTests"))
    import device
    device.SCHEMA = OTHER_SCHEMA
    sys.argv = ["device.py", "--pty", link]
    print("ready", flush=True)
    device.main()


def main(kind, link):
    if kind == "garbage":
        chance = random.Random(6)
        serve(link, lambda _: chance.randbytes(64), 0.01)
    elif kind == "modem":
        serve(link, lambda text: text + b"\r\nERROR\r\n" if text else b"", None)
    elif kind == "schema":
        serve_other_schema(link)
    else:
        sys.exit(f"there is no {kind}")


if __name__ == "__main__":
    main(*sys.argv[1:])
