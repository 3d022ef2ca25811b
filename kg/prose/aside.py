"""What stands between two commas and tells of a price, a place or a person alone: a parse of the rest is surer."""

import re
from collections.abc import Iterator

from kg.prose.grammar import cue
from kg.prose.pairing import WARES
from kg.prose.sentence import Sentence

_OPENING = (
    r"which|who|whose|for (?:some |about |nearly |over |more than )?(?:N|[0-9]|[a-z]+ (?:million|thousand))"
    r"|at (?:a|the) (?:price|cost)|worth|costing|valued|priced"
    r"|in the presence|short (?:of|on)|after an?|despite|long|once|(?:better|best|well) known|known|based|headquartered"
)
_ASIDE = re.compile(rf"(?<=[A-Za-z]), (?:{_OPENING}) [^,;:()\"SVTGCDOIPXY]{{3,90}}(?P<end>,)(?= [a-zTN])")
_SEAT = re.compile(
    r"(?<=[A-Za-z]), (?:which (?:has|had) (?:its|a) (?:seat|headquarters|head office|offices?)|based|founded)"
    r" [^,;:()\"SVTGDOIXY]{2,40}(?P<end>,)(?= [a-z])"
)
_LAST = re.compile(r"(?<=[A-Za-z]), (?:better|best|well)[ -]known [^,;:()\"SVTGCDOIPXY]{3,90}(?=\.?$)")
_JOINS = re.compile(r", (?:and|or|but|nor|while|as)\\b")


def asides(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield the spans of the asides of a sentence in its block, with the comma before and without what they deny."""
    marked = sentence.marked
    for found in (*_ASIDE.finditer(marked), *_SEAT.finditer(marked), *_LAST.finditer(marked)):
        words = found.group()
        plain = not (cue("negation").search(words) or cue("condition").search(words) or WARES.search(words))
        if plain and not _JOINS.match(marked, found.end() - 1):
            yield sentence.starts[found.start()], sentence.ends[found.end() - 1]
