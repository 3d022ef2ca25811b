"""Whether the names of a text are parted among questions as it says: names in a row, who uses and from whom."""

import re
from itertools import pairwise

from kg.evidence.mention import HOME
from kg.wording.halves import WHETHER
from kg.wording.part import Plan
from kg.wording.reading import Reading

_ROW = re.compile(r"<([a-z]+)> (?:and|or|&) <\1>", re.ASCII)
"""Names of one kind in a row, which one question takes: borrowed from Chinese and Japanese banks."""
_FROM = re.compile(r"\bfrom <[a-z]+>", re.ASCII)
"""A name of whom something comes from, who is not the one that uses it."""

_ASKS_MORE = re.compile(r" and (?:to |from |by )?(?:who|whom|what|where)\b", re.IGNORECASE | re.ASCII)
"""What asks who or what behind whether something is so, and is no condition of that."""


def unasked(reading: Reading, plan: Plan) -> bool:
    """Return whether parts are of what a text that asks what is used says no word: what does S use in R, or from S.

    Of who supplies a state, behind whether it uses something, a text asks by itself. Of vendors it speaks by a word for
    them, and of what two states use by two users.
    """
    said = {each.key for each in (*reading.features, *reading.neutral)} | reading.asked
    rows = {part.frame.row if part.frame else "" for part in plan}
    if WHETHER.match(reading.text) and _ASKS_MORE.search(reading.text):
        return True
    if rows == {"technology"} and _FROM.search(" ".join(reading.shapes[0].marks)):
        return True
    return rows == {"vendor"} and "use" in said and not {"vendor", "supply"} & said


def parted(reading: Reading, plan: Plan) -> bool:
    """Return whether names in a row, of one register and in one role, are parted among different questions."""
    if not _ROW.search(" ".join(reading.shapes[0].marks)):
        return False
    name = {n: part.frame.question.name for part in plan if part.frame for n in part.uses}
    for n, (one, two) in enumerate(pairwise(reading.features)):
        alike = one.named and two.named and (one.key, one.sign) == (two.key, two.sign) == (HOME, "+")
        if alike and name.get(n, "") != name.get(n + 1, ""):
            return True
    return False
