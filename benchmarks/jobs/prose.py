"""Reading articles: claims by rules of grammar, beside what spaCy's statistical pipeline takes for the same text.

No trained model of spaCy is in a package index, so its pipeline has the small English model's components with their
default widths and random weights: what it finds means nothing, what it takes is what such a model takes. It gives
parts of speech, dependencies and names, from which claims would still have to be read.
"""

from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

TITLE = "reading prose"
BAR = "≥ 250 kB/s"
OURS, AGAINST = "kg", "spaCy's components"
ENVIRONMENT = {"kg": "kg", "spaCy's components": "kg"}
LARGEST = {"spaCy's components": 100}
SIZES, UNIT = {"small": (100,), "medium": (100, 1_000), "large": (100, 1_000, 10_000)}, "kB of text"
ARTICLES = Path(__file__).parents[2] / "tests" / "prose" / "texts"
RATE = "kB/s"


def _text(given: Path) -> str:
    """Return the project's own articles, one after the other until there are as many kB as the folder is named for."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(ARTICLES.glob("*.txt"))]
    found: list[str] = []
    left = int(given.name) * 1000
    while left > 0:
        found.append(texts[len(found) % len(texts)])
        left -= len(found[-1].encode())
    return "\n\n".join(found)


def _told(text: str, work: Callable[[], Any]) -> dict[str, Any]:
    begun = process_time()
    work()
    spent = process_time() - begun
    return {"seconds": spent, "answer": None, "figures": {RATE: len(text.encode()) / 1000 / spent}}


def kg(given: Path) -> Callable[[], dict[str, Any]]:
    """Claims by the rules alone, each judged."""
    from kg.prose import extraction

    text = _text(given)
    extraction.read("Serbia uses facial recognition.", extractor=extraction.OURS)
    return lambda: _told(text, lambda: extraction.read(text, extractor=extraction.OURS))


def spacy(given: Path) -> Callable[[], dict[str, Any]]:
    """``tok2vec``, ``tagger``, ``parser`` and ``ner``, as :mod:`spacy` sets them up."""
    import spacy
    from spacy.training import Example

    text = _text(given)
    nlp = spacy.blank("en")
    for name in ("tok2vec", "tagger", "parser", "ner"):
        nlp.add_pipe(name)
    words = {"tags": ["NOUN", "VERB", "NOUN"], "heads": [1, 1, 1], "deps": ["nsubj", "ROOT", "obj"]}
    names = {"entities": ["U-GPE", "O", "U-ORG"]}
    example = Example.from_dict(nlp.make_doc("Serbia uses cameras"), words | names)
    nlp.initialize(lambda: [example])
    return lambda: _told(text, lambda: sum(len(doc) for doc in nlp.pipe(text.split("\n\n"))))


CONTENDERS = {"kg": kg, "spaCy's components": spacy}
