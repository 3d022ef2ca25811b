"""Stories: told paths through the explorer, one file of ``stories/`` each.

The first line is the title (``# …``). A step is a line ``## `` with a selection as it stands in the explorer's address,
and a sentence or two below it. A line that begins with the code of a language and a colon (``sr: …``) says what stands
above it, a title or a step, in that language. ``{states}`` and ``{supplies}`` (by named vendors) in a sentence are
counted by the explorer from the selection, so that no number in a story is typed.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from kg.errors import ReadError, suggestion
from kg.explorer.name import LANGUAGES
from kg.file import held, why
from kg.namespace import folders

REGISTERS = {
    "technology": "technology",
    "supplier": "vendor",
    "home": "state",
    "list": "list",
    "initiative": "initiative",
    "region": "region",
    "category": "category",
    "state": "state",
    "sources": "source",
    "before": "source",
}
"""A part of a selection whose values name things → the register of a value that names none."""
_SPOKEN = re.compile(rf"({'|'.join(LANGUAGES[1:])}):\s+(.+)")
"""What a step or a title says in another language than English."""
WORDS = {"panel", "row", "compare", "expanded", "modalities", "year", "sort", "language"}


def stories(ids: frozenset[str]) -> list[dict[str, Any]]:
    """Return the stories of a graph, sorted by name; ``ids`` are the things there are.

    A story has its name, its English title, its titles in other languages, and steps; a step has a selection, and what
    it says in English and in other languages.

    A story that selects a thing the graph does not hold is another graph's, and absent.

    Raises:
        ReadError: a story without title or steps, or a selection with an unknown part; file and line are named.
    """
    read = [_read(path) for place in folders("stories") for path in sorted(place.glob("*.md"))]
    return [each for each in read if not any(missing(step["selection"], ids) for step in each["steps"])]


def missing(selection: str, ids: frozenset[str]) -> list[str]:
    """Return the ids that a selection names and that are not among ``ids``."""
    return [full for full in _named(selection) if full not in ids]


def _read(path: Path) -> dict[str, Any]:
    title, titles, told = "", dict[str, str](), list[tuple[str, list[str], dict[str, str]]]()
    try:
        lines = held(path).decode("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(
            f"{path.parent.name}/{path.name}", f"cannot be read ({why(error)})", "save it as UTF-8"
        ) from error
    for number, line in enumerate(lines, 1):
        if line.startswith("## "):
            selection = line.removeprefix("## ").strip()
            for found, todo in _faults(selection):
                raise ReadError(f"{path.parent.name}/{path.name}", f"line {number}: {found}", todo)
            told.append((selection, [], {}))
        elif line.startswith("# "):
            title = line.removeprefix("# ").strip()
        elif spoken := _SPOKEN.fullmatch(line):
            (told[-1][2] if told else titles)[spoken[1]] = spoken[2].strip()
        elif line.strip() and told:
            told[-1][1].append(line.strip())
    steps = [{"selection": each, "text": " ".join(lines), "texts": texts} for each, lines, texts in told]
    if not title or not steps or not all(step["text"] for step in steps):
        found = "no title" if not title else "no step" if not steps else "a step without a sentence"
        raise ReadError(f"{path.parent.name}/{path.name}", found, "write '# title', then '## selection' and sentences")
    return {"name": path.stem, "title": title, "titles": titles, "steps": steps}


def _named(selection: str) -> Iterator[str]:
    for name, value in parse_qsl(selection, keep_blank_values=True):
        if name in REGISTERS:
            yield from (part if ":" in part else f"{REGISTERS[name]}:{part}" for part in value.split(","))


def _faults(selection: str) -> Iterator[tuple[str, str]]:
    known = (*REGISTERS, *WORDS)
    for name, _ in parse_qsl(selection, keep_blank_values=True):
        if name not in known:
            yield f"{name!r} is no part of a selection", suggestion(name, known, f"write one of {', '.join(known)}")
