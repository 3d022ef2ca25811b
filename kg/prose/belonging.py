"""Clauses that say whose tool a ware is: "the cameras with which S's police watch the streets", "T that S's army uses".

They are parsed as what they mean, "the cameras of S's police": a small parser takes the verb of such a clause for that
of the sentence, and so loses who supplied them.
"""

import re
from collections.abc import Iterator

from kg.prose.grammar import cue
from kg.prose.sentence import Sentence

_BODY = r"(?:(?:the )?(?:S's|D|S)(?: (?!that\b|which\b|who\b)[a-z-]+){0,3}?|(?:the )?[a-z-]+(?: [a-z-]+)? (?:of|in) S)"
_HAVING = (
    r"(?:use[sd]?|run|runs|ran|operate[sd]?|own(?:s|ed)?|deploy(?:s|ed)?|employ(?:s|ed)?|rel(?:y|ies|ied) on"
    r"|work(?:s|ed)? with|depend(?:s|ed)? on|(?:has|have|had) in use)"
)
_DOING = (
    rf"(?:{_HAVING}|rel(?:y|ies|ied)|depend(?:s|ed)?|work(?:s|ed)?|watch(?:es|ed)?|monitor(?:s|ed)?|follow(?:s|ed)?"
    r"|guard(?:s|ed)?|search(?:es|ed)?|scan(?:s|ned)?|track(?:s|ed)?|control(?:s|led)?|check(?:s|ed)?|read|reads"
    r"|identif(?:y|ies|ied)|recogni[sz]e[sd]?|record(?:s|ed)?|unlock(?:s|ed)?|open(?:s|ed)?|survey(?:s|ed)?"
    r"|patrol(?:s|led)?|find|finds|found|observe[sd]?|police[sd]?)"
)
_REST = r"(?: (?!(?:but|and|or|if|was|were|is|are|come|comes|came)\b)[a-zTCSNP'-]+){0,6}?"
_MADE = (
    r"(?:supplied|sold|delivered|provided|made|built|developed|installed|bought|purchased|produced|manufactured"
    r"|set up|put up|donated|acquired|ordered|leased)"
)
_ENDS = (
    rf"(?= (?:(?:was|were|is|are|has been|have been|had been)(?: [a-z]+ly)? {_MADE} (?:by|from)|comes? from|came from"
    r"|(?:was|were|is|are) from) (?:the |a |an |D )?(?:[a-z-]+ ){0,3}V\b)"
)
_CLAUSE = re.compile(
    rf"(?<=[a-zT])(?P<led> (?:(?:with|on|through|by|over|from|via) (?:the help of )?which) )(?P<body>{_BODY})"
    rf"(?P<deed> {_DOING}{_REST}){_ENDS}"
    rf"|(?<=[a-zT])(?P<that> (?:that|which) )(?P<whose>{_BODY})(?P<has> {_HAVING} (?:to|for|in|on|at)\b{_REST}){_ENDS}"
)


def belongings(sentence: Sentence) -> Iterator[tuple[tuple[int, int], str, tuple[int, int]]]:
    """Yield for each such clause the span of what leads to whose the ware is, how to read it, and the deed."""
    marked = sentence.marked
    for found in _CLAUSE.finditer(marked) if "which" in marked or "that" in marked else ():
        if cue("negation").search(found.group()) or cue("condition").search(found.group()):
            continue
        led, deed = ("led", "deed") if found["led"] else ("that", "has")
        (start, end), (first, last) = found.span(led), found.span(deed)
        read = " used by " if end - start > len(" used by ") else " of "
        yield (sentence.starts[start], sentence.starts[end]), read, (sentence.starts[first], sentence.starts[last])
