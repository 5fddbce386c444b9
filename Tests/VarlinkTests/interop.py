"""Talks to the bench server of these tests with the PyPI `varlink` client, which shares no code with it.

Called by InteropTests.swift with the path of the socket; prints a line per check and exits 1 at the first that fails.
"""

import subprocess
import sys

import varlink

BENCH = "io.example.Bench"
ADDRESS = "unix:" + sys.argv[1]


def check(name, found, expected):
    if found != expected:
        sys.exit(f"FAILED {name}\n  found    {found!r}\n  expected {expected!r}")
    print(f"ok {name}")


def command(*arguments):
    """Runs the command line tool, which exits 0 after an error reply, too: what it prints is what counts."""
    tool = [sys.executable, "-m", "varlink.cli", *arguments]
    result = subprocess.run(tool, capture_output=True, text=True, timeout=60)
    return result.stdout + result.stderr


def error_of(function, **parameters):
    try:
        function(**parameters)
    except varlink.VarlinkError as error:
        return error.error(), error.parameters()
    return None


with varlink.Client(ADDRESS) as client:
    interfaces = client.get_interfaces()
    check("interfaces", sorted(interfaces), [BENCH, "org.varlink.service"])
    for name in interfaces:
        description = client.get_interface(name)
        check(f"description of {name}", description.name, name)
    members = client.get_interface(BENCH).members
    check("members", {"Echo", "Watch", "Stop", "Failed"} <= set(members), True)

    with client.open(BENCH) as bench:
        check("a parameter with text", bench.Echo(text="grüß €\n\"\\"), {"text": "grüß €\n\"\\"})
        check("a parameter left out", bench.Echo(), {})
        check("a list", bench.Typed(values=[1, 2, 39]), {"sum": 42})
        check("an empty reply", bench.Stop(), {})
        check("the same again", bench.Stop(), {})
        check("an error of the interface", error_of(bench.Fail), (f"{BENCH}.Failed", {"why": "asked to"}))
        later = ("org.varlink.service.MethodNotImplemented", {"method": f"{BENCH}.Later"})
        check("not implemented", error_of(bench.Later), later)
        check("a stream without more", error_of(bench.Watch), ("org.varlink.service.ExpectedMore", {}))
        check("a oneway call", bench.Stop(_oneway=True), None)
        check("the call after it", bench.Echo(text="on"), {"text": "on"})
        replies = list(bench.Watch(_more=True))
        values = [reply["value"] for reply in replies]
        check("a stream in order", values, sorted(values))
        check("the end of a stream", values[-2:], [3, 4])
        check("nothing lost in silence", len(values) + replies[-1]["dropped"], 4)

    try:
        client.open("io.example.Gone")
        sys.exit("FAILED an interface that is not there was opened")
    except varlink.InterfaceNotFound as error:
        check("no such interface", error.parameters(), {"interface": "io.example.Gone"})

check("info", "Product: Bench" in command("info", ADDRESS), True)
check("help", "method Echo(" in command("help", f"{ADDRESS}/{BENCH}"), True)
check("call", '"text": "x"' in command("call", f"{ADDRESS}/{BENCH}.Echo", '{"text": "x"}'), True)
check("call with an error", "InvalidParameter" in command("call", f"{ADDRESS}/{BENCH}.Echo", '{"text": 1}'), True)
