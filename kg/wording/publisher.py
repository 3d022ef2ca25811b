"""Whose sources or claims a text is about: claims by Huawei, sources from Kenya."""

from collections.abc import Sequence

from kg.wording.item import Item

_SPOKEN = (("types", "source"), ("types", "claim"), ("types", "article"), ("words", "regard"))


def publishers(items: Sequence[Item]) -> None:
    """Give the names that sources are from, or that claims are by, the role ``publisher``: no question has those."""
    said = [item for item in items if item.section != "little"]
    spoken = by = False
    for item in said:
        if spoken and by and item.section == "name":
            item.role = "publisher"
        by = item.section == "grammar" and item.concept in ("from", "by")
        if item.section in ("types", "words"):
            spoken = (item.section, item.concept) in _SPOKEN
        elif not by and item.section not in ("name", "about", "number"):
            spoken = False
