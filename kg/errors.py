"""Every error a reader of this toolkit can meet, one line each: place: what was found; what to do.

KgError
├── ReadError        an input file does not say what its format promises
│   ├── OntologyError    ontology/*.ttl
│   ├── RegisterError    ontology/registers/*.csv
│   │   └── RegisterErrors   several of them, a line each
│   ├── SourceError      sources/*.toml and their tables
│   │   └── SourceErrors     several of them, a line each
│   ├── QueryError       queries/**/*.rq
│   │   └── QueryErrors      several of them, a line each
│   └── Several          any of those that tell all at once
├── UnknownName      a name, identifier or parameter that nothing answers to
│   └── UnknownThing     a name of no thing, or of several
├── Unanswered       a question in plain words that no question of the library answers
├── StoreError       a built store is missing, broken or in use
├── TargetError      a file or folder that cannot be written
└── MissingExtra     a package that an optional part of the toolkit needs is not installed

What is no error, and has to be known of an answer, is a Doubt: a warning of Python, told by the command in one line.
"""

import re
import shlex
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

TURNING = r"\u2028\u2029\u202a-\u202e\u2066-\u2069"
"""What turns the direction of a line or breaks it, so that another text is seen than stands there; for a pattern."""
_UNSEEN = re.compile(rf"[\x00-\x1f\x7f-\x9f\ud800-\udfff{TURNING}]")
"""What a terminal takes as an order, or cannot write."""


_USER = re.compile(r"(?<=://)[^\s/]*@(?=[\w\[])")


def without_users(text: str) -> str:
    """Return a text without the users and passwords in its addresses.

    >>> without_users("http://ada:secret@localhost:7878/sparql")
    'http://localhost:7878/sparql'
    """
    return _USER.sub("", text)


_LONG = re.compile(r"((?:'|\")[^'\"]{80})[^'\"]{1900,}([^'\"]{20}(?:'|\"))", re.DOTALL)
"""A quoted value that no reader reads to its end."""


class KgError(Exception):
    """A problem with what was given, told as ``place: found; todo``; the command exits with status 2."""

    def __init__(self, place: str, found: str, todo: str) -> None:
        super().__init__(place, found, todo)
        self.place = place
        self.found = found
        self.todo = todo

    def __reduce__(self) -> "tuple[object, ...]":
        """Return what makes the error again in another process, whatever it was made from."""
        return _again, (type(self), self.args, self.__dict__)

    def __str__(self) -> str:
        line = without_users(_LONG.sub(r"\1…\2", f"{self.place}: {self.found}; {self.todo}"))
        return _UNSEEN.sub("\ufffd", " ".join(line.split()))


def _again(kind: type[KgError], given: tuple[object, ...], held: dict[str, object]) -> KgError:
    error = kind.__new__(kind, *given)
    error.args = given
    error.__dict__.update(held)
    return error


class ReadError(KgError):
    """An input file does not say what its format promises."""


class OntologyError(ReadError):
    """A file of the ontology cannot be read, or lacks what the toolkit relies on."""


class RegisterError(ReadError):
    """A register row breaks the rules of identity: a name twice, an unknown type, a broken row."""


class SourceError(ReadError):
    """A source file states something its format, the ontology or the registers do not allow."""


class Several(ReadError):
    """What is wrong with files, all of it at once: a line each for the first of them, and how many more there are."""

    SHOWN = 20

    def __init__(self, faults: Sequence[ReadError]) -> None:
        super().__init__(faults[0].place, faults[0].found, faults[0].todo)
        self.faults = tuple(faults)

    def __str__(self) -> str:
        more = len(self.faults) - self.SHOWN
        lines = [str(fault) for fault in self.faults[: self.SHOWN]]
        return "\n".join([*lines, *([f"and {more} more errors; correct these first"] if more > 0 else [])])


class SourceErrors(Several, SourceError):
    """What is wrong with sources."""


class RegisterErrors(Several, RegisterError):
    """What is wrong with registers."""


class QueryError(ReadError):
    """A query file is not valid SPARQL, or its front matter does not fit its text."""


class QueryErrors(Several, QueryError):
    """What is wrong with query files."""


class Faults:
    """What is wrong with sources, registers or queries, collected while they are read to their end."""

    def __init__(self) -> None:
        self.found: list[ReadError] = []

    def kept(self) -> "Faults":
        """Return what keeps an error of a source, register or query that is raised in its block, and goes on."""
        return self

    def __enter__(self) -> None:
        """Begin a block."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        """Keep the error that a block ended with, if it is one of a source, a register or a query."""
        if isinstance(error, Several):
            self.found += error.faults
        elif isinstance(error, SourceError | RegisterError | QueryError):
            self.found.append(error)
        return error is None or isinstance(error, Several | SourceError | RegisterError | QueryError)

    def told(self) -> None:
        """Raise what was kept, if anything was.

        Raises:
            ReadError: the one that was kept, or all of them as SourceErrors, RegisterErrors or QueryErrors.
        """
        if len(self.found) > 1:
            kinds = ((RegisterError, RegisterErrors), (QueryError, QueryErrors), (ReadError, SourceErrors))
            raise next(several for one, several in kinds if isinstance(self.found[0], one))(self.found)
        if self.found:
            raise self.found[0]


class Doubt(UserWarning):
    """What keeps an answer from being relied on as others are, told as an error is; the answer is given."""


class UnknownName(KgError):
    """Nothing answers to a name, an identifier or a parameter."""


class UnknownThing(UnknownName):
    """No thing, or more than one, answers to a name that is one by its form."""


class Unanswered(KgError):
    """No question of the library uses all that a text of plain words says, or several that differ do."""


class StoreError(KgError):
    """A built store is missing, broken or in use."""


class TargetError(KgError):
    """A file or folder that cannot be written."""


class MissingExtra(KgError):
    """A package that an optional part of the toolkit needs is not installed; an extra brings it."""

    def __init__(self, place: str, package: str | None, extra: str) -> None:
        found = f"{(package or extra).partition('.')[0]} is not installed"
        super().__init__(place, found, f"run: {installing(extra)}")


def installing(extra: str = "") -> str:
    """Return the command that installs an extra into this environment, or what is missing without one.

    It holds whether kg came from a checkout or from a wheel: the package itself is here, and is not looked up.
    """
    python = Path(sys.executable or "python")
    here = python.relative_to(Path.cwd()) if python.is_relative_to(Path.cwd()) else python
    return f"{shlex.quote(str(here))} -m pip install 'surveillance-kg{extra and f'[{extra}]'}'"


def suggestion(name: str, known: Iterable[str], otherwise: str) -> str:
    """Return ``did you mean 'x'?`` for the nearest of ``known``, or ``otherwise`` when none is near.

    Near means a similarity of at least 70 of 100 (Indel ratio of the lower-cased names, as rapidfuzz defines it).
    """
    from rapidfuzz import fuzz, process

    best = process.extractOne(
        name.casefold(), {k: k.casefold() for k in sorted(known)}, scorer=fuzz.ratio, score_cutoff=70
    )
    return f"did you mean {best[2]!r}?" if best else otherwise
