"""Rows and their receipts: a question of the library, plain words, or any SPARQL query."""

import argparse
import re
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kg import garbage
from kg.errors import KgError, StoreError
from kg.verbs import arguments

if TYPE_CHECKING:
    from kg.query.query import Queryable
    from kg.query.solution import Table

SUMMARY = "Answer a question, or any SPARQL query, on the graph."

TABLES = ("table", "csv", "json", "md")
LISTS = ("table", "md", "ttl", "openapi")
STANDARDS = (
    *("sparql-json", "sparql-xml", "sparql-csv", "sparql-tsv"),
    *("turtle", "trig", "jsonld", "ntriples", "nquads", "rdfxml"),
)
FORMATS = (*TABLES, *STANDARDS, "ttl", "openapi")


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument("question", nargs="?", help="the name of a question, or a question in plain words, in quotes")
    parser.add_argument("--list", action="store_true", help=f"list the questions; --format {', '.join(LISTS)}")
    parser.add_argument("--tag", help="with --list: only questions with this tag")
    parser.add_argument("--describe", metavar="NAME", help="say what a question asks, its parameters and its SPARQL")
    parser.add_argument(
        "--param", action="append", default=[], metavar="NAME=VALUE", help="a parameter of the question"
    )
    told = f"{', '.join(TABLES)}; or as the standards write it: {', '.join(STANDARDS)}"
    parser.add_argument("--format", choices=FORMATS, default="table", metavar="FORMAT", help=told)
    parser.add_argument(
        "--spreadsheet",
        action="store_true",
        help="CSV that Excel opens with every letter, and in which no cell is a formula; other CSV is raw",
    )
    parser.add_argument(
        "--anyway", action="store_true", help="of plain words that nothing answers, run the nearest question"
    )
    parser.add_argument("--cite", action="store_true", help="list for each row the claims it rests on")
    instead = "give the sources behind the rows instead"
    parser.add_argument("--bibliography", choices=("csl-json", "bibtex", "ris"), help=instead)
    parser.add_argument("--sparql", metavar="QUERY", help="ask this SPARQL text instead")
    told = "ask the SPARQL in this file instead; - is standard input"
    parser.add_argument("--file", type=Path, metavar="FILE", help=told)
    arguments.graph(parser)
    parser.epilog = "A query may take as long as it likes: Ctrl-C ends it, and 'timeout 60 kg ask …' gives it a minute."


@garbage.rare()
def run(given: argparse.Namespace) -> int:
    """Run the verb and return its exit status."""
    if given.list or given.describe:
        print(_listed(given), end="")
        return 0
    from kg.answering import answer, sign, unsettled
    from kg.graph import store
    from kg.query import library, query

    if given.format in LISTS and given.format not in TABLES:
        raise KgError(f"--format {given.format}", "it is a format of the list of questions", "ask with --list")
    if given.spreadsheet and given.format not in ("table", "csv"):
        raise KgError(f"--format {given.format}", "it is not for spreadsheets", "ask with --format csv --spreadsheet")
    chosen = [name for name in (given.question, given.sparql, given.file) if name is not None]
    if len(chosen) != 1:
        raise KgError("kg ask", f"{len(chosen)} questions given", "name one question, or give --sparql or --file")
    built = store.open_graph(given.graph)
    claims: str | None = None
    taken: list[str] = []
    about: dict[str, str] = {}
    if given.question is not None and re.search(r"[\s?]", given.question.strip()):
        return _plain(given, built)
    if given.anyway:
        raise KgError("--anyway", "it belongs to a question in plain words", "put the words in quotes")
    if given.question is not None:
        question = query.find(given.question)
        claims, place = question.claims, f"questions/{question.name}.rq"
        about = answer.described(question)
        bound = arguments.params(given.param)
        text = question.bind(partial(query.named, built), bound)
        taken = [f"{each.name}={each.default}" for each in question.params if each.default and each.name not in bound]
    else:
        if given.param:
            raise KgError("--param", "parameters belong to a question by name", "write the value into the query")
        place, text = ("--sparql", given.sparql) if given.file is None else library.given(given.file, sys.stdin)
    if (given.cite or given.bibliography) and claims is None:
        raise _uncited(given, question.name if given.question is not None else "the query")
    if given.bibliography:
        return _shown(given, built, query.run(built, text, place), claims)
    if given.cite and given.format in STANDARDS and given.format != "sparql-json":
        raise KgError(f"--format {given.format}", "it has no place for citations", "ask without --cite")
    if given.format in STANDARDS:
        from kg.answering import serialization

        told = answer.read(built, query.run(built, text, place), claims, cite=True) if given.cite else None
        print(serialization.write(built, text, given.format, place, answer.links(told) if told else ()), end="")
        return 0
    table = query.run(built, text, place)
    if taken and not table.rows:
        print(f"kg: no row with {', '.join(taken)}, which --param changes", file=sys.stderr)
    if given.question is not None and (open_ := unsettled.open_rows(built, question, bound)):
        print(f"kg: {open_}", file=sys.stderr)
    known = unsettled.claims(table, claims)
    for left in unsettled.beside(built, question, bound, known) if given.question is not None else ():
        print(f"kg: {left.typed}", file=sys.stderr)
    disputes = given.question is not None and sign.CONFLICT in question.tags
    return _shown(given, built, table, claims, about, disputes=disputes)


def _plain(given: argparse.Namespace, built: "Queryable") -> int:
    """Answer plain words; what was understood goes to standard error."""
    from kg.answering import conclusion, sign, unsettled
    from kg.wording import several

    if given.param:
        raise KgError("--param", "plain words name their parameters themselves", "ask the question by name")
    found = several.understand(built, given.question, anyway=given.anyway)
    if given.format in STANDARDS:
        raise KgError(f"--format {given.format}", "plain words have no one query", "ask the question by name")
    if (given.cite or given.bibliography) and found.claims is None:
        raise _uncited(given, found.name)
    apart = given.format in ("table", "md") and not (given.spreadsheet or given.bibliography)
    own = several.answers(built, found)
    if apart and len(own) > 1:
        print(found.warning, file=sys.stderr)
    for each, table in own if apart else [(found, several.together(own))]:
        rows = [(each, table)] if apart else own
        told = "\n".join((several.told(each, rows), *conclusion.lines(built, each, rows)))
        print(told, file=sys.stderr)
        for part in each.plan:
            if part.frame is not None and (open_ := unsettled.open_rows(built, part.frame.question, part.params)):
                print(f"kg: {open_}, with the question as typed", file=sys.stderr)
        for left in unsettled.parts(built, each.plan, unsettled.claims(table, each.claims)):
            print(f"kg: {left.typed}", file=sys.stderr)
        about = {"asked": given.question, "limits": told, "bound": several.bound(each)}
        disputes = any(part.frame is not None and sign.CONFLICT in part.frame.question.tags for part in each.plan)
        _shown(given, built, table, each.claims, about, disputes=disputes)
    for line in several.counted(found, own) if apart else ():
        print(line, file=sys.stderr)
    return 0


def _shown(
    given: argparse.Namespace,
    built: "Queryable",
    table: "Table",
    claims: str | None,
    about: dict[str, str] | None = None,
    *,
    disputes: bool = False,
) -> int:
    """Print a table in the format that is given, or the sources behind its rows.

    Where the question is about ``disputes`` itself, no row is marked as in dispute.
    """
    from kg.answering import answer

    if given.bibliography:
        from kg.answering import bibliography

        rows = answer.read(built, table, claims).claims
        print(bibliography.FORMATS[given.bibliography](bibliography.items(built, (c for r in rows for c in r))), end="")
        return 0
    write = answer.to_spreadsheet if given.spreadsheet else answer.FORMATS[given.format]
    marked = given.format in ("table", "md") and not given.spreadsheet and not disputes
    found = answer.read(built, table, claims, cite=given.cite, mark=marked, about=about)
    print(write(found), end="")
    if found.license and given.format == "csv":
        print(found.license, file=sys.stderr)
    return 0


def _uncited(given: argparse.Namespace, asked: str) -> KgError:
    option = "--cite" if given.cite else "--bibliography"
    return KgError(asked, "it names no variable that carries claims", f"ask without {option}")


def _listed(given: argparse.Namespace) -> str:
    """Return the list of questions, or the description of one."""
    from kg.answering import questionnaire
    from kg.graph import store
    from kg.query import query
    from kg.verbs import console

    try:
        valid = questionnaire.valid_ids(store.open_graph(given.graph))
    except StoreError:
        valid = {}
    if given.describe:
        return questionnaire.describe(query.find(given.describe), valid) + "\n"
    listed = questionnaire.tagged(query.read_all("questions"), given.tag)
    if given.format not in LISTS:
        raise KgError(f"--format {given.format}", "no format of a list", f"write one of {', '.join(LISTS)}")
    if given.format in questionnaire.FORMATS:
        return questionnaire.FORMATS[given.format](listed, valid)
    return console.questions(listed) + "\n"
