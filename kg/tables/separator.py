"""Separators: what parts several names in a cell, and the names between them."""

import re

from kg.naming.form import bare, is_legal

SEPARATORS = (";", "\n", "|", "、", "，", "/", ",", "+", " and ", " & ", " und ", " et ", " y ", " e ", " и ")
"""What parts several names in a cell, the surest first."""
_FURTHER = re.compile(r"(?:holdings?|group|technolog(?:y|ies)|international)")


def parts(text: str, separators: list[str]) -> list[str]:
    """Return the names in a cell, parted by separators; "Co., Ltd." is no name of its own.

    >>> parts("Acme Cameras Co., Ltd.; Huawei and ZTE", [";", ",", " and "])
    ['Acme Cameras Co., Ltd.', 'Huawei', 'ZTE']
    """
    return [name for _, name in parted(text, separators)]


def parted(text: str, separators: list[str]) -> list[tuple[str, str]]:
    """Return the names in a cell, each with what stands between it and the one before."""
    separators = [sign for sign in separators if sign in text or sign.casefold() in text.casefold()]
    if not separators:
        return [("", text)]
    pattern = "|".join(re.escape(sign) if not sign.isspace() or sign == "\n" else r"\s" for sign in separators)
    pieces = re.split(f"({pattern})(?![^(]*\\))", text, flags=re.IGNORECASE)
    found = [("", pieces[0])]
    for sign, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        legal = sign.strip() in (",", "") and (is_legal(piece) or _FURTHER.fullmatch(bare(piece)))
        if not found[-1][1].strip() or legal:
            found[-1] = (found[-1][0], found[-1][1] + sign + piece)
        else:
            found.append((sign, piece))
    trimmed = ((sign, re.sub(r"^(?:and|und|et)\s+|^&\s*", "", piece.strip(" \t\r\n,;/"))) for sign, piece in found)
    return [(f"{sign} " if sign.strip() == sign else sign, piece) for sign, piece in trimmed if piece]
