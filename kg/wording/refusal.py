"""Why a text is refused: what of it no question uses, or what the sources do not have; and what it may mean."""

import re
from collections.abc import Callable, Iterable, Sequence

from kg.evidence.mention import Names, vocabulary
from kg.evidence.untold import longest_first
from kg.naming.form import folded
from kg.wording import tally, tie
from kg.wording.lexicon import entries, lexicon
from kg.wording.neighbor import Neighbor
from kg.wording.reading import Feature, Reading

SHOWN = 60
"""The most letters of a text that stand before what was found."""
_EDITION = re.compile(
    r"\b(\d{4}) (?:[a-z&]+ )?(?:edition|index|version|release)\b"
    r"|\b(?:edition|index|version|release) (?:of |for |from )?(?:the )?(?:year )?(\d{4})\b",
    re.IGNORECASE | re.ASCII,
)
"""A year that is said to be one of an edition."""
_YEAR = re.compile(r"(?:not )?(20\d\d)", re.ASCII)
_EVENT = re.compile(
    r"\b(?:join\w*|member\w*|signed|acced\w*|list|lists|listed|ban|bans|banned|law|laws|sanction\w*|forb\w+|prohibit\w*)\b",
    re.IGNORECASE | re.ASCII,
)
"""What has a year of its own, which is that of no edition."""
_TIE = "the index does not say which vendor supplied which technology: it ties neither to the other"
_EACH = (
    "it does not say whether what all of these have is meant, or what each has; write 'both', or ask of each by itself"
)
_WORDS = ("words", "gives", "takes", "persons", "grammar", "little")
_ENGLISH = re.compile(
    r"\b(?:which|what|whom?|whose|how|where|when|why|does|did|the|has|have|many|should|would|could|will|can|may|might|"
    r"must|are|were|been|and|from|with|their|they|this|that|these|those|than|out|about|because|against|between|into)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^\W_]+(?:[-.&'’][^\W_]+)*|[.!?:;,]", re.UNICODE)


def reason(said: Reading, near: Sequence[Neighbor]) -> str:
    """Return why no question answers a text: no such edition, a tie that no source makes, what is untold, or left."""
    return _edition(said) or _tie(said) or _apiece(said) or f"{_untold(said)}{_ungrouped(said)}{_unused(said, near)}"


def _apiece(said: Reading) -> str:
    """Return that it is open whether what several have each or all is asked for; empty where it is no matter."""
    return _EACH if not said.unknown and tally.each_of_two(said) else ""


def meant(said: Reading, answered: Callable[[str], bool]) -> str:
    """Return which words of a text no register has, and what a misspelled one may mean: each, and the whole text.

    The whole is one that is ``answered``: nobody types what is refused in its turn.
    """
    unknown = [] if foreign(said) else _unknown(said)
    like = [(word, name) for word, name in said.like if not any(word in each.split() for each in unknown)]
    whole = " ".join(said.text.split())
    for word, name in like:
        whole = name.join(re.split(rf"\b{re.escape(word)}\b", whole))
    strange = foreign(said) and 2 * len(said.like) < len(said.unknown)
    told = "questions are read in English only; " if strange else ""
    told += "".join(f"no register has {short(each, 40)!r}; " for each in unknown)
    words = "".join(f"for {short(word, 24)!r} do you mean {name!r}? " for word, name in like)
    return f"{told}{words}did you mean {short(whole, 200)!r}? " if like and answered(whole) else f"{told}{words}"


def foreign(said: Reading) -> bool:
    """Return whether a text looks like one of another language than the lexicon's.

    Most of its words that are no names are unknown and several, and none but names and kinds of things is one of
    English; or an unknown one has letters beyond ASCII.
    """
    strange = [word for word in said.unknown if word.isalpha()]
    known = sum(not each.named for each in (*said.features, *said.neutral))
    words = lexicon().words
    english = any(
        len(word) > 3 and (meaning := words.get(word)) is not None and meaning.section in _WORDS
        for word in said.text.casefold().split()
    )
    other = len(strange) > max(1, known) and not english and not _ENGLISH.search(said.text)
    return other or any(not word.isascii() for word in strange)


def short(text: str, most: int = SHOWN) -> str:
    """Return a text as one line that shows its odd characters, cut after so many."""
    text = " ".join(text.split())
    shown = text if len(text) <= most else f"{text[: most - 1]}…"
    return repr(shown) if most == SHOWN else shown


def _unused(said: Reading, near: Sequence[Neighbor]) -> str:
    """Return what of a text no question uses together with the rest."""
    left = list(dict.fromkeys([*said.unknown, *(near[0].unused if near else map(str, said.features))]))
    told = _unsaid(said.text, left)
    listed = ", ".join(map(repr, (short(each, 24) for each in left[:6]))) + (", …" if len(left) > 6 else "")
    listed += _undated(said, left, near)
    if not left and not said.features:
        return "no word of it is known" if not said.asked else "it names nothing to ask about"
    return f"{told}not used: {listed}" if left else "no question puts this together"


def unsaid() -> list[tuple[str, list[str]]]:
    """Return what no source says of any tie, and the words that ask for it, the longest first."""
    return [(told, longest_first(entries(text))) for told, text in vocabulary()["unsaid"].items()]


def _unsaid(text: str, left: Sequence[str]) -> str:
    """Return what words that are left ask for and no source says: how often, how well; empty for none."""
    unused, told = {word for each in left for word in folded(each)}, ""
    for asked, forms in unsaid():
        if found := [form for form in _forms(text, forms) if unused.intersection(form.split())]:
            told += f"no source here says {asked} ({', '.join(map(repr, found))}); "
    return told


def _undated(said: Reading, left: Sequence[str], near: Sequence[Neighbor]) -> str:
    """Return, in brackets, that a year which is left has no edition; empty where it has one, or is one of an event.

    Where more is left, the nearest question has to be one of an edition.
    """
    editions = {param.type for param in near[0].question.params} if near else {"source"}
    if len(left) > 1 and "source" not in editions:
        return ""
    known = sorted(said.names.editions) if said.names else []
    years = [found[1] for each in left if (found := _YEAR.fullmatch(each))]
    year = years[0] if len(set(years)) == 1 and not _EVENT.search(said.text) else ""
    return f" (there is no edition of {year} here, but of {' and '.join(known)})" if year and year not in known else ""


def _untold(said: Reading) -> str:
    """Return which technologies a text names of which no source says anything; empty for none."""
    found = _forms(said.text, said.names.untold) if said.names else ()
    return f"no source here says anything of {' or '.join(found)}; " if found else ""


def groupings(names: Names) -> list[str]:
    """Return what people call groups of states and no thing of a graph is called, the longest first."""
    return longest_first(form for form in entries(vocabulary()["groupings"]) if not names.meanings(form))


def _ungrouped(said: Reading) -> str:
    """Return which groups of states a text names that no register has; empty for none."""
    found = _forms(said.text, groupings(said.names)) if said.names and said.unknown else ()
    return f"no register here has the group of states {' or '.join(map(repr, found))}; " if found else ""


def _forms(text: str, forms: Iterable[str]) -> list[str]:
    """Return the forms that a text has, each of its words in one of them."""
    left, found = f" {' '.join(folded(text))} ", list[str]()
    for form in forms:
        if f" {form} " in left:
            left = left.replace(f" {form} ", " ; ")
            found.append(form)
    return found


def _edition(said: Reading) -> str:
    """Return that there is no edition of a year that a text asks one of; empty where it asks for none such."""
    found = _EDITION.search(said.text)
    known = sorted(said.names.editions) if said.names else []
    year = (found[1] or found[2]) if found else ""
    return f"there is no edition of {year} here, but of {' and '.join(known)}" if year and year not in known else ""


def _tie(said: Reading) -> str:
    """Return that no source makes the tie that a text asks for: between a vendor and a technology within a state."""
    named = {kind for kind in ("vendor", "technology", "state") if any(_names(each, kind) for each in said.features)}
    goods = bool({"technology", "goods"} & said.asked) and {"vendor", "state"} <= named
    supplied = any(each.key == "supply" for each in said.features)
    whose = "vendor" in said.asked and {"technology", "state"} <= named and supplied
    return _TIE if (goods or whose or tie.tied(said)) and not said.unknown else ""


def _names(feature: Feature, kind: str) -> bool:
    return feature.named and feature.sign == "+" and kind in feature.values[0]


def _unknown(said: Reading) -> list[str]:
    """Return what a text writes as names, with a capital within a sentence or all in capitals, and no register has."""
    if said.names is None:
        return []
    found: list[list[str]] = []
    start, open_ = True, False
    for word in _SENTENCE.findall(said.text):
        written = word[0].isupper() and (not start or (word.isupper() and len(word) > 1))
        strange = written and _strange(said.names, word)
        if written and open_:
            found[-1].append(word)
        elif strange:
            found.append([word])
        open_ = strange or (written and open_)
        start = word in ".!?"
    return [" ".join(each) for each in found]


def _strange(names: Names, word: str) -> bool:
    known = lexicon().words
    return word.isalpha() and word.casefold() not in known and not names.has_word(word)
