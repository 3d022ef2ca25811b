"""What is installed and what is missing, and whether the graph belongs to this version: one screen, with what to do."""

import argparse
import os
import shutil
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from kg.errors import Doubt, KgError, installing
from kg.verbs import arguments

SUMMARY = "Say what is installed and missing, and which graph this is, with what to do about it."

PACKAGE = "surveillance-kg"
EXTRAS = {
    "text": "kg read, kg check",
    "parse": "kg read --extractor parse",
    "serve": "kg serve",
    "statistics": "kg associate",
    "mcp": "kg mcp",
    "notebook": "notebooks, to_frame()",
    "owl": "kg infer --owl, where the system has no Java",
    "csvw": "kg import of CSV on the Web",
    "parquet": "the tables of kg publish as Parquet",
    "dask": "kg build and kg read --on dask://…, --parts s3://…",
    "spark": "kg build and kg read --on spark://…, --on sc://…",
}
"""Each extra of the package → what it is for."""
ROOM = 500_000_000
"""The bytes of disk that a build and a site take together, with a margin."""
FONTS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts", "/Library/Fonts")
QUADS = "SELECT (COUNT(*) AS ?n) { GRAPH ?graph { ?s ?p ?o } }"
GOOD, NOTE, FAULT = "ok", "-", "!!"
"""Nothing to do; something that is not here and may be wanted; something that keeps the toolkit from its job."""


class Finding(NamedTuple):
    """What was found of one thing."""

    state: str
    """:data:`GOOD`, :data:`NOTE` or :data:`FAULT`."""
    what: str
    found: str
    todo: str = ""


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the verb takes."""
    arguments.graph(parser)


def run(given: argparse.Namespace) -> int:
    """Print the findings and return 1 if one of them keeps the toolkit from its job, else 0."""
    import platform

    from kg.namespace import version

    system = f"{platform.system()} {platform.machine()}"
    print(f"kg {version()}, Python {platform.python_version()}, {system}, at {Path(sys.prefix)}")
    found = list(findings(given.graph))
    margin = max(len(each.what) for each in found)
    for each in found:
        todo = f"; {each.todo}" if each.todo else ""
        print(f"{each.state:>2}  {each.what:{margin}}  {each.found}{todo}")
    faults = sum(each.state == FAULT for each in found)
    print(f"{faults} to mend" if faults else "nothing to mend")
    return 1 if faults else 0


def findings(place: Path | str) -> Iterator[Finding]:
    """Yield what is found of each thing, the installation first and the graph at a place last."""
    yield from _packages()
    yield _java()
    yield _browser_code()
    yield _fonts()
    yield from _disk()
    yield _graph(place)


def _packages() -> Iterator[Finding]:
    """Yield whether what the package requires is here, and then of each extra."""
    from importlib import metadata

    from kg.namespace import version

    try:
        texts = metadata.requires(PACKAGE) or []
        stated = metadata.version(PACKAGE)
    except metadata.PackageNotFoundError:
        yield Finding(FAULT, "package", "not installed, but run from a folder", "run: pip install -e . in the checkout")
        return
    if stated != version():
        yield Finding(NOTE, "package", f"installed as {stated}, and its files are of {version()}", "install it again")
    missing, count = _missing(texts, None)
    if missing:
        yield Finding(FAULT, "core", f"missing: {', '.join(missing)}", f"run: {installing()}")
    else:
        yield Finding(GOOD, "core", f"{count} packages, as {PACKAGE} {stated} requires them")
    for extra, used in EXTRAS.items():
        missing, _ = _missing(texts, extra)
        if missing:
            yield Finding(NOTE, f"extra {extra}", f"not here ({used}): {missing[0]}", f"run: {installing(extra)}")
        elif extra == "parse" and (broken := _broken()):
            yield broken
        else:
            yield Finding(GOOD, f"extra {extra}", used)


def _broken() -> Finding | None:
    """Return that the one spaCy pipeline that is installed cannot be loaded, or None where one can."""
    from kg.prose import pipeline

    if pipeline.pipeline() is not None or not pipeline.broken():
        return None
    package = pipeline.broken()[0]
    told = f"{package} cannot be loaded ({EXTRAS['parse']})"
    return Finding(NOTE, "extra parse", told, pipeline.anew(package))


def _missing(texts: list[str], extra: str | None) -> tuple[list[str], int]:
    """Return what is missing or of another version among the requirements of an extra, and how many there are."""
    from importlib import metadata

    from packaging.requirements import Requirement

    missing, count = [], 0
    for need in map(Requirement, texts):
        always = need.marker is None or need.marker.evaluate({"extra": ""})
        if always if extra else not always or need.name == PACKAGE:
            continue
        if extra and not (need.marker and need.marker.evaluate({"extra": extra})):
            continue
        count += 1
        try:
            held = metadata.version(need.name)
        except metadata.PackageNotFoundError:
            missing.append(need.name)
            continue
        if not need.specifier.contains(held, prereleases=True):
            missing.append(f"{need.name}{need.specifier} (here: {held})")
    return missing, count


def _java() -> Finding:
    from kg.graph import java

    try:
        program = java.program()
    except KgError as error:
        return Finding(NOTE, "Java", "not here (kg infer --owl)", error.todo)
    if fault := java.unstarted(program):
        return Finding(NOTE, "Java", f"{program} does not start ({fault})", java.ANEW)
    return Finding(GOOD, "Java", program)


def _browser_code() -> Finding:
    from kg.namespace import browser_code

    names = ("network.js", "sparql.js", "sparql-engine.js", "sparql.css", "countries-50m.json")
    try:
        folder = {browser_code(name).parent for name in names}.pop()
    except KgError as error:
        return Finding(FAULT, "browser code", f"{error.place} is not here (maps, large networks, the site)", error.todo)
    return Finding(GOOD, "browser code", str(folder))


def _fonts() -> Finding:
    kinds = (".ttf", ".otf", ".ttc")
    places = [Path(place).expanduser() for place in (*FONTS, f"{os.environ.get('WINDIR', '')}/Fonts")]
    count = sum(path.suffix.lower() in kinds for place in places if place.is_dir() for path in place.rglob("*"))
    if not count:
        told = "none on this machine: pictures have their own, but not for every script (中, ع)"
        return Finding(NOTE, "fonts", told, "install fonts-noto-core and fonts-noto-cjk to draw those as PNG")
    return Finding(GOOD, "fonts", f"{count} files on this machine, for scripts that the pictures' own font lacks")


def _disk() -> Iterator[Finding]:
    """Yield whether this folder can be written, and what room it has."""
    here = Path.cwd()
    if os.access(here, os.W_OK | os.X_OK):
        yield Finding(GOOD, "writing", f"{here} can be written")
    else:
        yield Finding(FAULT, "writing", f"{here} cannot be written", "go to a folder of yours")
    free = shutil.disk_usage(here).free
    state, todo = (GOOD, "") if free >= ROOM else (FAULT, f"make room: a build and a site take {ROOM / 1e6:.0f} MB")
    yield Finding(state, "disk", f"{free / 1e9:,.1f} GB free there", todo)


def _graph(place: Path | str) -> Finding:
    """Return which graph stands at a place, and whether it belongs to this version of the toolkit."""
    import pyoxigraph as ox

    from kg.graph import mark, store
    from kg.query import query

    todo = f"run 'kg build --to {place}'"
    if place == store.DEFAULT and not store.DEFAULT.exists():
        return Finding(NOTE, "graph", f"none at {place} yet", "run 'kg build'")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Doubt)
            built = store.open_graph(place)
        (row,) = query.run(built, QUADS).values()
        left = None if store.is_address(place) else mark.read(Path(place))
    except KgError as error:
        return Finding(FAULT, "graph", f"{error.place}: {error.found}", error.todo)
    told = f"{place}: {row['n']:,} quads"
    if not isinstance(built, ox.Store):
        return Finding(GOOD, "graph", told)
    if left is None:
        stated = store.stated_version(built)
        return Finding(FAULT, "graph", f"{told}; {mark.NONE}", store.remedy(place, stated))
    if left.inputs != mark.inputs():
        return Finding(NOTE, "graph", f"{told}, of version {left.version}, from files that are others now", todo)
    return Finding(GOOD, "graph", f"{told}, of this version and from the files that are here")
