"""What a process that works for the server may not do, whatever it is asked: reach a network, run a program, write.

Where Linux allows it, a filter of system calls (seccomp) refuses these to everything in the process, the engine's own
code as well; elsewhere a network namespace without interfaces takes the network away, and what Python itself is asked
is refused in any case.
"""

import ctypes
import os
import platform
import resource
import signal
import struct
import sys
from typing import Any

READING, WRITING, TRUSTED = "reading", "writing", "trusted"
"""How closely a process is held: it reads; it writes files as well; or it runs our own notebooks, and is not held."""

_CALLS = {
    "x86_64": (
        0xC000003E,
        *(41, 42, 43, 49, 50, 288),  # socket connect accept bind listen accept4
        *(59, 322, 62, 424, 101, 310, 311),  # execve execveat kill pidfd_send_signal ptrace process_vm_readv …_writev
        *(425, 426, 427, 165, 272, 308, 304, 321, 250),  # io_uring_… mount unshare setns open_by_handle_at bpf keyctl
    ),
    "aarch64": (
        0xC00000B7,
        *(198, 203, 202, 200, 201, 242),
        *(221, 281, 129, 424, 117, 270, 271),
        *(425, 426, 427, 40, 97, 268, 265, 280, 219),
    ),
}
"""Machine → what the kernel calls it, and the numbers of the system calls that are refused there."""
_X32 = 0x40000000
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050001
_LOAD, _EQUAL, _LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2
_PARENT_ENDS = 1
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000

_REFUSED = frozenset(
    (
        *("socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo", "urllib.Request"),
        *("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.forkpty", "os.kill"),
    )
)
"""What Python audits and a confined process does not do."""
_CHANGES = frozenset(("os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate"))
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
FILES = 1024
"""Files a process may hold open at once."""


def confine(level: str) -> None:
    """Take from this process, for good, what its level does not allow."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if level == TRUSTED:
        _end_with_server()
        return
    if not _filtered():
        _alone()
    _end_with_server()

    def hook(event: str, arguments: Any) -> None:
        if event in _REFUSED or (level == READING and (event in _CHANGES or (event == "open" and _writes(arguments)))):
            raise PermissionError(f"{event} is nothing that this process does")

    sys.addaudithook(hook)


def bound(level: str, memory: int) -> None:
    """Bound the files and the memory of this process, in megabytes, 0 for no bound."""
    if memory:
        resource.setrlimit(resource.RLIMIT_DATA, (memory * 1_000_000, memory * 1_000_000))
    if level != TRUSTED:
        hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        most = FILES if hard == resource.RLIM_INFINITY else min(FILES, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    if level == READING:
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _writes(arguments: tuple[Any, ...]) -> bool:
    path, mode, flags = arguments
    if path == os.devnull:
        return False
    return bool(set(mode or "") & set("wax+")) or bool((flags or 0) & _WRITES)


def program(machine: str) -> bytes:
    """Return the filter of system calls for a machine, as the kernel takes it; empty where it is not known."""
    if machine not in _CALLS:
        return b""
    kernel, *calls = _CALLS[machine]
    least = [(_LEAST, len(calls) + 1, 0, _X32)] if machine == "x86_64" else []
    end = len(calls) + len(least)
    lines = [(_LOAD, 0, 0, 4), (_EQUAL, 0, end + 2, kernel), (_LOAD, 0, 0, 0), *least]
    lines += [(_EQUAL, len(calls) - place, 0, call) for place, call in enumerate(calls)]
    lines += [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _REFUSE)]
    return b"".join(struct.pack("=HBBI", *line) for line in lines)


def _filtered() -> bool:
    """Hold this process, with all its threads to come, to the filter, and return whether the system does."""
    lines = program(platform.machine()) if sys.platform == "linux" and sys.maxsize > 2**32 else b""
    if not lines:
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    held = ctypes.create_string_buffer(lines, len(lines))
    head = struct.pack("@HP", len(lines) // 8, ctypes.addressof(held))
    if libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return False
    return bool(libc.prctl(_SECCOMP, _FILTER, ctypes.create_string_buffer(head, len(head)), 0, 0) == 0)


def _end_with_server() -> None:
    """Let the system end this process with the server, whatever it works at: it looks at its socket between jobs alone.

    It is said after the network is taken away, for that forgets it.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PARENT_ENDS, signal.SIGKILL, 0, 0, 0)


def _alone() -> bool:
    """Take this process into a network of its own without interfaces, and return whether the system does."""
    if sys.platform != "linux":
        return False
    return bool(ctypes.CDLL(None, use_errno=True).unshare(_NEW_USER | _NEW_NETWORK) == 0)
