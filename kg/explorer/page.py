"""The explorer's scripts of facts and receipts, and the explorer as one file that needs nothing beside it."""

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

from kg.drawing.target import replace
from kg.drawing.template import templates
from kg.explorer.facts import facts
from kg.explorer.proof import proof
from kg.explorer.story import stories
from kg.imprint import imprint
from kg.namespace import base_in_use, browser_code
from kg.query.query import Queryable

SCRIPT, STYLE, DATA, RECEIPTS = "explorer.js", "explorer.css", "explorer-data.js", "explorer-receipts.js"


def told(store: Queryable, site: str = "") -> dict[str, Any]:
    """Return what the explorer is told at first; ``site`` is where the pages of things stand, seen from it, or empty.

    Raises:
        ReadError: the browser code was never bundled, or a story selects what is not there.
    """
    found = facts(store)
    listed = ("states", "technologies", "suppliers", "initiatives", "categories", "regions", "lists", "sources")
    ids = frozenset(thing["id"] for name in listed for thing in found[name])
    named = {"title": imprint().look, "name": imprint().name, "base": base_in_use()}
    return {**named, "site": site, "stories": stories(ids), **found}


def script(store: Queryable, site: str = "./") -> str:
    """Return the script that tells the explorer of a site about its graph."""
    return _script("kgExplorer", told(store, site))


def receipts(store: Queryable) -> str:
    """Return the script that tells the explorer where each fact of :func:`script` stands in its source."""
    return _script("kgReceipts", proof(store))


def write(store: Queryable, target: Path) -> Path:
    """Write the explorer as one HTML file, which works from a disk and names no other host, and return its path.

    Raises:
        TargetError: the file cannot be written.
        ReadError: as :func:`told`.
    """
    code = browser_code(SCRIPT).read_text("utf-8").replace("</script", "<\\/script")
    scripts = [receipts(store), script(store, ""), code]
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


def _script(name: str, value: Any) -> str:
    """Return a script that gives a name a value, which it reads from a text of JSON.

    That takes a browser less time than to compile as much of a script; the text is in ASCII, which takes it half the
    time that other characters take, and packs as well.
    """
    text = json.dumps(value, separators=(",", ":"), sort_keys=False).replace("<", "\\u003c")
    quoted = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"var {name} = JSON.parse('{quoted}');\n"
