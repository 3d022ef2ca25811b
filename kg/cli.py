"""The verbs on the command line: what they print and the status they exit with.

Exit status: 0 done, 1 findings, 2 something given is wrong (one line on standard error says where and what to do).
"""

import argparse
import re
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kg import arguments
from kg.arguments import LISTS, STANDARDS, TABLES
from kg.errors import KgError, StoreError

if TYPE_CHECKING:
    from kg.query import Query, Queryable


def main(words: Sequence[str] | None = None) -> int:
    """Run one verb and return the exit status."""
    parser = arguments.parser()
    given = parser.parse_args(words)
    if given.verb is None:
        parser.print_help()
        return 0
    try:
        return int(_VERBS[given.verb](given))
    except KgError as error:
        print(f"kg: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        sys.stderr.close()
        return 0


def _build(given: argparse.Namespace) -> int:
    from kg import console, pipeline

    with console.progress(pipeline.STEPS) as told:
        _, report = pipeline.build(given.to, given.sources, told)
    print(console.report(report, given.format))
    return 1 if report.findings else 0


def _infer(given: argparse.Namespace) -> int:
    from kg import console, inference, store

    if given.owl:
        found = inference.reason((quad.triple for quad in store.open_store(given.graph)), edges=False)
        print(console.reasoning(found))
        return 0 if found.consistent and not found.unsatisfiable else 1
    for name, summary, number in inference.derived(store.open_store(given.graph)):
        print(f"{number:7,}  {name}: {summary}")
    return 0


def _why(given: argparse.Namespace) -> int:
    from kg import console, inference, store

    built = store.open_store(given.graph)
    for line in console.proofs(built, inference.why(built, given.subject, given.predicate, given.object)):
        print(line)
    return 0


def _validate(given: argparse.Namespace) -> int:
    from kg import graph, pipeline, report, store, validation

    if given.texts:
        claims, sources = pipeline.read(given.sources)
        findings = validation.verify(claims, sources, given.texts)
    else:
        built = graph.own(given.data) if given.data else store.open_store(given.graph)
        findings = validation.reference(built) if given.reference else validation.validate(built)
    for finding in findings:
        print(finding)
    print(f"{len(findings)} findings", file=sys.stderr)
    if given.report:
        print(report.write(findings, given.report))
    return 1 if findings else 0


def _ask(given: argparse.Namespace) -> int:
    from kg import answer, query, store

    if given.list or given.describe:
        print(_listed(given), end="")
        return 0
    if given.format in LISTS and given.format not in TABLES:
        raise KgError(f"--format {given.format}", "it is a format of the list of questions", "ask with --list")
    chosen = [name for name in (given.question, given.sparql, given.file) if name is not None]
    if len(chosen) != 1:
        raise KgError("kg ask", f"{len(chosen)} questions given", "name one question, or give --sparql or --file")
    built = store.open_graph(given.graph)
    claims: str | None = None
    if given.question is not None:
        question, params = _question(built, given.question)
        claims, place = question.claims, f"questions/{question.name}.rq"
        text = question.bind(partial(query.named, built), {**params, **_params(given.param)})
    else:
        if given.param:
            raise KgError("--param", "parameters belong to a question by name", "write the value into the query")
        place = "--sparql" if given.file is None else str(given.file)
        text = given.sparql if given.file is None else query.sparql(given.file)
    if (given.cite or given.bibliography) and claims is None:
        asked = question.name if given.question is not None else "the query"
        option = "--cite" if given.cite else "--bibliography"
        raise KgError(asked, "it names no variable that carries claims", f"ask without {option}")
    if given.bibliography:
        from kg import bibliography

        rows = answer.read(built, query.run(built, text, place), claims).claims
        print(bibliography.FORMATS[given.bibliography](bibliography.items(built, (c for r in rows for c in r))), end="")
        return 0
    if given.format in STANDARDS and not given.cite:
        from kg import serialization

        print(serialization.write(built, text, given.format, place), end="")
        return 0
    if given.cite and given.format in STANDARDS:
        raise KgError(f"--format {given.format}", "it has no place for citations", "ask without --cite")
    table = query.run(built, text, place)
    print(answer.FORMATS[given.format](answer.read(built, table, claims, cite=given.cite)), end="")
    return 0


def _listed(given: argparse.Namespace) -> str:
    """Return the list of questions, or the description of one."""
    from kg import console, query, questionnaire, store

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


def _question(built: "Queryable", asked: str) -> tuple["Query", dict[str, str]]:
    """Return the question of a name, or the one that plain words ask; what was understood goes to standard error."""
    from kg import query

    if not re.search(r"[\s?]", asked.strip()):
        return query.find(asked), {}
    from kg import wording

    found = wording.read(built, asked)
    text = found.question.bind(partial(query.named, built), found.params)
    print(wording.told(found, text), file=sys.stderr)
    return found.question, found.params


def _diff(given: argparse.Namespace) -> int:
    from kg import difference, revision

    if given.ontology and len(given.sides) == 2:
        print(*revision.changes(*map(Path, given.sides)), sep="\n")
        return 0
    found = difference.between(given.graph or [], given.sides)
    print(difference.FORMATS[given.format](found.of_kind(given.kind)), end="")
    return 0


def _draw(given: argparse.Namespace) -> int:
    from kg import console, query, store, view

    if given.list:
        print(console.questions(query.read_all("views")))
        return 0
    if given.view is None or given.to is None:
        raise KgError("kg draw", "no view or no file", "write kg draw VIEW --to FILE; kg draw --list names the views")
    path = view.draw(store.open_graph(given.graph), given.view, given.to, **_params(given.param))
    print(path)
    return 0


def _document(given: argparse.Namespace) -> int:
    from kg import documentation

    print(documentation.write(given.to))
    return 0


def _publish(given: argparse.Namespace) -> int:
    from kg import console, namespace, publication, store

    base = given.base or namespace.BASE
    with console.progress(publication.STEPS) as told:
        report = publication.publish(store.open_store(given.graph), given.folder, base, given.previous, told)
    size, seconds = report.size / 1e6, sum(report.seconds.values())
    print(f"{report.files:,} files, {size:,.1f} MB, in {seconds:.1f} seconds; begin at {given.folder}/index.html")
    return 0


def _format(given: argparse.Namespace) -> int:
    from kg import turtle
    from kg.namespace import folder

    found = 0
    for path in given.files or sorted(folder("ontology").glob("*.ttl")):
        if not given.check:
            if turtle.rewrite(path):
                print(path)
        elif (line := turtle.difference(path)) is not None:
            print(f"{path}, line {line}: not in canonical form; run 'kg format {path}'")
            found += 1
    return 1 if found else 0


def _read(given: argparse.Namespace) -> int:
    from kg import desk

    for part in desk.read(given.files, given.format, given.extractor):
        sys.stdout.write(part)
    return 0


def _check(given: argparse.Namespace) -> int:
    from kg import desk, store

    text, at_odds = desk.check(given.files, store.open_store(given.graph), given.format, given.extractor)
    print(text)
    return 1 if at_odds else 0


def _params(pairs: Sequence[str]) -> dict[str, str | list[str]]:
    """Return name → value, or values where a name is given several times."""
    found: dict[str, list[str]] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise KgError(f"--param {pair}", "not name=value", "write for example --param state=Serbia")
        found.setdefault(name, []).append(value)
    return {name: values[0] if len(values) == 1 else values for name, values in found.items()}


_VERBS = {
    "build": _build,
    "infer": _infer,
    "why": _why,
    "validate": _validate,
    "ask": _ask,
    "diff": _diff,
    "draw": _draw,
    "publish": _publish,
    "read": _read,
    "check": _check,
    "document": _document,
    "format": _format,
}
