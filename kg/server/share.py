"""Who asks, and what each has had of the server: so that one client's work does not make the others wait."""

import math
from collections import OrderedDict
from contextvars import ContextVar
from functools import lru_cache
from ipaddress import IPv6Address, ip_address

CLIENT: ContextVar[str] = ContextVar("CLIENT", default="")
"""The client that the work of this task is for."""
CLIENTS = 10_000
"""The clients that are remembered."""
HALF = 30.0
"""Seconds after which half of what a client has had is forgotten."""
HEAVY = 4.0
"""Seconds of long work from which on a client's queries count as long ones from their beginning."""
RESTART = 0.5
"""Seconds of work that it is to begin a process anew, for which who left it unfinished is charged."""


@lru_cache(maxsize=CLIENTS)
def named(address: str) -> str:
    """Return what a client is told from others by: an address of IPv4, or the network that has one host of IPv6.

    >>> named("2001:db8:1:2:3:4:5:6"), named("::ffff:192.0.2.1"), named("192.0.2.1")
    ('2001:db8:1:2::/64', '192.0.2.1', '192.0.2.1')
    """
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return address[:64]
    if not isinstance(found, IPv6Address):
        return str(found)
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return f"{IPv6Address(int(found) >> 64 << 64)}/64"


class Accounts:
    """The seconds of long work that each client has had lately."""

    def __init__(self) -> None:
        self._had: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def had(self, client: str, now: float) -> float:
        """Return the seconds of long work that a client has had, the older the less they count."""
        seconds, since = self._had.get(client, (0.0, now))
        return seconds * math.exp2((since - now) / HALF)

    def charge(self, client: str, seconds: float, now: float) -> None:
        """Put seconds to the account of a client."""
        self._had[client] = self.had(client, now) + seconds, now
        self._had.move_to_end(client)
        if len(self._had) > CLIENTS:
            self._had.popitem(last=False)

    def heavy(self, client: str, now: float) -> bool:
        """Return whether a client's queries count as long ones from their beginning."""
        return self.had(client, now) > HEAVY
