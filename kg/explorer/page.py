"""The explorer's script of facts, and the explorer as one file that needs nothing beside it."""

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

from kg.drawing.target import replace
from kg.drawing.template import templates
from kg.explorer.facts import facts
from kg.explorer.story import stories
from kg.imprint import imprint
from kg.namespace import base_in_use, browser_code
from kg.query.query import Queryable

SCRIPT, STYLE, DATA = "explorer.js", "explorer.css", "explorer-data.js"


def told(store: Queryable, site: str = "") -> dict[str, Any]:
    """Return everything the explorer is told; ``site`` is where the pages of things stand, seen from it, or empty.

    Raises:
        ReadError: the browser code was never bundled, or a story selects what is not there.
    """
    found = facts(store)
    listed = ("states", "technologies", "suppliers", "initiatives", "categories", "regions", "lists", "sources")
    ids = frozenset(thing["id"] for name in listed for thing in found[name])
    named = {"title": imprint().look, "name": imprint().name, "base": base_in_use()}
    return {**named, "site": site, "stories": stories(ids), **found}


def script(store: Queryable, site: str = "./") -> str:
    """Return the script that tells the explorer of a site about its graph.

    It reads a text of JSON, which takes a browser less time than to compile as much of a script; the text is in ASCII,
    which takes it half the time that other characters take, and packs as well.
    """
    text = _json(told(store, site)).replace("\\", "\\\\").replace("'", "\\'")
    return f"var kgExplorer = JSON.parse('{text}');\n"


def write(store: Queryable, target: Path) -> Path:
    """Write the explorer as one HTML file, which works from a disk and names no other host, and return its path.

    Raises:
        TargetError: the file cannot be written.
        ReadError: as :func:`told`.
    """
    scripts = [script(store, ""), browser_code(SCRIPT).read_text("utf-8").replace("</script", "<\\/script")]
    digests = [base64.b64encode(hashlib.sha256(each.encode()).digest()).decode() for each in scripts]
    page = (
        templates("explorer")
        .get_template("explorer.html")
        .render(
            title=imprint().look,
            style=browser_code(STYLE).read_text("utf-8"),
            scripts=scripts,
            digests=digests,
            licenses=browser_code("LICENSES.txt").read_text("utf-8").replace("--", "‐‐"),
        )
    )
    replace(target, page.encode())
    return target


def _json(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"), sort_keys=False).replace("<", "\\u003c")
