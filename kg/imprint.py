"""The imprint of what is published: its name, title, publisher and license; those of a workspace where one is used."""

import re
import unicodedata
from typing import NamedTuple

from kg.setting import kept, workspace

CC_BY = "https://creativecommons.org/licenses/by/4.0/"


class Imprint(NamedTuple):
    """What pages, descriptions, citations and pictures say of the whole."""

    name: str
    """The short name, of which the names of dumps are made."""
    title: str
    author: str
    summary: str
    heading: str
    """The title of the start page."""
    look: str
    """The title of the explorer."""
    license: str
    """The address of the license of what has none of its own."""
    credit: str
    """What a picture that leaves its page says of its use."""
    foot: str
    """What the foot of a page says of the license."""


RELEASED = Imprint(
    "surveillance-kg",
    "surveillance-kg: an evidence-first knowledge graph of AI surveillance",
    "surveillance-kg project",
    "Which states and territories use which kinds of AI surveillance, who supplies them, and which source says so: "
    "every statement is a claim with its place in its source, and claims that differ stand side by side.",
    "AI surveillance: who uses it, who supplies it, and which source says so",
    "Explore who uses and supplies AI surveillance",
    CC_BY,
    "Data under CC BY 4.0 by the surveillance-kg project, with the attribution that each source asks for.",
    "data under CC BY 4.0, with the attribution each source asks for",
)


@kept
def imprint() -> Imprint:
    """Return the imprint in use: the released one, or that of the workspace."""
    own = workspace()
    if own is None:
        return RELEASED
    author = own.publisher or own.title
    told = own.description or (
        f"{own.title}: every statement is a claim with its place in its source, and claims that differ stand side by "
        "side."
    )
    if not own.alone:
        told += " Laid over surveillance-kg, whose statements are in the graphs of their sources."
    terms = f"under {own.license}" if own.license else "under the license that each source states"
    return Imprint(
        slug(own.title) or "workspace",
        own.title,
        author,
        told,
        own.title,
        f"Explore: {own.title}",
        own.license if own.alone else own.license or CC_BY,
        f"{own.title}: data {terms}.",
        f"data {terms}",
    )


def slug(text: str) -> str:
    """Return a text as lower-case ASCII letters, digits and hyphens, as ids and names of files are written.

    >>> slug("Éxport licences, 2024 (draft)")
    'export-licences-2024-draft'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
