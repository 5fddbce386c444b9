"""The machine that the figures were taken on, since they mean nothing without it."""

import glob
import os
import platform
import re


def read(path):
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read().strip()
    except OSError:
        return ""


def processor():
    names = re.findall(r"^model name\s*:\s*(.*)$", read("/proc/cpuinfo"), re.M)
    return f"{names[0] if names else platform.machine()}, {os.cpu_count()} cores"


def governor():
    found = {read(path) for path in glob.glob("/sys/devices/system/cpu/cpu*/cpufreq/scaling_governor")}
    return ", ".join(sorted(found)) if found else "none (no frequency scaling)"


def policy():
    names = {os.SCHED_OTHER: "default", os.SCHED_FIFO: "SCHED_FIFO", os.SCHED_RR: "SCHED_RR"}
    return names.get(os.sched_getscheduler(0), "another")


def latency_request():
    return "may be held" if os.access("/dev/cpu_dma_latency", os.W_OK) else "may not be held"


def is_virtual():
    return bool(re.search(r"^flags\s*:.*\bhypervisor\b", read("/proc/cpuinfo"), re.M))


def describe():
    """The lines at the top."""
    kernel = f"Linux {platform.release()} {platform.version()}, {platform.machine()}"
    load = ", ".join(f"{value:.2f}" for value in os.getloadavg())
    return [
        f"machine    {processor()}{', virtual' if is_virtual() else ''}",
        f"kernel     {kernel}",
        f"policy     {policy()}; the latency of the processors {latency_request()}",
        f"governor   {governor()}",
        f"load       {load} over 1, 5 and 15 minutes",
    ]
