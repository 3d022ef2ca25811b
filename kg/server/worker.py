"""One process that works for the server: it holds the store, reads jobs from a socket, and answers each.

A job is a function of a :class:`kg.server.shelf.Shelf`, or its full name, with its arguments; messages are a length of
four bytes and a pickle, from the server to its own child and back. The process ends when the socket closes, and the
system ends it where a job outlasts its seconds, even inside the engine.
"""

import json
import os
import pickle
import resource
import signal
import socket
import struct
import sys
import time
import warnings
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import kg
from kg.errors import Doubt, KgError
from kg.overlay.workspace import read
from kg.server import confinement
from kg.server.limit import Failed
from kg.setting import use, workspace

if TYPE_CHECKING:
    from kg.server.shelf import Shelf

KEPT = ("HOME", "LD_LIBRARY_PATH", "PATH", "SYSTEMROOT", "TMPDIR", "TZ", "VIRTUAL_ENV")
"""What of the environment a process is given."""
WORKSPACE = "KG_WORKSPACE"
"""The variable that tells a process which workspace is in use."""
THREADS = 4
"""Seconds of processor time that a job may take for each second it has."""
_BEGIN = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from kg.server.worker import main; main(*sys.argv[2:])"
)
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
    except MemoryError:  # what is held is given back with the process
        os._exit(1)
    except Exception as error:  # the server answers 500 and the process goes on
        return False, Failed("the server", f"{type(error).__name__}: {error}", "report this with the request")


def command(place: Path, memory: int, level: str, descriptor: int) -> list[str]:
    """Return the command that starts a process which works on the store at a place.

    It imports from where this process does, but for the working folder: that may be anybody's.
    """
    here = os.path.realpath(os.curdir)
    root = Path(kg.__file__).parent.parent
    paths = [path for path in sys.path if path and Path(path).is_absolute() and os.path.realpath(path) != here]
    begun = json.dumps([*paths, str(root)])
    return [
        sys.executable,
        "-I",
        "-c",
        _BEGIN,
        begun,
        str(descriptor),
        str(place.absolute()),
        str(memory),
        level,
    ]


def environment() -> dict[str, str]:
    """Return the environment that such a process is started in: nothing that says what Python runs, and no secrets."""
    place = workspace()
    own = {} if place is None else {WORKSPACE: str(place.folder.absolute())}
    return {name: os.environ[name] for name in KEPT if name in os.environ} | {"LC_ALL": "C.UTF-8"} | own


def main(descriptor: str, place: str, memory: str, level: str) -> None:
    """Answer jobs on the socket of a descriptor until it closes."""
    run(socket.socket(fileno=int(descriptor)), place, int(memory), level)


def run(link: socket.socket, place: str, memory: int, level: str) -> None:
    """Answer jobs until the socket closes; ``memory`` is in megabytes, 0 for no limit."""
    from kg.graph import store
    from kg.server.shelf import Shelf

    if own := os.environ.get(WORKSPACE):
        use(read(Path(own)))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    confinement.confine(level)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Doubt)  # the server has told it
        shelf = Shelf(store.open_store(place))
    confinement.bound(level, memory)
    link.sendall(packed((True, None)))
    stream = link.makefile("rb")
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    while head := stream.read(HEAD.size):
        job = stream.read(HEAD.unpack(head)[0])
        seconds = pickle.loads(job)[2] + GRACE
        signal.setitimer(signal.ITIMER_REAL, seconds)
        resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time() + THREADS * seconds) + 1, hard))
        result = answer(shelf, job)
        signal.setitimer(signal.ITIMER_REAL, 0)
        link.sendall(packed(result))
