"""The language of a text: a text in a language without rules is named and left."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from kg.prose.grammar import known, listed

RULES = "en"
"""The language that has rules."""
SAMPLE = 1_500
"""The characters that are looked at."""
_LEAST = 40
"""A text with fewer letters is too short to tell its language by its words."""
_ENGLISH = 0.12
"""The share of words such as "the" and "of" above which a text is English."""
_WORDS = 12
_PARTICLES = re.compile("d[aeio]|del|della|des|du|d['\u2019]|l[ae]|las|los|v[ao]n|de[nr]|e|y|i|et|und", re.IGNORECASE)
"""The small words that stand within names."""
_FEW = 30
"""A text of more words is told by its share of English ones."""
_NAMED = re.compile(r"\b[A-Z\u00c0-\u00de]\S*")
"""A word that may be a name, which tells no language: "Hikvision supplied São Tomé" is English."""
_WORD = re.compile("[^\\W\\d_]+['\u2019]?")
_NAMES = {
    "bs": "Bosnian, Croatian or Serbian",
    "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek",
    "es": "Spanish", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian",
    "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ko": "Korean", "mk": "Macedonian",
    "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian",
    "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu",
    "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


def language(text: str) -> str:
    """Return the code of the language of a text, such as ``en``; ``und`` where it is another than English and unknown.

    A text of few words is told by its small words, such as "el" and "de" or "the" and "of". Where it has none, or too
    few to tell, it counts as English if it is written in Latin letters.
    """
    sample = text[:SAMPLE]
    letters = sum(map(str.isalpha, sample))
    latin = letters if sample.isascii() else sum(one.isalpha() and one < "\u0250" for one in sample)
    if latin >= 0.8 * letters and (other := _short(sample)):
        return other
    if not letters or (letters < _LEAST and latin >= letters / 2):
        return RULES
    words = re.findall(r"[a-z']+", sample.lower())
    common = sum(word in listed("function") for word in words)
    if latin >= 0.8 * letters and common > _ENGLISH * len(words):
        return RULES
    identifier = _identifier()
    if identifier is None:
        return RULES if latin >= letters / 2 else "und"
    bare = _NAMED.sub(" ", sample).split()
    found, probability = identifier.classify(" ".join(bare if len(bare) > 2 else sample.split()))
    strange = len(words) >= _WORDS and common < _ENGLISH / 2 * len(words)
    sure = probability > 0.9 or strange or latin < letters / 2
    return str(found) if found == RULES or (sure and common <= _ENGLISH * len(words)) else RULES


def _short(text: str) -> str:
    """Return the language that the small words of a text of few words tell, where it is another than English.

    Where they do not tell it, what its letters are like does, if none of its words is known to be English.
    """
    words = _WORD.findall(text)
    if not 1 < len(words) <= _FEW:
        return ""
    free = [word.lower() for word in _unnamed(words)]
    marked = sum(not word.isascii() for word in free)
    told = {code: count for code, own in _small().items() if (count := _told(free, marked, own))}
    most = max(told.values(), default=0)
    alike = [code for code, count in told.items() if count == most] if most and most + marked > 1 else []
    english = any(word in known() and not any(word in own for own in _small().values()) for word in free)
    if len(alike) == 1 or (english and not alike):
        return "".join(alike)
    identifier = _identifier()
    guess, sure = identifier.classify(" ".join(words)) if identifier else ("", 0.0)
    if alike:
        return str(guess) if guess in alike else alike[0]
    own = _small().get(str(guess), frozenset())
    plain = any(word in known() and word not in own for word in free)
    likely = sure > 0.9 or marked or any(word in own for word in free)
    return str(guess) if own and free and likely and not plain else ""


def _told(words: list[str], marked: int, own: frozenset[str]) -> int:
    """Return how many of the words a language has and English not; none where English has half as many of its own."""
    english = sum(word in listed("function") and word not in own for word in words)
    found = sum(word in own and word not in listed("function") for word in words)
    return found if found + marked > 2 * english else 0


def _unnamed(words: list[str]) -> Iterator[str]:
    """Yield the words that are no part of a name: "de" of "Rio de Janeiro" and "La" of "La Paz" tell no language."""
    names = [word for word in words if not _PARTICLES.fullmatch(word)]
    past = 0
    for first, word in enumerate(words):
        particle = _PARTICLES.fullmatch(word)
        past += not particle
        before, after = names[past - 1 : past], names[past : past + 1]
        within = particle and all(one[:1].isupper() for one in (*before, *after))
        if (word.islower() and not (within and before and after)) or (not first and after and after[0].islower()):
            yield word


@cache
def _small() -> dict[str, frozenset[str]]:
    data = tomllib.loads(Path(__file__).with_name("languages.toml").read_text(encoding="utf-8"))
    return {code: frozenset(words.split()) for code, words in data["words"].items()}


def spelt(code: str) -> str:
    """Return the English name of a language, or its code where no name is at hand."""
    return _NAMES.get(code, "an unknown language" if code == "und" else code)


@cache
def _identifier() -> Any:
    try:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier
    except ImportError:
        return None
    found = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    found.set_languages([code for code in (*_NAMES, RULES) if code in set(found.labels)])
    return found
