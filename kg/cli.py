"""The verbs on the command line: what they print and the status they exit with.

Exit status: 0 done, 1 findings, 2 something given is wrong (one line on standard error says where and what to do).
"""

import argparse
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from kg.errors import KgError

DEFAULT = "build/kg"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb and return the exit status."""
    parser = _parser()
    given = parser.parse_args(arguments)
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


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kg", description="An evidence-first knowledge graph of AI surveillance: every row opens its receipt."
    )
    verbs = parser.add_subparsers(dest="verb", metavar="VERB")

    def verb(name: str, summary: str) -> argparse.ArgumentParser:
        return verbs.add_parser(name, help=summary, description=summary)

    def on_graph(each: argparse.ArgumentParser) -> None:
        told = f"a built graph, or the http address of an endpoint ({DEFAULT})"
        each.add_argument("--graph", type=_place, default=Path(DEFAULT), metavar="PLACE", help=told)

    build = verb("build", "Build the graph from the sources, infer what follows, and validate it.")
    written = f"the folder, or the http address of an endpoint, to write it to ({DEFAULT})"
    build.add_argument("--to", type=_place, default=Path(DEFAULT), metavar="PLACE", help=written)
    build.add_argument(
        "--sources", type=Path, action="append", default=[], metavar="DIR", help="a folder of your own sources as well"
    )
    build.add_argument("--format", choices=("text", "json"), default="text", help="of the report")

    infer = verb("infer", "List what the rules derive, with the number of triples of each.")
    on_graph(infer)
    infer.add_argument("--owl", action="store_true", help="say instead whether HermiT finds the graph consistent")

    why = verb("why", "Show why a derived edge holds: its rule and claims, down to the place in the source.")
    for name in ("subject", "predicate", "object"):
        why.add_argument(name, help="a CURIE or IRI, such as " + _EXAMPLES[name])
    on_graph(why)

    validate = verb("validate", "List what is wrong with the graph, one finding a line; exit status 1 if any.")
    on_graph(validate)
    validate.add_argument("--reference", action="store_true", help="run the shapes through pySHACL instead")
    validate.add_argument("--data", type=Path, metavar="FILE", help="check your own RDF file instead of a built graph")
    validate.add_argument("--report", type=Path, metavar="FILE", help="write the findings as an HTML page as well")
    validate.add_argument("--texts", type=Path, metavar="DIR", help="hold the text locators against the texts in DIR")
    validate.add_argument(
        "--sources", type=Path, action="append", default=[], metavar="DIR", help="with --texts: as in build"
    )

    ask = verb("ask", "Answer a question, or any SPARQL query, on the graph.")
    ask.add_argument("question", nargs="?", help="the name of a question; see --list")
    ask.add_argument("--list", action="store_true", help="list the questions with their parameters")
    ask.add_argument("--tag", help="with --list: only questions with this tag")
    ask.add_argument("--param", action="append", default=[], metavar="NAME=VALUE", help="a parameter of the question")
    ask.add_argument("--format", choices=(*_TABLES, *_STANDARDS), default="table", metavar="FORMAT", help=_FORMATS)
    ask.add_argument("--cite", action="store_true", help="list for each row the claims it rests on")
    ask.add_argument("--sparql", metavar="QUERY", help="ask this SPARQL text instead")
    ask.add_argument("--file", type=Path, metavar="FILE", help="ask the SPARQL in this file instead")
    on_graph(ask)

    diff = verb("diff", "Compare two sources, or two builds, claim by claim.")
    diff.add_argument("sides", nargs="*", metavar="SIDE", help="two sources of one graph, or two built graphs")
    diff.add_argument("--ontology", action="store_true", help="the sides are versions of the ontology, file or folder")
    diff.add_argument("--kind", help="only this kind of situation, such as Supply; the table then lists each change")
    diff.add_argument("--format", choices=("table", "json", "md", "html", "lines"), default="table")
    twice = f"the graph of the sources ({DEFAULT}); given twice, the builds to compare"
    diff.add_argument("--graph", type=_place, action="append", metavar="PLACE", help=twice)

    draw = verb("draw", "Draw a view as a network: .html, .graphml or .json.")
    draw.add_argument("view", nargs="?", help="the name of a view; see --list")
    draw.add_argument("--list", action="store_true", help="list the views")
    draw.add_argument("--to", type=Path, metavar="FILE", help="the file to write; its suffix names the format")
    draw.add_argument("--param", action="append", default=[], metavar="NAME=VALUE", help="a parameter of the view")
    on_graph(draw)

    read = verb("read", "Propose the claims that articles make, each with its place in the text, for review.")
    read.add_argument("files", nargs="*", metavar="FILE", help="text, Markdown or HTML; - or none: standard input")
    read.add_argument("--format", choices=("toml", "json"), default="toml")
    read.add_argument("--extractor", default="rules", help="an extractor of an installed package instead of the rules")

    check = verb("check", "Hold the figures and supplies in articles against the graph; exit status 1 if one differs.")
    check.add_argument("files", nargs="*", metavar="FILE", help="text, Markdown or HTML; - or none: standard input")
    check.add_argument("--format", choices=("table", "json", "html"), default="table")
    check.add_argument("--extractor", default="rules", help="as in read")
    on_graph(check)

    document = verb("document", "Write the documentation of the ontology: one HTML page.")
    document.add_argument("--to", type=Path, required=True, metavar="FILE", help="the page to write")

    publish = verb("publish", "Write the graph as a site of files: pages, documents, dumps, server rules.")
    publish.add_argument("folder", type=Path, metavar="DIR", help="the folder to write; a site in it is replaced")
    publish.add_argument("--base", metavar="IRI", help="the base of every IRI, in the place of the toolkit's own")
    publish.add_argument("--previous", type=Path, metavar="DIR", help="the site before, to tell what changed since")
    on_graph(publish)

    format_ = verb("format", "Write Turtle files in the one canonical form.")
    format_.add_argument("files", nargs="*", type=Path, metavar="FILE", help="those of the ontology when none is given")
    format_.add_argument("--check", action="store_true", help="write nothing; exit status 1 if a file would change")
    return parser


def _place(text: str) -> Path | str:
    """Return the address of an endpoint as it is, and anything else as a path."""
    return text if "://" in text else Path(text)


_TABLES = ("table", "csv", "json", "md")
_STANDARDS = (
    *("sparql-json", "sparql-xml", "sparql-csv", "sparql-tsv"),
    *("turtle", "trig", "jsonld", "ntriples", "nquads", "rdfxml"),
)
_FORMATS = f"{', '.join(_TABLES)}; or as the standards write it: {', '.join(_STANDARDS)}"
_EXAMPLES = {"subject": "vendor:huawei", "predicate": "ais:suppliesTo", "object": "state:srb"}


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

    if given.list:
        from kg import console

        listed = query.read_all("questions")
        print(console.questions([each for each in listed if given.tag is None or given.tag in each.tags]))
        return 0
    chosen = [name for name in (given.question, given.sparql, given.file) if name is not None]
    if len(chosen) != 1:
        raise KgError("kg ask", f"{len(chosen)} questions given", "name one question, or give --sparql or --file")
    built = store.open_graph(given.graph)
    claims: str | None = None
    if given.question is not None:
        question = query.find(given.question)
        claims, place = question.claims, f"questions/{question.name}.rq"
        text = question.bind(partial(query.named, built), _params(given.param))
    else:
        if given.param:
            raise KgError("--param", "parameters belong to a question by name", "write the value into the query")
        place = "--sparql" if given.file is None else str(given.file)
        text = given.sparql if given.file is None else query.sparql(given.file)
    if given.format in _STANDARDS and not given.cite:
        from kg import serialization

        print(serialization.write(built, text, given.format, place), end="")
        return 0
    if given.cite and given.format in _STANDARDS:
        raise KgError(f"--format {given.format}", "it has no place for citations", "ask without --cite")
    if given.cite and claims is None:
        raise KgError(given.question or "the query", "it names no variable that carries claims", "ask without --cite")
    table = query.run(built, text, place)
    print(answer.FORMATS[given.format](answer.read(built, table, claims, cite=given.cite)), end="")
    return 0


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
