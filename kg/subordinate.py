"""A process that works for another one, and for nobody once that has ended."""

import os
from multiprocessing import connection, parent_process
from threading import Thread


def bind() -> None:
    """End this process when the one that started it through :mod:`multiprocessing` ends, however it does.

    What a pool hands out comes through a pipe that its processes hold open for one another: of a parent that was killed
    they would wait for more, and be there until the system goes down.
    """
    parent = parent_process()
    if parent is not None:
        Thread(target=_follow, args=(parent.sentinel,), daemon=True).start()


def _follow(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)
