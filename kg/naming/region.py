"""Parts of the world that are no states: what the CLDR calls them in many languages, and words for one."""

from functools import cache

from kg.naming import country
from kg.naming.form import bare

_PARTS_OF_WORLD = frozenset(
    (
        *("balkans", "balkan", "caucasus", "gulf", "mena", "ssa", "apac", "latam", "sahel", "maghreb", "mashreq"),
        *("levant", "pacific", "scandinavia", "baltics", "americas", "amerika", "afrika", "kavkaz"),
    )
)
"""What the CLDR does not call a part of the world by."""


def is_region(text: str) -> bool:
    """Return whether a text names a part of the world that is no state, as the CLDR calls it or in words for one.

    >>> is_region("Latin America & Caribbean"), is_region("Westafrika"), is_region("Kenya")
    (True, True, False)
    """
    plain = bare(text)
    return plain in _regions() or any(word in _regions() for word in plain.split())


@cache
def _regions() -> frozenset[str]:
    from babel import localedata

    told = (localedata.load(language, merge_inherited=False)["territories"] for language in country.USUAL.split())
    named = (name for names in told for code, name in names.items() if code.isdigit())
    return frozenset(map(bare, named)) | _PARTS_OF_WORLD
