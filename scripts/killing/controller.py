"""Calls on the daemon's socket, with nothing but the standard library, and what was still heard when it died."""

import json
import socket
import threading
import time

INTERFACE = "io.myotherm.Controller"


class Gone(Exception):
    """The daemon is no more."""


class Refused(Exception):
    """The daemon answered with an error."""

    def __init__(self, error, parameters):
        super().__init__(f"{error} {parameters.get('message', '')}".strip())
        self.error = error.rsplit(".", 1)[-1]
        self.parameters = parameters


class Connection:
    """One connection; calls are answered in order."""

    def __init__(self, path, patience=20):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(patience)
        self.socket.connect(path)
        self.rest = b""

    def send(self, method, more=False, **parameters):
        call = {"method": f"{INTERFACE}.{method}", "parameters": parameters, **({"more": True} if more else {})}
        try:
            self.socket.sendall(json.dumps(call).encode() + b"\0")
        except OSError as error:
            raise Gone from error

    def receive(self):
        """The next reply's parameters. What was sent before the daemon died is still received."""
        while b"\0" not in self.rest:
            try:
                data = self.socket.recv(1 << 16)
            except ConnectionError as error:
                raise Gone from error
            if not data:
                raise Gone
            self.rest += data
        text, self.rest = self.rest.split(b"\0", 1)
        reply = json.loads(text)
        if "error" in reply:
            raise Refused(reply["error"], reply.get("parameters") or {})
        return reply["parameters"]

    def call(self, method, **parameters):
        self.send(method, **parameters)
        return self.receive()

    def close(self):
        self.socket.close()


class Watch:
    """The status as a display follows it, on a thread of its own, until the daemon is gone."""

    def __init__(self, path):
        self.connection = Connection(path)
        self.changed = threading.Condition()
        self.latest = None
        self.seen = []  # (state, first cause) in order, each change once
        self.is_gone = False
        self.connection.send("WatchStatus", more=True, intervalMs=50)
        self.thread = threading.Thread(target=self.follow, daemon=True)
        self.thread.start()

    def follow(self):
        try:
            while True:
                status = self.connection.receive()
                with self.changed:
                    self.latest = status
                    step = (status["state"], status["firstCause"])
                    if not self.seen or self.seen[-1] != step:
                        self.seen.append(step)
                    self.changed.notify_all()
        except (Gone, OSError):
            with self.changed:
                self.is_gone = True
                self.changed.notify_all()

    def until(self, wanted, seconds=20):
        """The first status from now on that is wanted; None when none came in time, or none can come any more."""
        end = time.monotonic() + seconds
        with self.changed:
            while not (self.latest and wanted(self.latest)):
                left = end - time.monotonic()
                if self.is_gone or left <= 0:
                    return None
                self.changed.wait(left)
            return self.latest

    def close(self):
        """Only after the daemon's end, or the thread would wait for it."""
        self.thread.join(20)
        self.connection.close()
