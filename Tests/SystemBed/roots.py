"""Cached Debian roots, made once by debootstrap from the mirror that this machine's own apt uses."""

import hashlib
import os
import re
import shutil
import subprocess

from waiting import Shortfall

RELEASES = {"bookworm": "Debian 12", "trixie": "Debian 13"}
# What a workstation has of systemd besides what debootstrap's least variant brings. libpam-systemd is what packages
# mean that depend on a login manager; debootstrap itself knows no package by what it provides.
BASE = ["systemd", "systemd-sysv", "libpam-systemd", "dbus", "udev"]
# Suites by which a Debian archive is known in a machine's apt configuration.
SUITES = set(RELEASES) | {"stable", "oldstable", "testing", "sid"}


def mirror():
    """The Debian archive of this machine's apt configuration, or $MYOTHERM_DEBIAN_MIRROR."""
    if named := os.environ.get("MYOTHERM_DEBIAN_MIRROR"):
        return named
    targets = subprocess.run(
        ["apt-get", "indextargets", "--format", "$(RELEASE) $(COMPONENT) $(REPO_URI)", "Created-By: Packages"],
        capture_output=True, text=True, check=True).stdout
    for line in targets.splitlines():
        suite, component, address = line.split(maxsplit=2)
        if suite in SUITES and component == "main":
            return address
    raise Shortfall("this machine's apt has no Debian archive; name one with MYOTHERM_DEBIAN_MIRROR")


def dependencies(packages):
    """What apt installs with the packages: the first of alternatives, without versions."""
    named, own = set(), set()
    for package in packages:
        field = lambda name: subprocess.run(["dpkg-deb", "--field", str(package), name], capture_output=True, text=True,
                                            check=True).stdout
        own.add(field("Package").strip())
        wanted = ",".join(field(name) for name in ("Pre-Depends", "Depends", "Recommends")).split(",")
        named |= {re.split(r"[\s(|:]", each.strip())[0] for each in wanted if each.strip()}
    return sorted(named - own)


def cached_root(folder, release, packages):
    """The release's root with all that the packages depend on; made when there is none with just that."""
    include = sorted(set(BASE) | set(dependencies(packages)))
    digest = hashlib.sha256(" ".join(include).encode()).hexdigest()[:12]
    root = folder / f"{release}-root-{digest}"
    if root.is_dir():
        return root
    print(f"system-test: making a root of {RELEASES[release]}; it is kept in {folder}", flush=True)
    growing, log = folder / f"{release}.growing", folder / f"{release}.log"
    shutil.rmtree(growing, ignore_errors=True)
    with open(log, "wb") as out:
        code = subprocess.run(
            ["nice", "debootstrap", "--variant=minbase", f"--include={','.join(include)}", release, str(growing), mirror()],
            stdout=out, stderr=out).returncode
    if code != 0:
        last = log.read_text(errors="replace").strip().splitlines()[-1:]
        more = f"{growing}/debootstrap/debootstrap.log"
        raise Shortfall(f"debootstrap made no root of {release}: {' '.join(last)} (all in {log} and {more})")
    for old in folder.glob(f"{release}-*-*"):
        shutil.rmtree(old)
    for archive in (growing / "var/cache/apt/archives").glob("*.deb"):
        archive.unlink()
    growing.rename(root)
    return root
