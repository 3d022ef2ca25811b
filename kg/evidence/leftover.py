"""What lies in a folder of sources and is no part of one: each file with what to do about it."""

from collections.abc import Collection, Iterator
from pathlib import Path

from kg.errors import SourceError
from kg.file import irregular
from kg.tables import mapping

READ = (".toml", ".csv", ".txt")
"""The endings of the files of a source."""

_ABOUT = (".md", ".rst", ".bib", ".py", ".license")
_ABOUT_STEMS = ("readme", "license", "licence", "changelog", "notice", "authors", "citation", "makefile")
_ORIGINALS = (
    ".pdf",
    ".html",
    ".htm",
    ".mhtml",
    ".docx",
    ".doc",
    ".odt",
    ".png",
    ".jpg",
    ".jpeg",
    ".webp",
    ".warc",
    ".gz",
)
_TABLES = (
    ".xlsx",
    ".xlsm",
    ".xls",
    ".ods",
    ".tsv",
    ".tab",
    ".parquet",
    ".json",
    ".jsonl",
    ".ndjson",
    ".dta",
    ".sav",
    ".db",
)
_GRAPHS = (".ttl", ".nt", ".nq", ".trig", ".rdf", ".owl", ".jsonld", ".n3", ".xml")


def told(place: Path, released: bool = False, named: Collection[Path] = ()) -> list[SourceError]:
    """Return what is wrong with a folder: a line for each file and folder in it that is not read, or that it is empty.

    Hidden files, and files about the folder such as README.md, are left alone. The original of a source, a PDF or a
    workbook with a table beside it, may lie beside it. Of the folder of the released sources only tables are held.
    Files that sources name are read, and in the folders that hold them only what could be such a file is held.
    """
    below = {path.parent for path in named if path.parent != place}
    beside = [each for folder in below for each in sorted(folder.iterdir()) if each not in named]
    others = [each for each in beside if each.suffix.lower() in (*READ, *_TABLES, *_GRAPHS, ".gz", ".zst")]
    held = {*named, *(each for folder in below for each in (folder, *folder.parents))}
    files = [each for each in sorted(place.iterdir()) if each not in held]
    maps = [path for path in files if path.name.endswith(mapping.SUFFIX)]
    mapped = {path.name.removesuffix(mapping.SUFFIX) for path in maps}
    files = [path for path in files if not (path in maps or (path.stem in mapped and _is_original(path)))]
    described = {path.stem for path in place.glob("*.toml") if path not in maps}
    tables = {path.stem for path in files if path.suffix == ".csv"}
    if released:
        files = [path for path in files if path.suffix == ".csv"]
    found = [fault for path in files for fault in _told(path, described, tables)]
    found += [SourceError(f"{each.parent.name}/{each.name}", "no source names it", _NAME) for each in others]
    found += [fault for path in maps for fault in _unmapped(path, described)]
    if not released:
        bare = [path.name for path in files if path.suffix == ".csv" and path.stem in described and _bare(path)]
        found += [SourceError(name, "no row stands below its header", "add one, or remove the file") for name in bare]
    if not found and not described:
        found = [
            SourceError(str(place), "there is no source in it", "describe one in <id>.toml, with its table in <id>.csv")
        ]
    return found


_NAME = "name it in the source's tables, or move it out of the folder"


def is_about(path: Path) -> bool:
    """Return whether a file is hidden, or tells of the folder in which it lies, as README.md does."""
    lower = path.suffix.lower()
    return path.name.startswith((".", "~$", "__")) or lower in _ABOUT or path.stem.lower() in _ABOUT_STEMS


def _is_original(path: Path) -> bool:
    from kg.tables import original

    return path.suffix.lower() in original.SUFFIXES


def _is_context(path: Path, described: set[str]) -> bool:
    """Return whether a file is the context that a source of JSON-LD beside it uses."""
    stem = path.name.partition(".")[0]
    return stem in described and path.with_name(f"{stem}.jsonld").exists() and path.name.count(".") > 1


def _unmapped(path: Path, described: set[str]) -> Iterator[SourceError]:
    stem = path.name.removesuffix(mapping.SUFFIX)
    if stem not in described:
        yield SourceError(path.name, f"a mapping without {stem}.toml", "describe the source there")


def _bare(path: Path) -> bool:
    """Return whether a table has a header and nothing below it."""
    if irregular(path):
        return False
    with path.open(encoding="latin-1") as file:
        return bool(file.readline().strip()) and not any(line.strip("\n ,;\t") for line in file)


def _told(path: Path, described: set[str], tables: set[str]) -> Iterator[SourceError]:
    name, stem, suffix = path.name, path.stem, path.suffix
    lower = suffix.lower()
    if suffix == ".toml" or is_about(path):
        return
    if path.is_dir():
        inside = any(each.suffix.lower() in (*READ, *_TABLES, *_GRAPHS) for each in path.rglob("*"))
        if inside and name == "registers":
            todo = "put them into ontology/registers of a workspace, which 'kg new' makes"
            yield SourceError(f"{name}/", "registers are not read in a folder of sources", todo)
        elif inside:
            yield SourceError(
                f"{name}/", "a folder inside a folder of sources is not read", "name it with --sources as well"
            )
    elif suffix != lower and lower in READ:
        yield SourceError(name, f"it is not read: its name ends in {suffix}", f"name it {stem}{lower}")
    elif suffix == ".csv":
        if stem not in described:
            yield SourceError(name, f"a table without {stem}.toml", "describe the source there")
    elif suffix == ".txt":
        if stem not in described:
            todo = f"run 'kg read {name} > {stem}.toml', which proposes its claims"
            yield SourceError(name, f"a text without {stem}.toml", todo)
    elif lower in _GRAPHS:
        if suffix != lower:
            yield SourceError(name, f"it is not read: its name ends in {suffix}", f"name it {stem}{lower}")
        elif stem not in described and not _is_context(path, described):
            yield SourceError(name, f"RDF without {stem}.toml", f"run 'kg import {name}', which describes the source")
    elif stem in tables or (stem in described and lower in _ORIGINALS):
        return
    elif lower in _TABLES:
        yield SourceError(name, "it is not read", f"run 'kg import {name}' in a workspace, or save it as {stem}.csv")
    else:
        yield SourceError(name, "it is no file of a source", "move it out of the folder, or describe it in <id>.toml")
