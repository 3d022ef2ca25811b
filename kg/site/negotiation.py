"""Which document of a resource an ``Accept`` header gets, as one table, and that table as rules for web servers.

A quality is read in tenths (0.95 as 0.9); of several media types of one quality the first of the table is sent; a
range that names a type counts before one with a wildcard. :func:`choose` says so for a server of our own.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from kg.imprint import imprint
from kg.site import address

MEDIA: Mapping[str, str] = {
    "html": "text/html",
    "xml": "application/xml",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
    "csv": "text/csv",
    "json": "application/json",
    "rq": "application/sparql-query",
    "nq": "application/n-quads",
    "trig": "application/trig",
    "jelly": "application/x-jelly-rdf",
    "parquet": "application/vnd.apache.parquet",
    "atom": "application/atom+xml",
    "css": "text/css",
    "js": "text/javascript",
    "cff": "application/yaml",
    "graphml": "application/graphml+xml",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "gz": "application/gzip",
}
"""Suffix of a file → its media type."""

WELL_KNOWN, DESCRIPTION = ".well-known/void", "void.ttl"
"""Where VoID is looked for, and where it stands."""
DOCUMENTS = ("html", "ttl", "jsonld", "nt", "rdf")
"""The suffixes of the documents of a thing, the preferred first."""

LEVELS = "A9876543210"
"""The qualities from 1 down by tenths; ``-`` is not acceptable."""

SHORT = 500
"""Characters of an ``Accept`` header whose reading is remembered."""
_ZERO = re.compile(r"[ \t]*q[ \t]*=[ \t]*0(?:\.0{0,3})?[ \t]*")
_TENTHS = re.compile(r"[ \t]*q[ \t]*=[ \t]*0\.([0-9])")

POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; worker-src blob:; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
EMBED = "embed.html"
"""The one page that others may frame."""
FRAMED = POLICY.replace("frame-ancestors 'none'", "frame-ancestors *")
"""Its policy. ``_headers`` has one policy for all pages, so that it cannot be framed there."""


class Class(NamedTuple):
    """A class of resources that are no documents: the path of one as a pattern, and the suffixes of its documents."""

    name: str
    pattern: str
    """A pattern with one group: the path of its documents without suffix."""
    suffixes: tuple[str, ...]


def classes() -> tuple[Class, ...]:
    """Return the table: every class of resources whose IRI answers 303."""
    registers = "|".join((*address.registers(), address.TERM))
    return (
        Class("thing", rf"((?:{registers})/[A-Za-z0-9_-]+)", DOCUMENTS),
        Class("ontology", r"(ontology)(?:/[A-Za-z0-9_./-]*)?", DOCUMENTS),
        Class("data", rf"({address.DATA})", DOCUMENTS),
        Class("question", r"(question/[A-Za-z0-9_-]+)", ("html", "csv", "json", "rq")),
    )


def choose(accept: str | None, suffixes: Iterable[str]) -> str | None:
    """Return the suffix of the document an ``Accept`` header gets, or None where none is acceptable.

    >>> choose("text/html;q=0.4, text/*;q=0.8", ["html", "ttl"]), choose("image/png", ["html"])
    ('ttl', None)
    """
    said = _read(accept)
    found = {suffix: _level(said, MEDIA[suffix]) for suffix in suffixes}
    best = min(found, key=lambda suffix: LEVELS.find(found[suffix]) if found[suffix] != "-" else len(LEVELS))
    return None if found[best] == "-" else best


def ranked(accept: str | None, media: Iterable[str]) -> list[str]:
    """Return those of several media types that an ``Accept`` header takes, the best first, by the same rules.

    >>> ranked("text/csv;q=0.4, application/*;q=0.8", ["text/csv", "text/html", "application/json"])
    ['application/json', 'text/csv']
    """
    said = _read(accept)
    found = {each: _level(said, each) for each in media}
    return sorted((each for each in found if found[each] != "-"), key=lambda each: LEVELS.find(found[each]))


def _level(said: Mapping[str, str] | None, media: str) -> str:
    if said is None:
        return "A"
    for ranged in (media, media.partition("/")[0] + "/*", "*/*"):
        if ranged in said:
            return said[ranged]
    return "-"


def _read(accept: str | None) -> Mapping[str, str] | None:
    """Return what an ``Accept`` header says of each media range, or None where there is none: it takes anything."""
    if not accept:
        return None
    return _held(accept) if len(accept) <= SHORT else _said(accept)


def _said(accept: str) -> dict[str, str]:
    """Return media range → level, as :func:`_levels` has it, in time that grows with the length of the header only."""
    found: dict[str, str] = {}
    for element in accept.lower().split(","):
        ranged, *parameters = element.split(";")
        level = "A"
        for parameter in parameters:
            if _ZERO.fullmatch(parameter):
                level = "-"
                break
            if match := _TENTHS.match(parameter):
                level = match[1]
        ranged = ranged.strip(" \t")
        before = found.get(ranged, "A")
        if before == "A" or level == "-":
            found[ranged] = level
    return found


_held = lru_cache(maxsize=1000)(_said)


def _levels(media: str) -> list[tuple[str, str]]:
    """Return (pattern, level) in the order of trial; where the level is empty, it is the pattern's first group."""
    found = []
    for ranged in (media, media.partition("/")[0] + "/*", "*/*"):
        start = rf"(?:^|,)[ \t]*{re.escape(ranged)}[ \t]*"
        quality = start + r"(?:;[^,;]*)*;[ \t]*q[ \t]*=[ \t]*0"
        found.append((quality + r"(?:\.0{0,3})?[ \t]*(?:[,;]|$)", "-"))
        found.append((quality + r"\.([0-9])", ""))
        found.append((start + r"(?:[,;]|$)", "A"))
    return found


def _picks(suffixes: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return (pattern over the levels in order, suffix): the highest level, then the order of the table."""
    return [("^" + "." * place + level, name) for level in LEVELS for place, name in enumerate(suffixes)]


def _used() -> list[str]:
    return list(dict.fromkeys(suffix for each in classes() for suffix in each.suffixes))


def nginx(version: str) -> tuple[str, str]:
    """Return nginx rules: maps for the ``http`` block, and locations for a ``server`` whose root is the site."""
    maps = [f"# Content negotiation of {imprint().name} {version}: for the http block."]
    for suffix in _used():
        maps.append(f"map $http_accept $kg_{suffix} {{\n    default -;\n    '' A;")
        for pattern, level in _levels(MEDIA[suffix]):
            named = pattern.replace("([0-9])", "(?<kg_level>[0-9])")
            maps.append(f"    '~*{named}' {level or '$kg_level'};")
        maps.append("}")
    for each in classes():
        maps.append(f'map "{"".join(f"$kg_{suffix}" for suffix in each.suffixes)}" $kg_pick_{each.name} {{')
        maps.append("    default '';")
        maps += [f"    '~{pattern}' {suffix};" for pattern, suffix in _picks(each.suffixes)]
        maps.append("}")
    types = "\n".join(f"    {media} {suffix};" for suffix, media in MEDIA.items())
    shared = f'add_header Access-Control-Allow-Origin * always; add_header Content-Security-Policy "{POLICY}" always;'
    shared += " add_header X-Content-Type-Options nosniff always;"
    server = [
        f"# Content negotiation of {imprint().name} {version}: for a server block whose root is the site.",
        "absolute_redirect off;\nport_in_redirect off;\nindex index.html;",
        f"types {{\n{types}\n    image/svg+xml svg;\n    application/wasm wasm;\n}}",
        "charset utf-8;\ncharset_types text/html text/turtle text/csv text/css text/javascript text/plain"
        " application/atom+xml;",
        "error_page 406 /406.html;\nerror_page 404 /404.html;",
        shared,
        f"location = /406.html {{ internal; {shared} add_header Vary Accept always; }}",
        f"location = /{WELL_KNOWN} {{ return 302 /{DESCRIPTION}; }}",
        f"location = /{EMBED} {{ {shared.replace(POLICY, FRAMED)} }}",
    ]
    for each in classes():
        named = each.pattern.replace("(", "(?<kg_path>", 1)
        server.append(
            f"location ~ '^/{named}$' {{\n    {shared} add_header Vary Accept always;\n"
            f"    if (!-f $document_root/$kg_path.html) {{ return 404; }}\n"
            f"    if ($kg_pick_{each.name} = '') {{ return 406; }}\n"
            f"    return 303 /$kg_path.$kg_pick_{each.name};\n}}"
        )
    return "\n".join(maps) + "\n", "\n".join(server) + "\n"


def apache(version: str, others: Iterable[str] = ()) -> str:
    """Return rules for Apache 2.4, as w3id.org takes them; its second rule names the address of the site.

    ``others`` are the rules that tell, by ``KG_OTHER``, to which thing another name of it leads.
    """
    known = ", ".join(f".{suffix} ({MEDIA[suffix]})" for suffix in _used())
    lines = [
        f"# Content negotiation of {imprint().name} {version}, for w3id.org or any Apache 2.4 with mod_rewrite.",
        "RewriteEngine on",
        "# The address of the site, without a slash at its end:",
        f"RewriteRule ^ - [E=SITE:https://example.org/{imprint().name}]",
        "Header always set Access-Control-Allow-Origin *",
        f'ErrorDocument 406 "In none of the formats that the request accepts. Add a suffix to the address: {known}."',
    ]
    lines.append(f'RewriteRule "^{re.escape(WELL_KNOWN)}$" "%{{ENV:SITE}}/{DESCRIPTION}" [R=302,L]')
    others = list(others)
    lines += others
    for suffix in _used():
        variable = f"KG_{suffix.upper()}"
        lines.append(f"RewriteRule ^ - [E={variable}:-]")
        lines.append(f"RewriteCond %{{HTTP:Accept}} ^$\nRewriteRule ^ - [E={variable}:A]")
        levels = reversed(list(_groups(_levels(MEDIA[suffix]))))
        for pattern, level in (each for group in levels for each in reversed(group)):
            lines.append(f'RewriteCond %{{HTTP:Accept}} "{pattern}" [NC]')
            lines.append(f"RewriteRule ^ - [E={variable}:{level or '%1'}]")
    for each in classes():
        shown = "".join(f"%{{ENV:KG_{suffix.upper()}}}" for suffix in each.suffixes)
        for pattern, suffix in _picks(each.suffixes) if others and each.name == "thing" else ():
            lines.append(f'RewriteCond %{{ENV:KG_OTHER}} "."\nRewriteCond "{shown}" "{pattern}"')
            lines.append(f'RewriteRule ^ "%{{ENV:SITE}}/%{{ENV:KG_OTHER}}.{suffix}" [R=303,L]')
        for pattern, suffix in _picks(each.suffixes):
            lines.append(f'RewriteCond "{shown}" "{pattern}"')
            lines.append(f'RewriteRule "^{each.pattern}$" "%{{ENV:SITE}}/$1.{suffix}" [R=303,L]')
        lines.append(f'RewriteRule "^{each.pattern}$" - [R=406,L]')
    lines += ['RewriteRule "^(.*)$" "%{ENV:SITE}/$1" [R=302,L]', "Header always merge Vary Accept"]
    return "\n".join(lines) + "\n"


def _groups(levels: list[tuple[str, str]]) -> Iterable[list[tuple[str, str]]]:
    return (levels[start : start + 3] for start in range(0, len(levels), 3))


_NONE = "x"
"""Not acceptable, in a Caddyfile: there, ``-`` leaves a value to the next rule."""


def caddy(version: str) -> str:
    """Return a Caddyfile snippet for a site block whose root is the site."""
    lines = [f"# Content negotiation of {imprint().name} {version}: for a site block whose root is the site."]
    for suffix in _used():
        lines.append(f"map {{header.Accept}} {{kg_{suffix}}} {{")
        lines.append('    "" A')
        for pattern, level in _levels(MEDIA[suffix]):
            said = {"": "${1}", "-": _NONE}.get(level, level)
            lines.append(f'    `~(?i){pattern}` "{said}"')
        lines.append(f"    default {_NONE}\n}}")
    for each in classes():
        lines.append(f'map "{"".join(f"{{kg_{suffix}}}" for suffix in each.suffixes)}" {{kg_pick_{each.name}}} {{')
        lines += [f"    `~{pattern}` {suffix}" for pattern, suffix in _picks(each.suffixes)]
        lines.append('    default "none"\n}')
        found = f"path_regexp {each.name} ^/{each.pattern}$"
        none = f"vars {{kg_pick_{each.name}}} none"
        lines.append(f"@{each.name} {found}\nheader @{each.name} Vary Accept")
        lines.append(f"@{each.name}_some {{\n    {found}\n    not {none}\n}}")
        lines.append(f"redir @{each.name}_some /{{re.{each.name}.1}}.{{kg_pick_{each.name}}} 303")
        lines.append(f"@{each.name}_none {{\n    {found}\n    {none}\n}}\nerror @{each.name}_none 406")
    for suffix, media in MEDIA.items():
        lines.append(f'@kg_{suffix} path *.{suffix}\nheader @kg_{suffix} Content-Type "{_with_letters(media)}"')
    lines.append("header Access-Control-Allow-Origin *\nheader X-Content-Type-Options nosniff")
    lines.append(f"redir /{WELL_KNOWN} /{DESCRIPTION} 302")
    lines.append(f'@framed path /{EMBED}\nheader @framed Content-Security-Policy "{FRAMED}"')
    lines.append(f'@unframed not path /{EMBED}\nheader @unframed Content-Security-Policy "{POLICY}"')
    lines.append("handle_errors {\n    rewrite * /{err.status_code}.html")
    lines.append(f'    header Content-Type "{_with_letters(MEDIA["html"])}"\n    file_server\n}}\nfile_server')
    return "\n".join(lines) + "\n"


def _with_letters(media: str) -> str:
    return f"{media}; charset=utf-8" if media.startswith("text/") or media.endswith("+xml") else media


def netlify() -> tuple[str, str]:
    """Return ``_headers`` and ``_redirects``; Netlify does not read ``Accept``, so a resource leads to its page."""
    headers = [f"/*\n  Access-Control-Allow-Origin: *\n  Content-Security-Policy: {POLICY}"]
    headers += [f"/*.{suffix}\n  Content-Type: {media}" for suffix, media in MEDIA.items() if suffix not in ("html",)]
    places = sorted((*address.registers(), address.QUESTION))
    redirects = [f"/{place}/:id /{place}/:id.html 302" for place in places]
    first = [f"/{WELL_KNOWN} /{DESCRIPTION} 302", "/ontology /ontology.html 302"]
    return "\n".join(headers) + "\n", "\n".join([*first, *redirects]) + "\n"
