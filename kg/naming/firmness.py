"""How firmly something is said, in words for readers: told from the name of a modality alone."""

import re

STANCES = {
    "assertion": "asserted",
    "allegation": "alleged",
    "supposition": "supposed",
    "plan": "planned",
    "denial": "denied",
}
"""Name of a stance → what it makes of a statement, in words."""
_ACTS = {"Statement": "", "Report": "reported", "Quotation": "quoted", "Presupposition": "presupposed"}
_PLACES = {"": "", "InHeadline": ", in a headline", "InCaption": ", in a caption"}
_COMPOSED = re.compile(
    rf"(?P<stance>{'|'.join(STANCES)})In(?P<act>{'|'.join(_ACTS)})(?P<place>InHeadline|InCaption|)(?P<mended>Corrected|)"
)


def firmness(modality: str) -> str:
    """Return how firmly something is said, in words; a name that is no combination of dimensions is a word already.

    >>> firmness("planInStatement"), firmness("planInReport"), firmness("alleged")
    ('planned', 'reported as planned', 'alleged')
    >>> firmness("assertionInQuotationInHeadline"), firmness("denialInStatementCorrected")
    ('quoted, in a headline', 'denied, corrected by us')
    """
    found = _COMPOSED.fullmatch(modality)
    if found is None:
        return modality
    act, stance = _ACTS[found["act"]], STANCES[found["stance"]]
    said = (act if stance == "asserted" else f"{act} as {stance}") if act else stance
    return said + _PLACES[found["place"]] + (", corrected by us" if found["mended"] else "")
