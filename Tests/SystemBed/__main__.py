"""Boots Debian machines, installs the packages that `make deb` built, and plays every scenario on them.

    system-test [--release NAME]… [--only NAME]… [--packages FOLDER] [--list] [--shell]
"""

import argparse
import fcntl
import os
import pathlib
import shutil
import signal
import subprocess
import sys

import scenarios  # noqa: F401  (it fills SCENARIOS)
from bed import missing_tools
from install import find_packages
from roots import RELEASES, cached_root
from scenario import SCENARIOS, play
from waiting import Shortfall
from workstation import Workstation

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDER = ROOT / ".build-system"


def arguments():
    parser = argparse.ArgumentParser(prog="system-test", description=__doc__.split("\n")[0])
    parser.add_argument("--release", action="append", choices=sorted(RELEASES), help="only this one; may be repeated")
    parser.add_argument("--only", action="append", metavar="NAME", choices=[each.name for each in SCENARIOS],
                        help="only this scenario; may be repeated")
    parser.add_argument("--packages", type=pathlib.Path, default=ROOT / ".build-deb/packages", metavar="FOLDER",
                        help="where the packages lie")
    parser.add_argument("--list", action="store_true", help="print the scenarios and end")
    parser.add_argument("--shell", action="store_true", help="open a shell in an installed machine instead")
    return parser.parse_args()


class Release:
    """One Debian release: its cached root, and above it what installing the packages wrote."""

    def __init__(self, name, packages):
        self.name, self._packages, self._folder = name, packages, packages[0].parent
        self._logs = FOLDER / "logs"
        self._logs.mkdir(parents=True, exist_ok=True)
        self._installed = FOLDER / f"{name}-installed"
        self._root = None

    def prepare(self):
        """Makes the root, and installs on it by playing the first scenario; gives back its result."""
        self.forget()
        for log in self._logs.glob(f"{self.name}*"):
            log.unlink()
        return play(SCENARIOS[0], self.name, self._bare, attempts=1)

    def is_installed(self):
        return (self._installed / "files/usr/sbin/myothermd").exists()

    def _bare(self):
        """The machine before anything of ours was installed; it keeps what is written."""
        self._root = cached_root(FOLDER, self.name, self._packages)
        return Workstation([self._root], self._folder, self._console(), upper=self._installed)

    def installed(self):
        """A workstation as it is after an installation and a reboot."""
        return Workstation([self._installed / "files", self._root], self._folder, self._console())

    def forget(self):
        shutil.rmtree(self._installed, ignore_errors=True)

    def _console(self):
        return self._logs / f"{self.name}.console"


def test(release, chosen):
    """Plays the scenarios on one release, printing each; the first is always played, for it installs."""
    results = []
    try:
        results.append(show(release.prepare()))
        others = [each for each in chosen if each is not SCENARIOS[0]]
        if not release.is_installed():
            print(f"not played on {release.name}: {len(others)} scenarios, for nothing is installed there")
            return results
        for each in others:
            results.append(show(play(each, release.name, release.installed)))
    finally:
        release.forget()
    return results


def show(result):
    print("\n".join(result.lines()), flush=True)
    return result


def main():
    options = arguments()
    chosen = [each for each in SCENARIOS if not options.only or each.name in options.only]
    if options.list:
        for each in chosen:
            print(f"{each.name:22} {each.sentence}")
        return 0
    if os.geteuid() != 0:
        raise Shortfall("it boots machines, and for that it has to be root")
    if missing := missing_tools():
        raise Shortfall(f"missing on this machine: {', '.join(missing)}; scripts/setup system installs them")
    packages = find_packages(options.packages.resolve())
    lock = lock_folder()  # noqa: F841  (held until this process ends)
    names = options.release or list(RELEASES)
    if options.shell:
        return shell(Release(names[0], packages))
    results = []
    for name in names:
        results += test(Release(name, packages), [each for each in chosen if each.applies_to(name)])
    return summary(results)


def lock_folder():
    """Keeps a second run out of the folder, and gives back what has to stay open for that."""
    FOLDER.mkdir(exist_ok=True)
    lock = open(FOLDER / "lock", "w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise Shortfall(f"another run is under way in {FOLDER}") from None
    return lock


def shell(release):
    try:
        show(release.prepare())
        with release.installed() as machine:
            return subprocess.run(machine.command("/bin/bash", "--login")).returncode
    finally:
        release.forget()


def summary(results):
    short = [f"{each.release}/{each.scenario.name}" for each in results if not each.held]
    line = f"system-test: {len(results)} scenarios, {len(results) - len(short)} held"
    print(line + (f", {len(short)} fell short: {', '.join(short)}" if short else ""))
    return 1 if short or not results else 0


if __name__ == "__main__":
    # A signal ends it as an exception does, so that the machine is torn down.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        sys.exit(main())
    except Shortfall as shortfall:
        print(f"system-test: {shortfall}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
