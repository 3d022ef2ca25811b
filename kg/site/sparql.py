"""The page that answers SPARQL in the reader's browser, with no server: it loads the dump into Oxigraph there.

Its scripts are those of ``web/``; what they are told of the graph stands in a script too, so that the page works from a
disk, where a page may load scripts but read no file.
"""

import json
import re
from collections.abc import Iterator

from kg.answering.sign import CONFLICT
from kg.answering.unsettled import with_denials
from kg.evidence import modality
from kg.namespace import OWL, base_in_use, browser_code, curie, iri, local_name, prefixes
from kg.query import query, syntax
from kg.query.substitution import changes
from kg.site import address, page
from kg.site.resource import TYPE, Library

PAGE = "sparql"
FIRST = "vendors-by-reach"
"""The question that stands in the editor at first."""
LIBRARY, DUMP = "sparql-library.js", "sparql-dump.js"
CODE = ("sparql.js", "sparql.css", "sparql-engine.js", "LICENSES.txt")
"""The bundled browser code; ``sparql-engine.js`` (Oxigraph) is loaded with the first query."""


_UNSAFE = re.compile(rb'[\x00\n\r"\\]')
"""The bytes that a text of a script has to escape."""


def documents(library: Library, dump: str, packed: bytes) -> Iterator[tuple[str, str | bytes]]:
    """Yield (path, content) of the page, its scripts and its style.

    ``dump`` is the path of the N-Quads on the site, compressed by gzip, and ``packed`` what stands there.

    Raises:
        ReadError: the browser code was never bundled.
    """
    described = page.framed(
        library, "page-sparql.html", PAGE, "SPARQL in your browser", size=len(packed), quads=len(library.store)
    )
    yield f"{PAGE}.html", described
    examples = [example(each) for folder in ("questions", "views") for each in query.read_all(folder)]
    told = {
        "base": base_in_use(),
        "prefixes": prefixes(),
        "registers": [*address.registers(), address.QUESTION],
        "terms": _terms(library),
        "modalities": _modalities(library),
        "examples": sorted(examples, key=lambda each: each["name"] != FIRST),
        "dump": {"path": dump, "script": DUMP, "size": len(packed)},
    }
    yield LIBRARY, f"var kgLibrary = {json.dumps(told, ensure_ascii=False, separators=(',', ':'))};\n"
    yield DUMP, script(packed)
    for name in CODE:
        yield name, browser_code(name).read_bytes()


def script(packed: bytes) -> bytes:
    r"""Return a script in windows-1252 that holds bytes as a text of one letter each; base64 would take a third more.

    A page from a disk may load it where it may read no file, and says of which encoding it is.

    >>> script(b'\x8b"\n')
    b'var kgDump = "\x8b\\x22\\x0a";\n'
    """
    text = _UNSAFE.sub(lambda found: b"\\x%02x" % found[0][0], packed)
    return b'var kgDump = "' + text + b'";\n'


def example(each: query.Query) -> dict[str, object]:
    """Return what the pages are told of a question or view, and where it asks that claims are accepted.

    Places are counted in the characters of its text, whose escapes of names are resolved.
    """
    read = syntax.read(_plain(each.text))
    told: dict[str, object] = {
        "kind": each.folder.removesuffix("s"),
        "name": each.name,
        "summary": each.summary,
        "text": read.text,
    }
    told |= {"tag": (each.tags or ("other",))[0], "claims": each.claims, "conflict": CONFLICT in each.tags}
    told["order"] = read.order.keys if read.order and not read.order.tail else ()
    accepted = [] if each.claims is None else list(changes(read, modality.any_modality()))
    return {**told, "accepted": accepted, "about": list(changes(read, with_denials())) if accepted else []}


def _modalities(library: Library) -> dict[str, str]:
    """Return each modality of the graph → what it makes of a statement, such as ``planned``; empty if accepted."""
    kinds = (iri("ais:Modality"), iri("ais:AcceptedModality"))
    names = {local_name(name) for kind in kinds for by, name in library.into.get(kind, ()) if by == TYPE}
    return {name: modality.short_of(name) for name in sorted(names)}


def _plain(text: str) -> str:
    """Return a query without the lines that describe it, but for its summary."""
    lines = [line for line in text.splitlines() if not line.startswith("#+") or line.startswith("#+ summary:")]
    return "\n".join(lines).replace("#+ summary: ", "# ", 1) + "\n"


def _terms(library: Library) -> list[tuple[str, str]]:
    kinds = [OWL + kind for kind in ("Class", "ObjectProperty", "DatatypeProperty")]
    named = {name for kind in kinds for by, name in library.into.get(kind, ()) if by == TYPE}
    return sorted((curie(name), library.label(name)) for name in named if address.is_term(name))
