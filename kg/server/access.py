"""Who may ask, by which name, and through whom: hosts, proxies and credentials."""

import asyncio
import base64
import hashlib
import hmac
import re
import secrets
from collections import OrderedDict
from collections.abc import Sequence
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from pathlib import Path
from weakref import WeakValueDictionary

from starlette.types import Scope

from kg.errors import KgError, ReadError
from kg.file import why
from kg.server.share import named

Network = IPv4Network | IPv6Network
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::[0-9]{1,5})?")
_WORK = {"n": 2**14, "r": 8, "p": 1}
REMEMBERED = 1_000
"""The credentials that are remembered as right."""


def networks(given: Sequence[str]) -> tuple[Network, ...]:
    """Return the networks of addresses such as ``127.0.0.1`` or ``10.0.0.0/8``.

    Raises:
        KgError: one is none.
    """
    found = []
    for each in given:
        try:
            found.append(ip_network(each, strict=False))
        except ValueError as error:
            told = f"not an address or a network: {each!r}"
            raise KgError("--proxy", told, "write for example 10.0.0.0/8") from error
    return tuple(found)


class Proxies:
    """The proxies whose word about a request is taken."""

    def __init__(self, trusted: Sequence[Network]) -> None:
        self.trusted = trusted

    def client(self, scope: Scope) -> str:
        """Return the client of a request: the last of those named on its way that no proxy of ours is."""
        found = scope["client"][0] if scope.get("client") else ""
        if self.trusted and self._ours(found):
            given = b",".join(value for name, value in scope["headers"] if name == b"x-forwarded-for")
            for each in reversed(given.decode("latin-1").split(",")[-100:]):
                address = _bare(each.strip())
                if not address:
                    break
                found = address
                if not self._ours(address):
                    break
        return named(found)

    def apply(self, scope: Scope) -> None:
        """Let a request be what the proxy before the server says: its scheme and its host."""
        if not self.trusted or not self._ours(scope["client"][0] if scope.get("client") else ""):
            return
        given = {name: value.decode("latin-1") for name, value in scope["headers"] if name.startswith(b"x-forwarded-")}
        scheme, host = (
            given.get(name, "").rpartition(",")[2].strip() for name in (b"x-forwarded-proto", b"x-forwarded-host")
        )
        if scheme in ("http", "https"):
            scope["scheme"] = scheme
        if _HOST.fullmatch(host):
            scope["headers"] = [
                *((name, value) for name, value in scope["headers"] if name != b"host"),
                (b"host", host.encode()),
            ]

    def _ours(self, address: str) -> bool:
        try:
            found = ip_address(address)
        except ValueError:
            return False
        return any(found in network for network in self.trusted)


def _bare(text: str) -> str:
    """Return the address in an element of ``X-Forwarded-For``, which may have a port, or nothing."""
    match = re.fullmatch(r"\[([0-9A-Fa-f:.%\w]+)\](?::\d+)?|([0-9.]+)(?::\d+)?|([0-9A-Fa-f:.]+)", text)
    found = next((each for each in match.groups() if each), "") if match else ""
    try:
        return str(ip_address(found))
    except ValueError:
        return ""


def host(scope: Scope, allowed: Sequence[str]) -> tuple[int, str]:
    """Return the status and the line a request is refused with for its ``Host``, or 0 and nothing.

    ``allowed`` are the names without port, any where it is empty.
    """
    given = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
    if len(given) != 1 or not (match := _HOST.fullmatch(given[0])):
        return 400, "the request names no host, or several; send one Host"
    if allowed and match[1].casefold() not in allowed:
        return 421, "this server does not go by that name; it is started with --allow-host for others"
    return 0, ""


class Keys:
    """The users of a file, each with a password or a token as its digest."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._held = dict(line.split(":", 1) for line in lines)
        self._right: OrderedDict[bytes, str] = OrderedDict()
        self._turn = asyncio.Lock()
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def user(self, scope: Scope, client: str) -> str:
        """Return the user of a request, or nothing where it gives no credentials, or wrong ones.

        A password takes a while, by intent: of one client one is looked at after the other, so that whoever tries many
        lets nobody else wait for more than one.
        """
        given = [value for name, value in scope["headers"] if name == b"authorization"]
        if len(given) != 1:
            return ""
        name = hashlib.sha256(given[0]).digest()
        if name in self._right:
            return self._right[name]
        own = self._turns.setdefault(client, asyncio.Lock())
        async with own:
            if name in self._right:
                return self._right[name]
            async with self._turn:
                found = await asyncio.to_thread(self._checked, given[0].decode("latin-1"))
        if found:
            self._right[name] = found
            if len(self._right) > REMEMBERED:
                self._right.popitem(last=False)
        return found

    def _checked(self, given: str) -> str:
        scheme, _, credentials = given.strip().partition(" ")
        if scheme.casefold() == "bearer":
            digest = hashlib.sha256(credentials.strip().encode("latin-1")).hexdigest()
            return next((u for u, h in self._held.items() if hmac.compare_digest(h, f"sha256${digest}")), "")
        if scheme.casefold() != "basic":
            return ""
        try:
            user, _, password = base64.b64decode(credentials, validate=True).decode().partition(":")
        except ValueError:
            return ""
        held = self._held.get(user, "")
        salt = held.split("$")[1] if held.startswith("scrypt$") else "00"
        return user if hmac.compare_digest(held.encode(), scrypt(password, salt).encode()) else ""


def scrypt(password: str, salt: str) -> str:
    """Return the digest of a password, as it stands in a file of users."""
    return f"scrypt${salt}${hashlib.scrypt(password.encode(), salt=bytes.fromhex(salt), **_WORK, dklen=32).hex()}"


def line(user: str, password: str) -> str:
    """Return the line of a user for the file, with a digest of the password.

    Raises:
        KgError: the name is none.
    """
    if not re.fullmatch(r"[\w.@-]{1,64}", user):
        raise KgError(f"user {user!r}", "not a name", "write it with letters, digits, '.', '-', '_' and '@'")
    return f"{user}:{scrypt(password, secrets.token_hex(16))}"


def keys(path: Path) -> Keys:
    """Return the users of a file: a line ``NAME:DIGEST`` each, as ``kg serve --add-user`` prints it.

    Raises:
        ReadError: the file cannot be read, others may read it, or a line is none of a user.
    """
    try:
        if path.stat().st_mode & 0o007:
            raise ReadError(str(path), "everybody may read it", f"run: chmod o= {path}")
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip() and line[0] != "#"]
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(str(path), f"cannot be read ({why(error)})", "name a file of users") from error
    for number, each in enumerate(lines, 1):
        if not re.fullmatch(r"[\w.@-]{1,64}:(scrypt\$[0-9a-f]{32}\$[0-9a-f]{64}|sha256\$[0-9a-f]{64})", each):
            raise ReadError(f"{path}, line {number}", "not the line of a user", "print one with kg serve --add-user")
    if not lines:
        raise ReadError(str(path), "it holds no user", "print a line with kg serve --add-user NAME")
    return Keys(lines)
