"""The table of negotiation as rules for web servers: nginx, Apache (as w3id.org), Caddy and Netlify."""

import re
import string
from collections.abc import Iterable
from itertools import count

from kg.imprint import imprint
from kg.site import address, negotiation
from kg.site.layout import APART, BUNDLE, WHOLE, Layout


def nginx(version: str, form: Layout = WHOLE) -> tuple[str, str]:
    """Return nginx rules: maps for the ``http`` block, and locations for a ``server`` whose root is the site."""
    maps = [f"# Content negotiation of {imprint().name} {version}: for the http block."]
    for suffix in negotiation.used(form):
        maps.append(f"map $http_accept $kg_{suffix} {{\n    default -;\n    '' A;")
        for pattern, level in negotiation.levels(negotiation.MEDIA[suffix]):
            named = pattern.replace("([0-9])", "(?<kg_level>[0-9])")
            maps.append(f"    '~*{named}' {level or '$kg_level'};")
        maps.append("}")
    for each in negotiation.classes(form):
        maps.append(f'map "{"".join(f"$kg_{suffix}" for suffix in each.suffixes)}" $kg_pick_{each.name} {{')
        maps.append("    default '';")
        maps += [f"    '~{pattern}' {suffix};" for pattern, suffix in negotiation.picks(each.suffixes)]
        maps.append("}")
    texts = sorted({each for each in negotiation.MEDIA.values() if negotiation.is_text(each)} - {"text/html"})
    types = "\n".join(f"    {media} {suffix};" for suffix, media in negotiation.MEDIA.items())
    shared = "add_header Access-Control-Allow-Origin * always;"
    shared += f' add_header Content-Security-Policy "{negotiation.POLICY}" always;'
    shared += " add_header X-Content-Type-Options nosniff always;"
    server = [
        f"# Content negotiation of {imprint().name} {version}: for a server block whose root is the site.",
        "absolute_redirect off;\nport_in_redirect off;\nindex index.html;",
        f"types {{\n{types}\n    image/svg+xml svg;\n    application/wasm wasm;\n}}",
        f"gzip on;\ngzip_vary on;\ngzip_min_length 1400;\ngzip_types {' '.join(texts)};",
        "charset utf-8;\ncharset_types text/html text/turtle text/csv text/css text/javascript text/plain"
        " application/atom+xml;",
        "error_page 406 /406.html;\nerror_page 404 /404.html;",
        shared,
        f"location = /406.html {{ internal; {shared} add_header Vary Accept always; }}",
        f"location = /{negotiation.WELL_KNOWN} {{ return 302 /{negotiation.DESCRIPTION}; }}",
        f"location = /{negotiation.EMBED} {{ {shared.replace(negotiation.POLICY, negotiation.FRAMED)} }}",
    ]
    for each in negotiation.classes(form):
        numbers = count(1)
        named = re.sub(r"\((?!\?)", lambda _: f"(?<kg_{next(numbers)}>", each.pattern)  # noqa: B023
        place = re.sub(r"\$(\d)", r"$kg_\1", each.place)
        found = each.location(f"$kg_pick_{each.name}", r"$kg_\1")
        server.append(
            f"location ~ '^/{named}$' {{\n    {shared} add_header Vary Accept always;\n"
            f"    if (!-f $document_root/{place}.html) {{ return 404; }}\n"
            f"    if ($kg_pick_{each.name} = '') {{ return 406; }}\n"
            f"    return 303 '/{found}';\n}}"
        )
    return "\n".join(maps) + "\n", "\n".join(server) + "\n"


def apache(version: str, form: Layout = WHOLE, others: Iterable[str] = ()) -> str:
    """Return rules for Apache 2.4, as w3id.org takes them; its second rule names the address of the site.

    ``others`` are the rules that tell, by ``KG_OTHER``, to which thing another name of it leads.
    """
    known = ", ".join(f".{suffix} ({negotiation.MEDIA[suffix]})" for suffix in negotiation.used(form))
    lines = [
        f"# Content negotiation of {imprint().name} {version}, for w3id.org or any Apache 2.4 with mod_rewrite.",
        "RewriteEngine on",
        "# The address of the site, without a slash at its end:",
        f"RewriteRule ^ - [E=SITE:https://example.org/{imprint().name}]",
        "Header always set Access-Control-Allow-Origin *",
        f'ErrorDocument 406 "In none of the formats that the request accepts. Add a suffix to the address: {known}."',
    ]
    lines.append(
        f'RewriteRule "^{re.escape(negotiation.WELL_KNOWN)}$" "%{{ENV:SITE}}/{negotiation.DESCRIPTION}" [R=302,L]'
    )
    others = list(others)
    lines += others
    for suffix in negotiation.used(form):
        variable = f"KG_{suffix.upper()}"
        lines.append(f"RewriteRule ^ - [E={variable}:-]")
        lines.append(f"RewriteCond %{{HTTP:Accept}} ^$\nRewriteRule ^ - [E={variable}:A]")
        levels = reversed(list(_groups(negotiation.levels(negotiation.MEDIA[suffix]))))
        for pattern, level in (each for group in levels for each in reversed(group)):
            lines.append(f'RewriteCond %{{HTTP:Accept}} "{pattern}" [NC]')
            lines.append(f"RewriteRule ^ - [E={variable}:{level or '%1'}]")
    for each in negotiation.classes(form):
        shown = "".join(f"%{{ENV:KG_{suffix.upper()}}}" for suffix in each.suffixes)
        for pattern, suffix in negotiation.picks(each.suffixes) if others and each.name == "thing" else ():
            lines.append(f'RewriteCond %{{ENV:KG_OTHER}} "."\nRewriteCond "{shown}" "{pattern}"')
            lines.append(f'RewriteRule ^ "%{{ENV:SITE}}/%{{ENV:KG_OTHER}}.{suffix}" [R=303,L]')
        for pattern, suffix in negotiation.picks(each.suffixes):
            lines.append(f'RewriteCond "{shown}" "{pattern}"')
            lines.append(f'RewriteRule "^{each.pattern}$" "%{{ENV:SITE}}/{each.location(suffix)}" [R=303,NE,L]')
        lines.append(f'RewriteRule "^{each.pattern}$" - [R=406,L]')
    lines += ['RewriteRule "^(.*)$" "%{ENV:SITE}/$1" [R=302,L]', "Header always merge Vary Accept"]
    return "\n".join(lines) + "\n"


def _groups(levels: list[tuple[str, str]]) -> Iterable[list[tuple[str, str]]]:
    return (levels[start : start + 3] for start in range(0, len(levels), 3))


_NONE = "x"
"""Not acceptable, in a Caddyfile: there, ``-`` leaves a value to the next rule."""


def caddy(version: str, form: Layout = WHOLE) -> str:
    """Return a Caddyfile snippet for a site block whose root is the site."""
    lines = [f"# Content negotiation of {imprint().name} {version}: for a site block whose root is the site."]
    for suffix in negotiation.used(form):
        lines.append(f"map {{header.Accept}} {{kg_{suffix}}} {{")
        lines.append('    "" A')
        for pattern, level in negotiation.levels(negotiation.MEDIA[suffix]):
            said = {"": "${1}", "-": _NONE}.get(level, level)
            lines.append(f'    `~(?i){pattern}` "{said}"')
        lines.append(f"    default {_NONE}\n}}")
    for each in negotiation.classes(form):
        lines.append(f'map "{"".join(f"{{kg_{suffix}}}" for suffix in each.suffixes)}" {{kg_pick_{each.name}}} {{')
        lines += [f"    `~{pattern}` {suffix}" for pattern, suffix in negotiation.picks(each.suffixes)]
        lines.append('    default "none"\n}')
        found = f"path_regexp {each.name} ^/{each.pattern}$"
        none = f"vars {{kg_pick_{each.name}}} none"
        lines.append(f"@{each.name} {found}\nheader @{each.name} Vary Accept")
        lines.append(f"@{each.name}_some {{\n    {found}\n    not {none}\n}}")
        place = each.location(f"{{kg_pick_{each.name}}}", rf"{{re.{each.name}.\1}}")
        lines.append(f"redir @{each.name}_some /{place} 303")
        lines.append(f"@{each.name}_none {{\n    {found}\n    {none}\n}}\nerror @{each.name}_none 406")
    for suffix, media in negotiation.MEDIA.items():
        lines.append(f'@kg_{suffix} path *.{suffix}\nheader @kg_{suffix} Content-Type "{_with_letters(media)}"')
    lines.append("encode gzip\nheader Access-Control-Allow-Origin *\nheader X-Content-Type-Options nosniff")
    lines.append(f"redir /{negotiation.WELL_KNOWN} /{negotiation.DESCRIPTION} 302")
    lines.append(f'@framed path /{negotiation.EMBED}\nheader @framed Content-Security-Policy "{negotiation.FRAMED}"')
    lines.append(
        f'@unframed not path /{negotiation.EMBED}\nheader @unframed Content-Security-Policy "{negotiation.POLICY}"'
    )
    lines.append("handle_errors {\n    rewrite * /{err.status_code}.html")
    lines.append(
        f'    header Content-Type "{_with_letters(negotiation.MEDIA["html"])}"\n    file_server\n}}\nfile_server'
    )
    return "\n".join(lines) + "\n"


def _with_letters(media: str) -> str:
    return f"{media}; charset=utf-8" if media.startswith("text/") or media.endswith("+xml") else media


def netlify(form: Layout = WHOLE) -> tuple[str, str]:
    """Return ``_headers`` and ``_redirects``; Netlify does not read ``Accept``, so a resource leads to its page.

    It knows no part of a name either: what is in a bundle is answered by a page whose script goes on to it. Where two
    rules name one header, one host takes the last and another joins both; so what forbids a frame is a header of its
    own, in rules that :data:`EMBED <kg.site.negotiation.EMBED>` alone does not match.
    """
    shared = ["Access-Control-Allow-Origin: *", "X-Content-Type-Options: nosniff"]
    headers = ["\n  ".join(["/*", *shared, f"Content-Security-Policy: {negotiation.UNFRAMED}"])]
    headers += [f"{pattern}\n  X-Frame-Options: DENY" for pattern in _all_but(negotiation.EMBED)]
    headers += [
        f"/*.{suffix}\n  Content-Type: {media}"
        for suffix, media in negotiation.MEDIA.items()
        if suffix not in ("html",)
    ]
    places = sorted((*address.registers(), address.QUESTION))
    redirects = [
        f"/{place}/:id /{BUNDLE}/index.html 200"
        if form.compact and place in APART
        else f"/{place}/:id /{place}/:id.html 302"
        for place in places
    ]
    first = [f"/{negotiation.WELL_KNOWN} /{negotiation.DESCRIPTION} 302", "/ontology /ontology.html 302"]
    return "\n".join(headers) + "\n", "\n".join([*first, *redirects]) + "\n"


def _all_but(page: str) -> list[str]:
    """Return patterns that match the root and what begins otherwise than a page, by its first or second letter.

    They name no file, so that an address that leads nowhere is matched as well; a host reads a hundred rules at most.
    """
    first, second = page[0], page[1]
    begun = [each for each in f"{string.ascii_lowercase}{string.digits}_.CL" if each != first]
    return [
        "/",
        *(f"/{each}*" for each in begun),
        *(f"/{first}{each}*" for each in string.ascii_lowercase if each != second),
    ]
