"""The language of a text: a text in a language without rules is named and left."""

import re
from functools import cache
from typing import Any

from kg.prose.grammar import listed

RULES = "en"
"""The language that has rules."""
SAMPLE = 1_500
"""The characters that are looked at."""
_LEAST = 40
"""A text with fewer letters is too short to tell its language by its words."""
_ENGLISH = 0.12
"""The share of words such as "the" and "of" above which a text is English."""
_WORDS = 12
_NAMED = re.compile(r"\b[A-Z\u00c0-\u00de]\S*")
"""A word that may be a name, which tells no language: "Hikvision supplied São Tomé" is English."""
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

    A text that is too short to tell counts as English where it is written in Latin letters.
    """
    sample = text[:SAMPLE]
    letters = sum(map(str.isalpha, sample))
    latin = letters if sample.isascii() else sum(one.isalpha() and one < "\u0250" for one in sample)
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
