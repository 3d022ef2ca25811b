"""What may be written after ``kg``: the verbs and what each takes."""

import argparse
from pathlib import Path

DEFAULT = "build/kg"
"""Where ``kg build`` writes and the other verbs look."""


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line; what it yields names the verb in ``verb``."""
    command = argparse.ArgumentParser(
        prog="kg", description="An evidence-first knowledge graph of AI surveillance: every row opens its receipt."
    )
    verbs = command.add_subparsers(dest="verb", metavar="VERB")

    def verb(name: str, summary: str) -> argparse.ArgumentParser:
        return verbs.add_parser(name, help=summary, description=summary)

    def on_graph(each: argparse.ArgumentParser) -> None:
        told = f"a built graph, or the http address of an endpoint ({DEFAULT})"
        each.add_argument("--graph", type=place, default=Path(DEFAULT), metavar="PLACE", help=told)

    build = verb("build", "Build the graph from the sources, infer what follows, and validate it.")
    written = f"the folder, or the http address of an endpoint, to write it to ({DEFAULT})"
    build.add_argument("--to", type=place, default=Path(DEFAULT), metavar="PLACE", help=written)
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
    ask.add_argument("question", nargs="?", help="the name of a question, or a question in plain words, in quotes")
    ask.add_argument("--list", action="store_true", help=f"list the questions; --format {', '.join(LISTS)}")
    ask.add_argument("--tag", help="with --list: only questions with this tag")
    ask.add_argument("--describe", metavar="NAME", help="say what a question asks, its parameters and its SPARQL")
    ask.add_argument("--param", action="append", default=[], metavar="NAME=VALUE", help="a parameter of the question")
    ask.add_argument("--format", choices=FORMATS, default="table", metavar="FORMAT", help=_FORMATS)
    ask.add_argument("--cite", action="store_true", help="list for each row the claims it rests on")
    told = "give the sources behind the rows instead"
    ask.add_argument("--bibliography", choices=("csl-json", "bibtex", "ris"), help=told)
    ask.add_argument("--sparql", metavar="QUERY", help="ask this SPARQL text instead")
    ask.add_argument("--file", type=Path, metavar="FILE", help="ask the SPARQL in this file instead")
    on_graph(ask)

    diff = verb("diff", "Compare two sources, or two builds, claim by claim.")
    diff.add_argument("sides", nargs="*", metavar="SIDE", help="two sources of one graph, or two built graphs")
    diff.add_argument("--ontology", action="store_true", help="the sides are versions of the ontology, file or folder")
    diff.add_argument("--kind", help="only this kind of situation, such as Supply; the table then lists each change")
    diff.add_argument("--format", choices=("table", "json", "md", "html", "lines"), default="table")
    twice = f"the graph of the sources ({DEFAULT}); given twice, the builds to compare"
    diff.add_argument("--graph", type=place, action="append", metavar="PLACE", help=twice)

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
    return command


def place(text: str) -> Path | str:
    """Return the address of an endpoint as it is, and anything else as a path."""
    return text if "://" in text else Path(text)


TABLES = ("table", "csv", "json", "md")
LISTS = ("table", "md", "ttl", "openapi")
STANDARDS = (
    *("sparql-json", "sparql-xml", "sparql-csv", "sparql-tsv"),
    *("turtle", "trig", "jsonld", "ntriples", "nquads", "rdfxml"),
)
FORMATS = (*TABLES, *STANDARDS, "ttl", "openapi")
_FORMATS = f"{', '.join(TABLES)}; or as the standards write it: {', '.join(STANDARDS)}"
_EXAMPLES = {"subject": "vendor:huawei", "predicate": "ais:suppliesTo", "object": "state:srb"}
