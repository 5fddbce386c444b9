"""One Varlink call, from outside the machine: a client that shares no code with the daemon."""

import json
import socket

INTERFACE = "io.myotherm.Controller"


def call(address, method, parameters=None, timeout=20):
    """Calls on a connection of its own and gives back the reply's parameters; ValueError for an error reply."""
    request = json.dumps({"method": f"{INTERFACE}.{method}", "parameters": parameters or {}}).encode() + b"\0"
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(timeout)
        connection.connect(address)
        connection.sendall(request)
        received = bytearray()
        while not received.endswith(b"\0"):
            part = connection.recv(65536)
            if not part:
                raise ConnectionResetError(f"closed after {len(received)} bytes of a reply")
            received += part
    reply = json.loads(received[:-1])
    if "error" in reply:
        raise ValueError(f"{reply['error']} {reply.get('parameters')}")
    return reply.get("parameters", {})
