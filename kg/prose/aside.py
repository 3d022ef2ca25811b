"""What stands between two commas and tells of a price, a place or a person alone: a parse of the rest is surer."""

import re
from collections.abc import Iterator

from kg.prose.grammar import cue
from kg.prose.pairing import WARES
from kg.prose.sentence import Sentence

_PRICE = re.compile(
    r"(?<=[A-Za-z]), for (?:some |about |nearly |over |more than )?(?:[\w.]+ ){1,3}"
    r"(?:dollars|euros|pounds|yuan|francs|rupees|pesos|yen|crowns|shillings),(?= [a-zTN])"
)
_OPENING = (
    r"which|who|whose|at (?:a|the) (?:price|cost)|worth|costing"
    r"|valued|priced|in the presence|short (?:of|on)|after an?|despite|long|once|(?:better|best|well) known|known|based"
)
_ASIDE = re.compile(rf"(?<=[A-Za-z]), (?:{_OPENING}) [^,;:()\"SVTGCDOIPXY]{{3,90}},(?= [a-zTN])")
_SEAT = re.compile(
    r"(?<=[A-Za-z]), (?:which (?:has|had) (?:its|a) (?:seat|headquarters|head office|offices?)|based|founded)"
    r" [^,;:()\"SVTGDOIXY]{2,40},(?= [a-z])"
)
_LAST = re.compile(r"(?<=[A-Za-z]), (?:better|best|well)[ -]known [^,;:()\"SVTGCDOIPXY]{3,90}(?=\.?$)")
_WHEN = re.compile(r"(?<=\bdelivery) (?:in|on|last|this) [a-z0-9]+(?= of )")
"""When something was taken, between that and what it was: "took delivery in March of N cameras"."""
_SINCE = re.compile(
    r"(?<=[a-z]) (?:since|in|until)(?: [a-z]+)? [12][0-9]{3}(?= (?:was|were|is|are|has been|have been|came|comes?) )"
)
"""Since when a clause before the main verb is so: "T that the police have used since 2018 was supplied by V"."""
_JOINS = re.compile(r", (?:and|or|but|nor|while|as)\b")


def asides(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield the spans of the asides of a sentence in its block, with the comma before and without what they deny."""
    marked = sentence.marked
    for found in (m for pattern in (_ASIDE, _SEAT, _PRICE, _WHEN, _LAST, _SINCE) for m in pattern.finditer(marked)):
        words = found.group()
        plain = not (cue("negation").search(words) or cue("condition").search(words) or WARES.search(words))
        if plain and not _JOINS.match(marked, found.end() - 1):
            yield sentence.starts[found.start()], sentence.ends[found.end() - 1]
