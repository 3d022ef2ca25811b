"""The magics of a notebook after ``%load_ext kg``: ``%%sparql`` runs the SPARQL in its cell, ``%ask`` a question."""

import shlex
from typing import NoReturn

from IPython.core.error import UsageError
from IPython.core.interactiveshell import InteractiveShell

from kg.answering import notebook
from kg.answering.notebook import Result
from kg.errors import KgError
from kg.graph import store
from kg.option import Once


class _Line(Once):
    """The arguments of a magic's line; what is wrong with them is told in one line."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"%{self.prog}: {message}")


def _line(name: str) -> _Line:
    line = _Line(name, add_help=False)
    line.add_argument("--graph", default=str(store.DEFAULT))
    line.add_argument("--name")
    return line


_SPARQL = _line("sparql")
_SPARQL.add_argument("--claims")
_ASK = _line("ask")
_ASK.add_argument("question")
_ASK.add_argument("params", nargs="*")


def load(shell: InteractiveShell) -> None:
    """Register the magics with a shell."""

    def sparql(line: str, cell: str) -> Result:
        """Answer the SPARQL query in the cell: ``%%sparql [--graph PLACE] [--claims COLUMN] [--name VARIABLE]``.

        PLACE is a folder that 'kg build' wrote, or the address of an endpoint; COLUMN carries claim IRIs, whose
        receipts the rows then open; VARIABLE keeps the answer.
        """
        given = _SPARQL.parse_args(shlex.split(line))
        try:
            return named(notebook.sparql(store.graph_of(given.graph), cell, given.claims), given.name)
        except KgError as error:
            raise UsageError(str(error)) from None

    def ask(line: str) -> Result:
        """Answer a question by name: ``%ask QUESTION [PARAMETER=VALUE …] [--graph PLACE] [--name VARIABLE]``.

        A parameter given several times takes several values; a value with spaces stands in quotation marks.
        """
        given = _ASK.parse_args(shlex.split(line))
        params: dict[str, list[str]] = {}
        for pair in given.params:
            name, equals, value = pair.partition("=")
            if not equals:
                raise UsageError(f"%ask: {pair!r} is not name=value; write for example state=Serbia")
            params.setdefault(name, []).append(value)
        try:
            return named(notebook.ask(store.graph_of(given.graph), given.question, **params), given.name)
        except KgError as error:
            raise UsageError(str(error)) from None

    def named(result: Result, name: str | None) -> Result:
        if name:
            shell.user_ns[name] = result
        return result

    shell.magics_manager.register_function(sparql, "cell", "sparql")
    shell.magics_manager.register_function(ask, "line", "ask")
