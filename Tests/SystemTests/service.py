"""A service manager for one daemon: `service.py FOLDER COMMAND...`.

Makes FOLDER/operate, FOLDER/view and FOLDER/prescribe, hands them over under these names (and FOLDER/other as `other`), and
prints what the daemon tells it, one line each: `pid N`, then what comes to $NOTIFY_SOCKET (`READY=1`, `STATUS=…`,
`WATCHDOG=1`). Asks for a sign of life every 2 s. Ends with the daemon, and with its exit code.
"""

import ctypes
import os
import signal
import socket
import sys
import threading

PR_SET_PDEATHSIG = 1
NAMES = ("operate", "view", "prescribe", "other")


def listening(path):
    made = socket.socket(socket.AF_UNIX)
    made.bind(path)
    made.listen(64)
    return made


def hand_over(sockets):
    """The descriptors from 3 on, in order; by way of high ones, because the low ones may be among them."""
    high = [os.dup2(made.fileno(), 100 + index) for index, made in enumerate(sockets)]
    for index, descriptor in enumerate(high):
        os.dup2(descriptor, 3 + index)
        os.close(descriptor)


def listen(notices):
    while True:
        for line in notices.recv(4096).decode().splitlines():
            print(line, flush=True)


def main(folder, *command):
    notices = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    notices.bind(f"{folder}/notify")
    sockets = [listening(f"{folder}/{name}") for name in NAMES]
    child = os.fork()
    if child == 0:
        # Whatever ends this manager, its daemon does not outlive it.
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        hand_over(sockets)
        os.environ.update(
            NOTIFY_SOCKET=f"{folder}/notify", WATCHDOG_USEC="2000000", WATCHDOG_PID=str(os.getpid()),
            LISTEN_FDS=str(len(NAMES)), LISTEN_FDNAMES=":".join(NAMES), LISTEN_PID=str(os.getpid()))
        os.execv(command[0], command)
    print("pid", child, flush=True)
    threading.Thread(target=listen, args=(notices,), daemon=True).start()
    _, status = os.waitpid(child, 0)
    sys.exit(os.waitstatus_to_exitcode(status) & 0xFF)


main(*sys.argv[1:])
