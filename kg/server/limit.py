"""How much a server gives to one reader: time, rows, bytes, places and requests."""

from typing import NamedTuple

from kg.errors import KgError


class Limits(NamedTuple):
    """The limits of a server; each is a field, a flag of ``kg serve`` and a line of the service description."""

    seconds: float = 10.0
    """Seconds a query may run; the work is then stopped."""
    rows: int = 10_000
    """Rows (or triples) an answer to SPARQL holds; one that has more is cut there, and says so."""
    size: int = 20_000_000
    """Bytes of an answer to SPARQL, counted in TSV or N-Triples; as with rows."""
    body: int = 1_000_000
    """Bytes of a request's body."""
    queue: int = 100
    """Requests that may wait for a process or be worked on at once; further ones are sent away for a while."""
    rate: float = 0.0
    """Requests a second of one client, in the long run; twice as many at once. 0 sets no limit."""
    memory: int = 2_000
    """Megabytes a process that works on a request may take; 0 sets no limit."""


class TimedOut(KgError):
    """A query was stopped at its limit of time."""


class Failed(KgError):
    """A fault of the server's own."""


class Overloaded(KgError):
    """Too many requests wait already."""


class Broken(KgError):
    """The process that worked on a request ended, as when it needs more memory than it may take."""
