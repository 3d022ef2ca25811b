"""A Virtuoso server, where the system has one: an engine that shares no code with ours."""

import shutil
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.peers.server import HOST, asked, end, free_port

PASSWORD = "invented"

SETTINGS = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
MaxCheckpointRemap = 2000
Striping = 0
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
MaxCheckpointRemap = 2000
Striping = 0
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
ServerThreads = 10
DirsAllowed = {folder}
CheckpointInterval = 0
NumberOfBuffers = 20000
MaxDirtyBuffers = 15000
CaseMode = 2
ThreadsPerQuery = 2
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 6
[SPARQL]
ResultSetMaxRows = 1000000
MaxQueryExecutionTime = 120
"""
MISSING = "Virtuoso is missing: install the package 'virtuoso-opensource-7-bin'"


@contextmanager
def virtuoso(folder: Path) -> Iterator[str]:
    """Give the address of a Virtuoso server that was started for the block in an empty folder; its user is ``dba``.

    Raises:
        RuntimeError: the program is missing, or the server does not answer.
    """
    program = shutil.which("virtuoso-t")
    if program is None:
        raise RuntimeError(MISSING)
    port = free_port()
    (folder / "virtuoso.ini").write_text(SETTINGS.format(sql=free_port(), http=port, folder=folder), encoding="utf-8")
    command = [program, "+configfile", "virtuoso.ini"]
    with (folder / "output").open("wb") as output:
        # The first start sets the password, and ends.
        subprocess.run(
            [*command, "+wait", "+pwdold", "dba", "+pwddba", PASSWORD],
            cwd=folder,
            stdout=output,
            stderr=output,
            timeout=120,
        )
        process = subprocess.Popen([*command, "+foreground"], cwd=folder, stdout=output, stderr=output)
    try:
        address = f"http://{HOST}:{port}/sparql"
        _answers(address, process)
        yield address
    finally:
        end(process)


def _answers(address: str, process: "subprocess.Popen[bytes]", seconds: float = 40) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until and process.poll() is None:
        try:
            urllib.request.urlopen(asked(address, "ASK {}"), timeout=5).read()
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"{address} does not answer; the server ended with {process.poll()}")
