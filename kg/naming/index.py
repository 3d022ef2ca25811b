"""The place of a name in a list for readers, as the index of an English book has it."""

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=100_000)
def alphabetical(name: str) -> tuple[str, str]:
    """Return the place of a name in a list for readers: by its letters, whatever their case and accents.

    >>> sorted(["Zambia", "eSwatini", "Éire", "Estonia", "Côte d’Ivoire", "Cuba"], key=alphabetical)
    ['Côte d’Ivoire', 'Cuba', 'Éire', 'Estonia', 'eSwatini', 'Zambia']
    """
    if name.isascii():
        return name.lower(), name
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(each for each in letters if not unicodedata.combining(each)), name
