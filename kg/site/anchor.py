"""One thing on a page, as a reader is told it: in plain words, linked to where more is said of it."""

import re
from functools import lru_cache

from markupsafe import Markup, escape

from kg.answering import license
from kg.drawing.lettering import words
from kg.drawing.template import FIRMNESS
from kg.literal import rounded
from kg.namespace import base_in_use, curie, iri
from kg.setting import forgetting
from kg.site import address
from kg.site.section import Thing

UNBROKEN = 24
"""Characters without a space past which a literal may break anywhere."""


def told(thing: Thing) -> str:
    """Return what a reader is told of a thing: decimals rounded, licenses, modalities and foreign terms in words.

    >>> told(Thing("", "-0.005861305631697178")), told(Thing("", "9.676593132914"))
    ('-0.005861', '9.677')
    """
    if thing.label.startswith(("http://", "https://")):
        return license.short(thing.label)
    if not thing.iri:
        return rounded(thing.label)
    if thing.label == curie(thing.iri) and not thing.iri.startswith(base_in_use()):
        prefix, _, local = thing.label.partition(":")
        return f"Wikidata {local}" if prefix == "wd" else words(local) if re.fullmatch(r"\w+", local) else thing.label
    if thing.label in FIRMNESS and thing.iri == iri(f"ais:{thing.label}"):
        return FIRMNESS[thing.label]
    return thing.label


@lru_cache(maxsize=100_000)
def linked(thing: Thing, root: str) -> Markup:
    """Return a thing as a link, if it has a page here or is an address, else as text in its language."""
    label = escape(told(thing))
    place = address.path(thing.iri)
    if place:
        return Markup(f'<a href="{root}{escape(address.link("", place))}">{label}</a>')
    outside = thing.iri or thing.label
    if outside.startswith(("http://", "https://")):
        return Markup(f'<a rel="external" href="{escape(outside)}">{label}</a>')
    if thing.language not in ("", "en"):
        return Markup(f'<span lang="{escape(thing.language)}">{label}</span>')
    if len(label) > UNBROKEN and " " not in label:
        return Markup(f'<span class="long">{label}</span>')
    return label


forgetting(linked.cache_clear)
