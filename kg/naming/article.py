"""The article that an English sentence gives the name of a state, a territory or an initiative."""

import re

_KINDS = "Bank Council Emirates Federation Initiative Islands Kingdom Republic See States Strip Territory Union"
"""What a name with an article is called by: a common noun."""
_NAMES = "Bahamas Comoros Congo Gambia Maldives Netherlands Philippines Seychelles"
"""Names that have one by themselves."""
_HAS = re.compile(
    rf"(?:.* )?(?:{'|'.join(_KINDS.split())})(?: of .+)?|{'|'.join(_NAMES.split())}|(?:Federated|United) .+"
)


def spoken(name: str) -> str:
    """Return a name of a state, a territory or an initiative as it stands within a sentence.

    >>> [spoken(name) for name in ("United States", "Gambia", "African Union", "Serbia", "ASEAN")]
    ['the United States', 'the Gambia', 'the African Union', 'Serbia', 'ASEAN']
    """
    return f"the {name}" if _HAS.fullmatch(name) else name


def begun(text: str) -> str:
    """Return a text as a sentence begins with it.

    >>> begun(spoken("Netherlands")), begun("iFlytek")
    ('The Netherlands', 'iFlytek')
    """
    return f"The{text[3:]}" if text.startswith("the ") else text
