"""Other names of things: addresses that lead to the name under which a thing is documented.

Every organization has an address under ``organization/``, whichever register holds it; those of the vendors lead to
``vendor/``, the name that claims are made with.
"""

from collections.abc import Iterator, Mapping

from kg.evidence.succession import ORGANIZATION
from kg.namespace import OWL
from kg.site import address
from kg.site.resource import Library

LONGEST = 3_000
"""Characters of the ids in one rule: servers take no more than 4,096 in a word."""


def synonyms(library: Library) -> dict[str, str]:
    """Return path → path of the thing that is documented, for every other name that the graph gives a thing, sorted."""
    found = {}
    for name in library.names("vendor"):
        other = address.path(library.one(name, OWL + "sameAs"))
        if other.startswith(f"{ORGANIZATION}/"):
            found[other] = address.path(name)
    return dict(sorted(found.items()))


def nginx(found: Mapping[str, str]) -> str:
    """Return the locations that answer other names, to stand before all others; nothing where there are none."""
    return "".join(
        f"location ~ '^/{old}/(?<kg_id>{ids})(?<kg_suffix>[.][a-z]+)?$' {{ return 303 /{new}/$kg_id$kg_suffix; }}\n"
        for old, new, ids in _grouped(found)
    )


def apache(found: Mapping[str, str]) -> Iterator[str]:
    """Yield the rules of Apache that tell by ``KG_OTHER`` to which path another name leads, and send on a document."""
    for old, new, ids in _grouped(found):
        yield f'RewriteRule "^{old}/({ids})$" - [E=KG_OTHER:{new}/$1]'
        yield f'RewriteRule "^{old}/({ids})([.][a-z]+)$" "%{{ENV:SITE}}/{new}/$1$2" [R=303,L]'


def caddy(found: Mapping[str, str]) -> str:
    """Return the part of a Caddyfile that answers other names, to stand before all else."""
    lines = []
    for number, (old, new, ids) in enumerate(_grouped(found), 1):
        lines.append(f"@other{number} path_regexp other{number} ^/{old}/({ids})([.][a-z]+)?$")
        lines.append(f"redir @other{number} /{new}/{{re.other{number}.1}}{{re.other{number}.2}} 303")
    return "".join(f"{line}\n" for line in lines)


def netlify(found: Mapping[str, str]) -> str:
    """Return the redirects of Netlify from other names, which lead to the page as it does not read ``Accept``."""
    return "".join(f"/{old} /{new}.html 302\n" for old, new in found.items())


def _grouped(found: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield (old folder, new folder, their ids as alternatives), so many that a rule is not too long."""
    ids: dict[tuple[str, str], list[str]] = {}
    for old, new in found.items():
        (before, id_), after = old.split("/"), new.partition("/")[0]
        held = ids.setdefault((before, after), [])
        if sum(len(each) + 1 for each in held) + len(id_) > LONGEST:
            yield before, after, "|".join(held)
            held.clear()
        held.append(id_)
    for (before, after), held in ids.items():
        yield before, after, "|".join(held)
