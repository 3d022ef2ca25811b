"""One process that works for the server: it holds the store, reads jobs from a socket, and answers each.

A job is a function of a :class:`kg.server.shelf.Shelf`, or its full name, with its arguments; messages are a length of
four bytes and a pickle, from the server to its own child and back. The process ends when the socket closes, and the
system ends it where a job outlasts its seconds, even inside the engine.
"""

import pickle
import resource
import signal
import socket
import struct
import sys
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from kg.errors import KgError

if TYPE_CHECKING:
    from kg.server.shelf import Shelf

GRACE = 2.0
"""Seconds past the limit after which a process whose server is gone is ended by the system."""
HEAD = struct.Struct("!I")


def packed(message: object) -> bytes:
    """Return a message as it goes over the socket."""
    content = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    return HEAD.pack(len(content)) + content


def answer(shelf: "Shelf", job: bytes) -> tuple[bool, Any]:
    """Return (True, what the job's function returns), or (False, the error it met)."""
    try:
        function: Callable[..., Any] | str
        function, arguments, _ = pickle.loads(job)
        if isinstance(function, str):
            module, _, name = function.rpartition(".")
            function = getattr(import_module(module), name)
        return True, function(shelf, *arguments)  # type: ignore[operator]
    except KgError as error:
        return False, error
    except Exception as error:  # the server answers 500 and the process goes on
        return False, KgError("the server", f"{type(error).__name__}: {error}", "report this with the request")


def run(link: socket.socket, place: str, memory: int) -> None:
    """Answer jobs until the socket closes; ``memory`` is in megabytes, 0 for no limit."""
    from kg.graph import store
    from kg.server.shelf import Shelf

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    shelf = Shelf(store.open_store(place))
    if memory:
        resource.setrlimit(resource.RLIMIT_DATA, (memory * 1_000_000, memory * 1_000_000))
    link.sendall(packed((True, None)))
    stream = link.makefile("rb")
    while head := stream.read(HEAD.size):
        job = stream.read(HEAD.unpack(head)[0])
        signal.setitimer(signal.ITIMER_REAL, pickle.loads(job)[2] + GRACE)
        result = answer(shelf, job)
        signal.setitimer(signal.ITIMER_REAL, 0)
        link.sendall(packed(result))


if __name__ == "__main__":
    run(socket.socket(fileno=int(sys.argv[1])), sys.argv[2], int(sys.argv[3]))
