"""Finding the packages that were built, and installing them as an administrator would."""

from waiting import Shortfall

DAEMON, SIMULATOR = "myothermd", "myotherm-sim"
# As the machine sees the folder that they were built in.
PLACE = "/mnt/packages"
QUIET = ["env", "DEBIAN_FRONTEND=noninteractive"]


def find_packages(folder):
    """The newest file of each package."""
    found = []
    for name in (DAEMON, SIMULATOR):
        files = sorted(folder.glob(f"{name}_*.deb"), key=lambda file: file.stat().st_mtime)
        if not files:
            raise Shortfall(f"there is no {name}_*.deb in {folder}; 'make deb' builds it")
        found.append(files[-1])
    return found


def install(machine, names=(DAEMON, SIMULATOR)):
    """Installs packages; what they depend on has to be in the root already, for the machine has no network."""
    files = [machine.sudo("sh", "-c", f"ls -t {PLACE}/{name}_*.deb").splitlines()[0] for name in names]
    outcome = machine.run(*QUIET, "apt-get", "install", "--yes", "--reinstall", *files, timeout=180)
    if outcome.code != 0:
        raise Shortfall(f"apt-get install ended with {outcome.code}: {outcome.words[-600:]}")
    return outcome


def purge(machine, name=DAEMON):
    outcome = machine.run(*QUIET, "apt-get", "purge", "--yes", name, timeout=120)
    if outcome.code != 0:
        raise Shortfall(f"apt-get purge ended with {outcome.code}: {outcome.words[-600:]}")
    return outcome
