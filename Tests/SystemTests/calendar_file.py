"""Reads a calendar file with the PyPI module `icalendar`, which shares no code with what wrote it.

Called by CourseTests.swift with the path of the file; prints the UID, day and summary of each event, and exits 1 when the file
is none by RFC 5545's rules, as far as that module and the rules for lines below know them.
"""

import datetime
import pathlib
import sys

import icalendar

content = pathlib.Path(sys.argv[1]).read_bytes()
lines = content.split(b"\r\n")
if lines.pop() != b"":
    sys.exit("the last line has no end")
for line in lines:
    if b"\n" in line or b"\r" in line:
        sys.exit(f"a line ends by CR or LF alone: {line!r}")
    if len(line) > 75:
        sys.exit(f"a line has {len(line)} octets: {line!r}")
    line.decode("utf-8")
calendars = icalendar.Calendar.from_ical(content, multiple=True)
if len(calendars) != 1:
    sys.exit(f"{len(calendars)} calendars")
for part in [calendars[0], *calendars[0].subcomponents]:
    if part.errors:
        sys.exit(f"{part.name}: {part.errors}")
    missing = [name for name in part.required if name not in part]
    if missing:
        sys.exit(f"{part.name} has no {missing}")
for event in calendars[0].walk("VEVENT"):
    start, stamp = event.decoded("DTSTART"), event.decoded("DTSTAMP")
    if type(start) is not datetime.date:
        sys.exit(f"{start!r} is no day")
    if stamp.utcoffset() != datetime.timedelta(0):
        sys.exit(f"{stamp!r} is not in UTC")
    if event.decoded("DURATION") != datetime.timedelta(days=1):
        sys.exit("an event is not of one day")
    print(event["UID"], start.isoformat(), event["SUMMARY"], sep="\t")
