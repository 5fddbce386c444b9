"""A login manager that knows one method, Inhibit, on a bus of its own: `logind.py FOLDER`.

Starts a dbus-daemon in FOLDER and prints `ready ADDRESS`, then one line for each inhibitor that is taken (`taken WHAT WHO
WHY MODE`) and each that ends (`released`). A word in FOLDER/deny refuses whatever asks for it. Runs until it is killed.
"""

import ctypes
import os
import signal
import subprocess
import sys
import threading

from jeepney import DBusErrorResponse, HeaderFields, MessageType, new_error, new_method_return
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={folder}/bus</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


def say(*words):
    print(*words, flush=True)


def watch(reader):
    """The other end of an inhibitor's descriptor: it is readable when the last copy was closed."""
    os.read(reader, 1)
    os.close(reader)
    say("released")


def end_with_parent():
    """PR_SET_PDEATHSIG: a bus that outlives a killed test would stay for ever."""
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def main(folder):
    config = os.path.join(folder, "bus.conf")
    with open(config, "w", encoding="ascii") as file:
        file.write(CONFIG.format(folder=folder))
    bus = subprocess.Popen(["dbus-daemon", f"--config-file={config}", "--nofork", "--nopidfile", "--print-address=1"],
                           stdout=subprocess.PIPE, text=True, preexec_fn=end_with_parent)
    address = bus.stdout.readline().strip()
    try:
        connection = open_dbus_connection(bus=address, enable_fds=True)
        connection.send_and_get_reply(message_bus.RequestName("org.freedesktop.login1"))
        say("ready", address)
        while True:
            call = connection.receive()
            if call.header.message_type != MessageType.method_call:
                continue
            if call.header.fields.get(HeaderFields.member) != "Inhibit":
                connection.send(new_error(call, "org.freedesktop.DBus.Error.UnknownMethod"))
                continue
            what = call.body[0]
            deny = os.path.join(folder, "deny")
            if os.path.exists(deny) and open(deny, encoding="ascii").read().strip() in what:
                say("refused", what)
                connection.send(new_error(call, "org.freedesktop.DBus.Error.AccessDenied", "s", ("no",)))
                continue
            reader, writer = os.pipe()
            say("taken", *call.body)
            connection.send(new_method_return(call, "h", (writer,)))
            os.close(writer)
            threading.Thread(target=watch, args=(reader,), daemon=True).start()
    finally:
        bus.terminate()
        bus.wait()


if __name__ == "__main__":
    main(sys.argv[1])
