"""Subscribes to the status COUNT times, as the user USER, and reads until its own input ends.

usage: subscriber.py SOCKET COUNT USER

Prints how many subscriptions still had answers in the last five seconds.
"""

import json
import os
import selectors
import socket
import struct
import sys
import time


def subscribe(path, count, user):
    # The group stays, which the socket is open for.
    os.setresuid(user, user, user)
    selector = selectors.DefaultSelector()
    call = json.dumps({"method": "io.myotherm.Controller.WatchStatus", "parameters": {"intervalMs": 50}, "more": True})
    heard = {}
    for _ in range(count):
        connection = socket.socket(socket.AF_UNIX)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack("ll", 10, 0))
        connection.connect(path)
        connection.sendall(call.encode() + b"\0")
        selector.register(connection, selectors.EVENT_READ)
        heard[connection] = None
    selector.register(sys.stdin, selectors.EVENT_READ)
    while True:
        for key, _ in selector.select():
            if key.fileobj is sys.stdin:
                now = time.monotonic()
                print(sum(1 for moment in heard.values() if moment is not None and now - moment < 5))
                return
            data = key.fileobj.recv(1 << 16)
            if not data:
                selector.unregister(key.fileobj)
                heard[key.fileobj] = None
            elif b'"state"' in data:
                heard[key.fileobj] = time.monotonic()


if __name__ == "__main__":
    subscribe(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
