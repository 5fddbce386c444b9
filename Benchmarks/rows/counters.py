"""Reads what Benchmarks/reference/allocations.c counts; its header file says where everything stands."""

import mmap
import os
import re
import struct
import subprocess

from rows.row import Missing

CALLS = ("malloc", "calloc", "realloc", "free", "posix_memalign", "aligned_alloc")
HEADER, THREAD, THREADS, TRACE, TRACES, DEPTH = 4096, 128, 256, 216, 64, 24
GENERATION_AT, ARMED_AT = 16, 20


class Counters:
    """The counters of one process, which goes on counting."""

    def __init__(self, path):
        with open(path, "r+b") as file:
            self.map = mmap.mmap(file.fileno(), 0)
        magic, version, self.pid = struct.unpack_from("<8sIi", self.map)
        if magic != b"MYOALLOC" or version != 1:
            raise Missing("counters: the program was not started with allocations.so")

    def threads(self):
        """The counters of every thread that ever allocated: tid, name and a dictionary of calls and bytes."""
        found = []
        for place in range(THREADS):
            tid, _, name, *counts = struct.unpack_from("<iI16s7Q", self.map, HEADER + THREAD * place)
            if tid:
                name = self.name_now(tid) or name.split(b"\0")[0].decode(errors="replace")
                found.append((tid, name, dict(zip(CALLS + ("bytes",), counts))))
        return found

    def name_now(self, tid):
        """A thread may have been named after it first allocated."""
        try:
            with open(f"/proc/{self.pid}/task/{tid}/comm", encoding="utf-8") as file:
                return file.read().strip()
        except OSError:
            return None

    def has_thread(self, name):
        """Whether such a thread lives, also when it never allocated."""
        return any(self.name_now(int(tid)) == name for tid in os.listdir(f"/proc/{self.pid}/task"))

    def of(self, name):
        """The sums over all threads of that name."""
        sums = dict.fromkeys(CALLS + ("bytes",), 0)
        for _, thread, counts in self.threads():
            if thread == name:
                sums = {key: value + counts[key] for key, value in sums.items()}
        return sums

    def arm_trace(self):
        """From now on the first allocations of the traced threads are kept with their callers."""
        (generation,) = struct.unpack_from("<I", self.map, GENERATION_AT)
        struct.pack_into("<I", self.map, GENERATION_AT, generation + 1)
        struct.pack_into("<I", self.map, ARMED_AT, 1)

    def traces(self):
        """The allocations kept: call, bytes, and the callers by name, the innermost first."""
        maps = self.mappings()
        found = []
        for place in range(TRACES):
            at = HEADER + THREAD * THREADS + TRACE * place
            depth, call, size = struct.unpack_from("<IIQ", self.map, at)
            if depth:
                addresses = struct.unpack_from(f"<{min(depth, DEPTH)}Q", self.map, at + 24)
                callers = [symbol(maps, address) for address in addresses]
                found.append((CALLS[call], size, [name for name in callers if "(allocations.so+" not in name]))
        return found

    def mappings(self):
        """The files that lie in the process's memory: first address, end, offset, path."""
        found = []
        with open(f"/proc/{self.pid}/maps", encoding="utf-8") as file:
            for line in file:
                if match := re.match(r"(\w+)-(\w+) \S+ (\w+) \S+ \S+\s+(/.*)", line):
                    found.append((int(match[1], 16), int(match[2], 16), int(match[3], 16), match[4]))
        return found


def symbol(maps, address):
    """The function that `address` lies in, as far as the binary tells."""
    for first, end, _, path in maps:
        if first <= address < end:
            base = min(start for start, _, _, name in maps if name == path)
            # A return address lies behind its call.
            run = subprocess.run(["addr2line", "-fe", path, hex(address - base - 1)], capture_output=True, text=True,
                                 check=False)
            name = (run.stdout.splitlines() or ["??"])[0]
            return f"{name} ({os.path.basename(path)}+{address - base:#x})"
    return hex(address)
