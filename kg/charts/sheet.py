"""A chart as a file: a picture, a table, or a page that opens the receipts of every mark and names no other host."""

import base64
import hashlib
import json
import re
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from kg.answering import answer
from kg.character import shown, whole
from kg.charts import chart, flow, frame, grid, world
from kg.charts.chart import Chart, Mark, Plot
from kg.drawing import font
from kg.drawing.credit import credited
from kg.drawing.lettering import length
from kg.drawing.target import chosen, replace
from kg.drawing.template import templates
from kg.namespace import base_in_use, curie, folder, iri, triples
from kg.query.query import Queryable

PLOTS: dict[str, Callable[[Chart], Plot]] = {"map": world.plot, "sankey": flow.plot, **grid.PLOTS}
"""Kind of a chart → the function that lays it out."""

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_FRACTION = re.compile(r"(\.\d)\d+")
_ZERO = re.compile(r"(?<!\d)0\.")
_OUTLINE = re.compile(r"(?:[ML]-?\d+(?:\.\d)?,-?\d+(?:\.\d)?|Z)+")


def draw(store: Queryable, name: str, target: Path, **params: Any) -> Path:
    """Write the chart called ``name`` to a file, in the format its suffix names, and return the path.

    ``.svg`` and ``.png`` are the picture; ``.html`` is a page with the picture, its receipts and the same as a table,
    which needs no other file and no network; ``.csv`` is the table with the claim IRIs; ``.json`` is the Vega
    specification. The file is replaced as a whole.

    Raises:
        TargetError: the suffix is not a format, or the file cannot be written.
        UnknownName, QueryError: as :func:`kg.charts.chart.read`.
    """
    write = chosen(target, FORMATS)
    replace(target, write(chart.read(store, name, **params)))
    return target


def plot(found: Chart) -> Plot:
    """Return a chart laid out.

    Raises:
        QueryError: its rows cannot be drawn as this kind of chart.
        ReadError: it is a map, and the browser code, which the shapes come with, was never bundled.
    """
    return PLOTS[found.kind](found)


def svg(found: Chart, laid: Plot, link: Callable[[Mark], str]) -> str:
    """Return the picture as SVG, text as text; a mark leads where ``link`` says, and tells what it shows."""
    import vl_convert

    ElementTree.register_namespace("", _SVG)
    root = ElementTree.fromstring(vl_convert.vega_to_svg(whole(frame.spec(found, laid))))
    marks = {mark.id: mark for mark in laid.marks}
    for element in root.iter():
        for channel in ("d", "transform", "x2", "y2"):
            if channel in element.attrib:
                element.set(channel, _told(element.attrib[channel]))
        for anchor in element.findall(f"{{{_SVG}}}a"):
            mark = marks[anchor.get(f"{{{_XLINK}}}href", "").rpartition("#")[2]]
            element.attrib.pop("aria-hidden", None)
            anchor.attrib.clear()
            anchor.attrib |= {"id": mark.id, "class": "mark", "aria-label": mark.title}
            if link(mark):
                anchor.set("href", link(mark))
            else:
                anchor.tag = f"{{{_SVG}}}g"
            ElementTree.SubElement(anchor, f"{{{_SVG}}}title").text = mark.title
    _letter(root)
    root.set("role", "graphics-document")
    root.set("aria-label", found.query.summary)
    return shown(ElementTree.tostring(root, encoding="unicode"))


@lru_cache(maxsize=2_000)
def _told(written: str) -> str:
    """Return an outline of straight lines with each point told by its distance from the one before it.

    It is the same to a tenth of a pixel, in two thirds of the characters; of another text the numbers are cut there.
    The outlines of the states are those of every map.
    """
    path = _FRACTION.sub(r"\1", written)
    if not _OUTLINE.fullmatch(path):
        return path
    told, at, before = [], (0, 0), ""
    for step in re.findall(r"[MLZ][^MLZ]*", path):
        if step == "Z":
            told.append("z")
        else:
            x, y = (round(float(number) * 10) for number in step[1:].split(","))
            given = (x, y) if step[0] == "M" else (x - at[0], y - at[1])
            numbers = _ZERO.sub(".", " ".join(f"{each / 10:g}" for each in given).replace(" -", "-"))
            same = step[0] == before == "L"
            told.append(("" if same and numbers[0] == "-" else " " if same else step[0].replace("L", "l")) + numbers)
            at = x, y
        before = step[0]
    return "".join(told)


def _letter(root: ElementTree.Element) -> None:
    """Hold every line of text of a picture to its length, and let the picture carry its font along."""
    texts = [each for each in root.iter(f"{{{_SVG}}}text") if each.text]
    for each in texts:
        size, bold = float(each.get("font-size", "0").removesuffix("px")), each.get("font-weight") == "bold"
        each.set("textLength", f"{length(each.text or '', size, bold):.1f}")
        each.set("lengthAdjust", "spacingAndGlyphs")
        each.attrib.pop("font-family", None)
    root.set("font-family", font.FAMILY)
    root.set("text-rendering", "geometricPrecision")
    style = ElementTree.Element(f"{{{_SVG}}}style")
    style.text = font.faces(font.parts_of("".join(each.text or "" for each in texts)))
    root.insert(0, style)


def page(found: Chart, laid: Plot) -> str:
    """Return a page that shows a chart and opens the receipts of its marks; it works from a file, offline.

    Without scripts, a mark leads to its row of the table, whose receipts fold open.
    """
    from markupsafe import Markup

    environment = templates("charts")
    beside = Path(__file__).parent / "templates"
    script = (beside / "chart.js").read_text("utf-8")
    notes = found.answer.notes
    said = {note.modality for note in notes.values()}
    return environment.get_template("chart.html").render(
        chart=found,
        laid=laid,
        base=base_in_use(),
        top=frame.panel_top(found, laid),
        below=frame.notes(found, laid),
        notes=notes,
        sources=chart.sources(notes),
        modalities={name: definition for name, definition in _definitions().items() if name in said},
        picture=Markup(svg(found, laid, lambda mark: f"#row-{mark.id}").replace("\x85", "\n")),
        style=Markup(environment.get_template("chart.css").render(night=frame.NIGHT)),
        script=Markup(script),
        digest=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
    )


@cache
def _definitions() -> dict[str, str]:
    """Return the name of each term about evidence → its English definition."""
    return {
        curie(str(s.value)).removeprefix("ais:"): o.value
        for s, p, o, _ in triples(folder("ontology") / "evidence.ttl")
        if p.value == iri("skos:definition") and getattr(o, "language", None) == "en"
    }


def to_html(found: Chart) -> bytes:
    """Return the page of a chart."""
    return page(found, plot(found)).encode()


def to_svg(found: Chart) -> bytes:
    """Return the picture as SVG; a mark leads to the IRI of the thing it stands for."""
    drawn = svg(found, plot(found), lambda mark: mark.iri) + "\n"
    terms = found.answer.terms
    told = credited(terms.name, whole(terms.credit)) if terms else ""
    return drawn.replace(">", f"><metadata>{told}</metadata>", 1).encode()


def to_png(found: Chart) -> bytes:
    """Return the picture as PNG, two pixels for each of the SVG's."""
    import vl_convert

    vl_convert.register_font_directory(str(font.files()))
    return vl_convert.svg_to_png(svg(found, plot(found), lambda mark: ""), scale=2)


def to_csv(found: Chart) -> bytes:
    """Return the rows the chart is drawn from, with the claim IRIs."""
    return shown(answer.to_csv(found.answer)).encode()


def to_json(found: Chart) -> bytes:
    """Return the chart as a Vega specification, which holds its data."""
    return (json.dumps(whole(frame.spec(found, plot(found))), ensure_ascii=False, indent=1) + "\n").encode()


FORMATS: dict[str, Callable[[Chart], bytes]] = {
    ".html": to_html,
    ".svg": to_svg,
    ".png": to_png,
    ".csv": to_csv,
    ".json": to_json,
}
"""Suffix of a file → the function that gives its content."""
