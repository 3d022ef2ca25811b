"""The command ``kg``: which verb is run, and the status it exits with.

Exit status: 0 done, 1 findings, 2 something given is wrong (one line on standard error says where and what to do).
"""

import argparse
import errno
import os
import re
import signal
import sys
import warnings
from collections.abc import Iterator, Sequence
from importlib import import_module
from keyword import iskeyword
from pathlib import Path
from types import ModuleType
from typing import NoReturn, TextIO, cast

from kg.errors import Doubt, KgError, StoreError, suggestion, without_users
from kg.option import TWICE, Once
from kg.overlay import workspace
from kg.setting import use
from kg.stream import TOLD, Output, standard

VERBS = (
    *("new", "import", "add", "alias", "merge", "names"),
    *("build", "load", "infer", "why", "validate", "ask", "watch", "diff", "draw", "explore", "network", "associate"),
    *("publish", "export", "serve", "mcp", "read", "review", "check", "document", "format", "doctor"),
)
"""In the order of the line from files to readers; each is a module of :mod:`kg.verbs`."""
ALONE = ("new", "format", "document")
"""The verbs that no workspace changes."""
WHOLE: tuple[list[str], ...] = ([], ["-h"], ["--help"], ["--version"])
"""What is said of no verb, to which the options of verbs are nothing."""
READING = ("ask", "why", "diff")
"""The verbs that write nothing, and are ended at once by Ctrl-C, whatever the engine is doing."""

_ROOM = {errno.ENOSPC: "make room there", errno.ENAMETOOLONG: "give a shorter name"}
"""What no verb can do anything about → what its reader can."""


def main(words: Sequence[str] | None = None) -> int:
    """Run one verb and return the exit status."""
    own = words is None
    if words is None:
        words = sys.argv[1:]
        if not _leave_working_folder():
            return 2
    with standard() as output, warnings.catch_warnings():
        warnings.showwarning = _doubted
        try:
            output.flush()
            try:
                return _done(words, output, own=own)
            finally:
                output.flush()
        except KgError as error:
            for line in str(error).splitlines():
                print(f"kg: {line}", file=sys.stderr)
            return 2
        except BrokenPipeError:
            output.lost = True
            return 0
        except OSError as error:
            if error.errno not in _ROOM:
                raise
            place = without_users(str(error.filename or "a file"))
            print(f"kg: {place[:200]}: {error.strerror}; {_ROOM[error.errno]}", file=sys.stderr)
            return 2
        except KeyboardInterrupt:
            print("kg: stopped", file=sys.stderr)
            return 130


def _doubted(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    """Tell a warning: what is doubtful of an answer in one line of ours, any other as Python does."""
    if issubclass(category, Doubt):
        print(f"kg: {message}", file=sys.stderr)
    else:
        print(warnings.formatwarning(message, category, filename, lineno, line), end="", file=file or sys.stderr)


def _done(words: Sequence[str], output: Output, *, own: bool) -> int:
    """Run one verb; what it prints may still be on its way."""
    command = parser(words[0] if words and words[0] in VERBS else None, named=list(words) in WHOLE)
    _undecoded(words)
    given = command.parse_args(words)
    if given.verb is None:
        command.print_help()
        return 0
    listed = given.verb == "export" or getattr(given, "bibliography", None)
    output.raw = bool(listed) or getattr(given, "format", TOLD[0]) not in TOLD
    _enter(given)
    if own and given.verb in READING and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    return _run(given)


def _run(given: argparse.Namespace) -> int:
    """Run the verb that was given; what an endpoint answers that no graph of ours would is an error of the endpoint."""
    try:
        return int(_module(given.verb).run(given))
    except (
        ArithmeticError,
        AssertionError,
        AttributeError,
        LookupError,
        RecursionError,
        TypeError,
        ValueError,
    ) as error:
        address = next(_asked(given), None)
        if address is None:
            raise
        told = "its answers are not those of a graph of ours"
        raise StoreError(address, told, "name an endpoint that 'kg build --to' wrote to") from error


def _asked(given: argparse.Namespace) -> Iterator[str]:
    """Yield the addresses of the endpoints that a verb asks; what it writes to, or runs on, gives it no answers."""
    for place in (getattr(given, name, None) for name in ("graph", "before")):
        for each in place if isinstance(place, list) else [place]:
            if isinstance(each, str) and each.startswith(("http://", "https://")):
                yield each


def _enter(given: argparse.Namespace) -> None:
    """Use the workspace that is named, or in which one stands, and say so; its graph stands in it."""
    found = None if given.verb in ALONE else workspace.find(given.workspace)
    use(found)
    if found is None:
        return
    print(f"kg: workspace {found.folder} ({found.title})", file=sys.stderr)
    for name in ("graph", "to"):
        if getattr(given, name, None) == workspace.GRAPH:
            setattr(given, name, found.folder / workspace.GRAPH)


def _leave_working_folder() -> bool:
    """Take the working folder off the path of imports: what stands there is data, and may be anybody's.

    Where it is gone, say so and return False.
    """
    root = os.path.realpath(Path(__file__).parent.parent)
    try:
        here = os.path.realpath(Path.cwd())
    except OSError:
        print("kg: the folder in which you stand: it is not there any more; go to another", file=sys.stderr)
        return False
    sys.path[:] = [path for path in sys.path if os.path.realpath(path or here) != here or here == root]
    return True


def _undecoded(words: Sequence[str]) -> None:
    """Do nothing where each of some words is text, or the name of a file.

    Raises:
        KgError: one holds bytes that are no text in the encoding of the terminal.
    """
    for word in words:
        path = word.partition("=")[2] if word.startswith("-") else word
        if re.search("[\ud800-\udfff]", word) and not os.path.lexists(path):
            raise KgError("command line", f"{word!r} holds bytes that are not UTF-8", "write it in UTF-8")


class _Parser(Once):
    """A parser whose errors are one line, as all of this toolkit's."""

    def error(self, message: str) -> NoReturn:
        """Raise what is wrong with the words, with the nearest of those that are known.

        Raises:
            KgError: always.
        """
        told = f"'{self.prog} --help' lists what it takes"
        chosen = re.search(r"invalid choice: '([^']*)'.*\(choose from (.*)\)", message)
        unknown = re.match(r"unrecognized arguments: (--?[\w-]+)", message)
        if chosen:
            choices = re.findall(r"[\w-]+", chosen[2])
            message = f"{message.partition(':')[0]}: there is no {chosen[1]!r}"
            told = suggestion(chosen[1], choices, f"choose from {', '.join(choices)}")
        elif TWICE in message:
            message, told = message.removeprefix("argument "), "leave one of them out"
        elif unknown:
            told = suggestion(unknown[1], self._options(), told)
        raise KgError(self.prog if " " in self.prog else "command line", message, told)

    def _options(self) -> list[str]:
        """Return the options of the parser and of the verbs it holds."""
        below = [
            each for action in self._actions if isinstance(action.choices, dict) for each in action.choices.values()
        ]
        return [*self._option_string_actions, *(option for each in below for option in each._option_string_actions)]


class _Version(argparse.Action):
    """Prints the version, for which the ontology is read: only where it is asked for."""

    def __call__(self, command: argparse.ArgumentParser, *given: object) -> NoReturn:
        from kg.namespace import version

        print(f"kg {version()}")
        command.exit()


def parser(verb: str | None = None, *, named: bool = False) -> argparse.ArgumentParser:
    """Return the parser of the command line, of one verb or of all; what it yields names the verb in ``verb``.

    Where verbs are only to be ``named``, it knows none of their options.
    """
    command = _Parser(
        prog="kg", description="An evidence-first knowledge graph of AI surveillance: every row opens its receipt."
    )
    command.add_argument("--version", action=_Version, nargs=0, help="show program's version number and exit")
    made = cast(type[_Parser], lambda **given: command) if named else _Parser
    verbs = command.add_subparsers(dest="verb", metavar="VERB", parser_class=made)
    for name in VERBS if verb is None else (verb,):
        module = _module(name)
        own = verbs.add_parser(name, help=module.SUMMARY, description=module.SUMMARY)
        if named:
            continue
        module.add(own)
        if name not in ALONE:
            told = f"a folder with {workspace.FILE} (the one in which you stand)"
            own.add_argument("--workspace", type=Path, metavar="DIR", help=told)
    return command


def _module(verb: str) -> ModuleType:
    return import_module(f"kg.verbs.{verb}{'_' * iskeyword(verb)}")
