"""The documentation of the ontology: one HTML page, made of the files of ``ontology/`` and ``queries/`` alone.

Each term has an anchor of its name, so that the IRI of a term opens its entry. The page loads nothing from elsewhere.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from kg import file
from kg.drawing.template import templates
from kg.errors import TargetError
from kg.evidence import register
from kg.graph import inference
from kg.literal import text_of
from kg.namespace import VOCABULARY, curie, iri, prefixes
from kg.site.diagram import Arrow, svg
from kg.vocabulary.term import Term, Used, above, read, shapes, statements

WORDS = {
    "question": "questions",
    "rule": "rules",
    "shape": "shapes",
    "view": "views",
    "chart": "charts",
    "violation": "checks",
}
"""What uses a term → what the page calls it."""
LANGUAGES = {"en": "English", "es": "Spanish", "fr": "French", "sr": "Serbian", "zh": "Chinese"}


def write(path: Path) -> Path:
    """Write the page to a file and return its path.

    Raises:
        KgError: a file of the ontology or a query is broken, or the page cannot be written.
    """
    text = page()
    try:
        file.replace(path, text.encode())
    except OSError as error:
        raise TargetError(
            str(path), f"cannot be written ({error.strerror})", "name a file in a writable folder"
        ) from error
    return path


def page() -> str:
    """Return the page; the same files give the same text."""
    entries = read()
    ours = {name: term for name, term in entries.items() if term.kind}
    header = {
        curie(p): [each.value for each in values] for p, values in statements(VOCABULARY)[iri("ais:")[:-1]].items()
    }
    places = templates("site")
    places.globals["css"] = (Path(__file__).parent / "templates" / "ontology.css").read_text(encoding="utf-8")
    return places.get_template("ontology.html").render(
        header=header,
        iri=iri("ais:")[:-1],
        terms=ours,
        groups=_groups(ours),
        trees=_trees(ours),
        pattern=_pattern(),
        shapes=shapes(),
        technologies=[row for row in register.released().rows["technologies"] if row.type == iri("ais:Technology")],
        statements=_statements,
        foreign=[term for term in entries.values() if not term.kind],
        queries=_queries(ours),
        words=WORDS,
        prefixes=prefixes(),
        languages=LANGUAGES,
        full=iri,
    )


def _queries(ours: Mapping[str, Term]) -> list[tuple[str, list[Used]]]:
    """Return (kind, the queries of that kind that name a term)."""
    found = sorted({use for term in ours.values() for use in term.used if use.kind != "shape"})
    return [(kind, [use for use in found if use.kind == kind]) for kind in WORDS if kind != "shape"]


def _groups(ours: Mapping[str, Term]) -> list[tuple[str, str, list[Term]]]:
    """Return (anchor, title, terms) for each part of the page, in its order."""
    concluded = {curie(rule.conclusion[1]) for rule in inference.rules()}

    def part(term: Term) -> str:
        at = {term.name} | above(term.name)
        if term.kind == "class":
            return "situations" if "ais:Situation" in at else "things" if "ais:NamedThing" in at else "claims"
        if term.kind == "individual":
            return "individuals"
        links = term.links
        if term.name in concluded or concluded & {
            *links.get("owl:inverseOf", ()),
            *links.get("rdfs:subPropertyOf", ()),
        }:
            return "relations"
        domains = {each for name in links.get("rdfs:domain", ()) for each in ({name} | above(name))}
        if "ais:Situation" in domains:
            return "roles"
        return "claim-properties" if domains and "ais:NamedThing" not in domains else "thing-properties"

    titles = {
        "things": "Classes of things",
        "situations": "Classes of situations",
        "claims": "Classes of claims and evidence",
        "relations": "Relations that rules derive",
        "roles": "Roles in situations",
        "claim-properties": "Properties of claims and evidence",
        "thing-properties": "Properties of things",
        "individuals": "Individuals",
    }
    return [(key, title, [term for term in ours.values() if part(term) == key]) for key, title in titles.items()]


def _trees(ours: Mapping[str, Term]) -> list[tuple[str, str]]:
    """Return (title, SVG) of the classes below one another, a picture for each part of the classes."""
    parts = [(title, group) for key, title, group in _groups(ours) if key in ("things", "situations", "claims")]
    drawn = []
    for title, group in parts:
        arrows = [Arrow(wide, term.name) for term in group for wide in term.links.get("rdfs:subClassOf", ())]
        boxes = {term.name: f"#{term.anchor}" for term in group} | {arrow.source: "" for arrow in arrows}
        shown = {_short(name): link for name, link in boxes.items()}
        lines = [Arrow(_short(arrow.source), _short(arrow.target)) for arrow in arrows]
        drawn.append((title, svg(shown, lines, f"{title}: narrower classes stand to the right", _foreign(boxes))))
    return drawn


def _short(name: str) -> str:
    return name.removeprefix("ais:")


def _foreign(names: Iterable[str]) -> list[str]:
    return [name for name in names if ":" in name and not name.startswith("ais:")]


def _pattern() -> str:
    """Return the picture of a claim about a supply: what the shapes say of both, and what a rule derives from them."""
    read_shapes = {shape.target: shape for shape in shapes()}
    words: dict[tuple[str, str], list[str]] = {}
    for target, source in (("ais:Claim", "Claim"), ("ais:Supply", "Supply"), ("oa:SpecificResource", "evidence")):
        for row in read_shapes[target].rows:
            end = {"ais:Situation": "ais:Supply", "oa:SpecificResource": "evidence"}.get(row.values, row.values)
            end = "ais:Modality" if row.path == "ais:modality" else end
            if end.startswith(("ais:", "oa:", "evidence")) and end != "ais:Claim":
                words.setdefault((source, _short(end)), []).append(_short(row.path))
    arrows = [Arrow(source, target, ", ".join(sorted(names))) for (source, target), names in words.items()]
    arrows.append(Arrow("Agent", "Jurisdiction", "suppliesTo", derived=True))
    names = {name for arrow in arrows for name in (arrow.source, arrow.target)}
    boxes = {name: f"#{name}" for name in names}
    return svg(boxes, arrows, "A claim about a supply, with its source, evidence and roles", _foreign(names))


def _statements(row: register.Row) -> dict[str, list[str]]:
    """Return property CURIE with language → values of a row of a register, as plain text."""
    found: dict[str, list[str]] = {}
    for property_, term in row.statements:
        text, _, tag = term.rpartition('"@')
        key = curie(property_) + (f"@{tag}" if text else "")
        found.setdefault(key, []).append(text_of(term) if term.startswith('"') else curie(term[1:-1]))
    return found
