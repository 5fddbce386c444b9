"""A /dev, /sys, /run and network of the bed's own, seen by nobody else and gone with the last process in them."""

import ctypes
import grp
import os
import pathlib
import pwd
import resource

LIBC = ctypes.CDLL(None, use_errno=True)
CLONE_NEWNS, CLONE_NEWNET = 0x0002_0000, 0x4000_0000
MS_BIND, MS_REC, MS_MOVE, MS_PRIVATE = 0x1000, 0x4000, 0x2000, 0x4_0000
MNT_DETACH = 2
PR_SET_PDEATHSIG, PR_CAPBSET_DROP = 1, 24
SIGKILL = 9

RUN = pathlib.Path("/run/bed")
BINARIES = RUN / "bin"
OUTER_DEVICES = ("null", "zero", "full", "random", "urandom", "tty")
# Whoever has no such group here gets one in the bed's copy of the file; the numbers matter to nobody.
GROUPS = {"myotherm-dev": 991, "myothermd": 990, "myotherm": 992, "myotherm-view": 993, "myotherm-prescribe": 994}


def call(function, *arguments):
    if getattr(LIBC, function)(*arguments) != 0:
        error = ctypes.get_errno()
        raise OSError(error, f"{function}{arguments}: {os.strerror(error)}")


def mount(source, target, kind=None, flags=0, options=None):
    text = [None if word is None else str(word).encode() for word in (source, target, kind, options)]
    call("mount", text[0], text[1], text[2], ctypes.c_ulong(flags), text[3])


def bind(source, target):
    """Shows `source` at `target`, which is made for it."""
    target = pathlib.Path(target)
    if pathlib.Path(source).is_dir():
        target.mkdir(parents=True, exist_ok=True)
    else:
        target.touch()
    mount(source, target, flags=MS_BIND)


def unmount(target):
    call("umount2", str(target).encode(), MNT_DETACH)


def is_whole():
    """Whether user and group numbers mean here what they mean outside: not so in a user namespace of one user."""
    return pathlib.Path("/proc/self/uid_map").read_text(encoding="ascii").split() == ["0", "0", "4294967295"]


def enter(binaries, rules):
    """Leaves the machine's own; the calling process must be alone, and root here."""
    os.environ["SYSTEMD_DEVICE_VERIFY_SYSFS"] = "0"  # for libudev: that /sys is a tmpfs here is no reason to ignore it
    call("unshare", CLONE_NEWNS | CLONE_NEWNET)
    mount(None, "/", flags=MS_REC | MS_PRIVATE)
    mount("bed", "/run", "tmpfs", options="mode=755")
    RUN.mkdir()
    bind(binaries, BINARIES)
    make_udev_folder(rules)
    make_devices()
    mount("bed", "/sys", "tmpfs", options="mode=755")
    name_accounts()
    raise_limits()


def make_udev_folder(rules):
    for folder in ("data", "tags", "links", "rules.d"):
        pathlib.Path("/run/udev", folder).mkdir(parents=True)
    # That udevd's control socket stands here is how libudev knows that there is a udevd.
    pathlib.Path("/run/udev/control").touch()
    if rules:  # else the machine has none of ours
        pathlib.Path("/run/udev/rules.d/65-myotherm.rules").write_text(rules, encoding="utf-8")
    if pathlib.Path("/etc/udev/rules.d").is_dir():
        mount("bed", "/etc/udev/rules.d", "tmpfs", options="mode=755")  # what this machine's owner has put there


def make_devices():
    staging = RUN / "dev"
    staging.mkdir()
    mount("bed", staging, "tmpfs", options="mode=755")
    for name in OUTER_DEVICES:
        bind(f"/dev/{name}", staging / name)
    (staging / "pts").mkdir()
    mount("bed", staging / "pts", "devpts", options="newinstance,ptmxmode=0666,mode=600")
    (staging / "ptmx").symlink_to("pts/ptmx")
    (staging / "fd").symlink_to("/proc/self/fd")
    (staging / "sim").mkdir()
    mount(staging, "/dev", flags=MS_MOVE)


def name_accounts():
    """The groups of the rules. With one user alone they all are its group, and the first name is the one it goes by."""
    ours = [f"{name}:x:{number if is_whole() else 0}:\n" for name, number in GROUPS.items() if not has_group(name)]
    shadow("/etc/group", ours)
    if is_whole() and "myothermd" not in [entry.pw_name for entry in pwd.getpwall()]:
        shadow("/etc/passwd", [f"myothermd:x:{GROUPS['myothermd']}:{GROUPS['myothermd']}::/:/usr/sbin/nologin\n"])


def uid(name):
    return pwd.getpwnam(name).pw_uid


def has_group(name):
    return is_whole() and name in [entry.gr_name for entry in grp.getgrall()]


def shadow(path, lines):
    copy = RUN / pathlib.Path(path).name
    copy.write_text("".join(lines) + pathlib.Path(path).read_text(encoding="utf-8"), encoding="utf-8")
    mount(copy, path, flags=MS_BIND)


def raise_limits():
    """What the unit grants the daemon, where it may be granted."""
    for limit, value in ((resource.RLIMIT_RTPRIO, 10), (resource.RLIMIT_MEMLOCK, 64 << 20)):
        try:
            resource.setrlimit(limit, (value, value))
        except (ValueError, PermissionError):
            pass  # the daemon runs without, and says so


def end_with_parent():
    call("prctl", PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0)


def drop_capabilities():
    """Root without any: what a mode forbids its owner is forbidden."""
    capability = 0
    while LIBC.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) == 0:
        capability += 1
    end_with_parent()
