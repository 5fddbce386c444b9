"""What the machine's udev rules and the shipped one make of a device: `udevadm test` runs them and is read.

Its output has changed with systemd: what is done is told in debug lines on standard error, from 257 on also in sections
on standard output. Version 252 also acts (links, database), later ones do not, so the caller does all of it again."""

import dataclasses
import os
import re
import subprocess

ENVIRONMENT = {"SYSTEMD_DEVICE_VERIFY_SYSFS": "0", "SYSTEMD_LOG_LEVEL": "debug", "SYSTEMD_COLORS": "0",
               "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C"}

PROPERTY = re.compile(r"^\s*([A-Za-z_][\w.]*)=(.*)$", re.M)
OLD_GROUP = re.compile(r" GROUP (\d+)$", re.M)
OLD_MODE = re.compile(r" MODE ([0-7]+)$", re.M)
OLD_WRITE = re.compile(r" ATTR '(.+)' writing '(.*)'$", re.M)
SKIPPED_WRITE = re.compile(r" skipping writing ATTR\{(.+)\}=\"(.*)\"\.$", re.M)
SECTION = re.compile(r"^(\S[^\n]*:)[^\n]*\n((?:[ \t]+[^\n]*\n)+)", re.M)
NEW_GID = re.compile(r"gid=(\d+)")
COMPLAINT = re.compile(r"65-myotherm\.rules:\d+.*(?:[Uu]nknown|[Ii]nvalid|[Ff]ailed).*")


class RulesFailed(Exception):
    pass


@dataclasses.dataclass
class Verdict:
    """What holds for a device after the rules."""

    properties: dict
    tags: list
    links: list
    group: int | None
    mode: int | None
    writes: dict
    complaints: list


def judge(device, action="add"):
    """Runs all rules on a device in /sys."""
    run = subprocess.run(["udevadm", "test", f"--action={action}", str(device.path)], env=ENVIRONMENT,
                         stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", check=False)
    if run.returncode != 0:
        raise RulesFailed(f"udevadm test {device.path} ended with {run.returncode}\n{run.stderr[-2000:]}")
    return read(device, run.stdout, run.stderr)


def read(device, output, complaints):
    sections = {title.rstrip(":"): body for title, body in SECTION.findall(output)}
    properties = dict(PROPERTY.findall(sections.get("Properties", output)))
    writes = dict(OLD_WRITE.findall(complaints) + SKIPPED_WRITE.findall(complaints))
    for line in sections.get("Written sysfs attributes", "").splitlines():
        name, value = line.strip().split(" : ", 1)
        writes[os.path.normpath(device.path / name)] = value
    group = [int(number) for number in OLD_GROUP.findall(complaints) + NEW_GID.findall(
        sections.get("Device node group", ""))]
    mode = [int(digits, 8) for digits in OLD_MODE.findall(complaints) + sections.get(
        "Device node permission", "").split()]
    return Verdict(
        properties=properties,
        tags=[tag for tag in properties.pop("TAGS", "").split(":") if tag],
        links=properties.pop("DEVLINKS", "").split(),
        group=group[-1] if group else None,
        mode=mode[-1] if mode else None,
        writes=writes,
        complaints=COMPLAINT.findall(complaints))
