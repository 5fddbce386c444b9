"""Talks to the daemon with the PyPI `varlink` client, which shares no code with it, while a treatment runs.

Called by InteropTests.swift with the path of the socket; prints a line per check and exits 1 at the first that fails.
"""

import sys

import varlink

CONTROLLER = "io.myotherm.Controller"
METHODS = {
    "GetStatus", "WatchStatus", "LoadPlan", "Arm", "Start", "Pause", "Resume", "Stop", "AcknowledgeTrip",
    "ListRecords", "GetRecord", "GetCourse", "Titrate", "MarkTitration", "EndTitration", "SetIntensity",
}
ZONE = {"zone", "skinTemperatureMilliC", "rfMilliwatts", "currentMicroamps", "impedanceMilliohms"}


def check(name, found, expected):
    if found != expected:
        sys.exit(f"FAILED {name}\n  found    {found!r}\n  expected {expected!r}")
    print(f"ok {name}")


with varlink.Client("unix:" + sys.argv[1]) as client:
    check("interfaces", sorted(client.get_interfaces()), [CONTROLLER, "org.varlink.service"])
    interface = client.get_interface(CONTROLLER)
    check("methods", METHODS - set(interface.members), set())
    with client.open(CONTROLLER) as controller, client.open(CONTROLLER) as watcher:
        status = controller.GetStatus()
        check("running", status["state"], "running")
        check("no cause", status.get("firstCause"), None)
        check("fields of a zone", [ZONE - set(zone) for zone in status["zones"]], [set()] * 4)
        check("simulator", status["device"]["isSimulator"], True)
        updates = watcher.WatchStatus(intervalMs=50, _more=True)
        check("a stream", next(updates)["state"], "running")
        try:
            controller.Start(token="0123456789abcdef")
            sys.exit("FAILED a start during a treatment was taken")
        except varlink.VarlinkError as error:
            check("a refusal", error.error(), f"{CONTROLLER}.WrongState")
        check("stop", controller.Stop()["state"] in ("stopping", "finished"), True)
        check("stop again", controller.Stop(reason="again")["state"] in ("stopping", "finished"), True)
        for update in updates:
            if update["state"] == "finished":
                check("stopped", update["result"], "stopped")
                break
        record = controller.ListRecords(limit=1)["records"][0]
        check("record", (record["result"], record["id"]), ("stopped", 1))
