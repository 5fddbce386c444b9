"""Stops one thread of another process: `freeze.py TID`. Prints `frozen`, and holds it until this is killed."""

import ctypes
import os
import signal
import sys

SEIZE, INTERRUPT = 0x4206, 0x4207
libc = ctypes.CDLL(None, use_errno=True)
libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]

thread = int(sys.argv[1])
for request in (SEIZE, INTERRUPT):
    if libc.ptrace(request, thread, None, None) != 0:
        sys.exit(f"ptrace {request:#x}: {os.strerror(ctypes.get_errno())}")
os.waitpid(thread, 0x40000000)  # __WALL: until it has stopped
print("frozen", flush=True)
signal.pause()
