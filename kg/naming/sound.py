"""The Latin letters that letters of other scripts sound like, by their names in the Unicode Character Database.

The names never change, by Unicode's policy of stability: CYRILLIC SMALL LETTER ZHE is ``zh``, DEVANAGARI LETTER KA is
``ka``. It is enough to seek by, and no transliteration to print.
"""

import re
import unicodedata
from collections.abc import Iterator

BLOCKS = {
    "GREEK": (0x370, 0x400),
    "CYRILLIC": (0x400, 0x530),
    "HEBREW": (0x5D0, 0x5EB),
    "ARABIC": (0x621, 0x6D4),
    "DEVANAGARI": (0x900, 0x970),
    "HIRAGANA": (0x3041, 0x3097),
    "KATAKANA": (0x30A1, 0x30FB),
}
"""Script → its letters, from the first to the one after the last."""
_WHOLE = ("DEVANAGARI", "HIRAGANA", "KATAKANA")
"""The scripts whose letters are named by their sound; Cyrillic adds a vowel to it, the others begin with it."""
_OTHERWISE = {
    "GREEK": {"BETA": "v", "ETA": "i", "CHI": "h", "PHI": "f"},
    "CYRILLIC": {
        **{"YERU": "i", "JE": "i", "LJE": "l", "NJE": "n", "YU": "yu", "YA": "ya", "SCHWA": "a"},
        **{"HARD SIGN": "", "SOFT SIGN": "", "PALOCHKA": ""},
    },
    "HEBREW": {"YOD": "i"},
    "ARABIC": {"HAMZA": "", "YEH": "i", "FARSI YEH": "i", "KEHEH": "k", "TEH MARBUTA": "a"},
    "DEVANAGARI": {"VIRAMA": ""},
    "HIRAGANA": {"SMALL TU": ""},
    "KATAKANA": {"SMALL TU": ""},
}
"""Script → the letters that are named by something else, and what they sound like."""
_NAMED = re.compile(r"(?:SMALL )?(?:LETTER|VOWEL SIGN|SIGN(?= VIRAMA)) (?:FINAL )?(.+?)(?: WITH .*)?")
_INSTEAD = "VOWEL SIGN", "SIGN VIRAMA"
"""The beginnings of names of signs that take the place of the vowel with which a consonant is named."""
TAKEN = "-"
"""What the sound of such a sign begins with."""
_VOWELS = "aeiou"
_HANGUL = 0xAC00
_FIRSTS, _MIDDLES, _LASTS = 19, 21, 28
"""The first consonants, the vowels and the last consonants of Hangul, by which its syllables are ordered."""
_SILENT = 11
"""The first consonant that is none."""


def letters() -> dict[str, str]:
    """Return letter → the Latin letters it sounds like, for the scripts of :data:`BLOCKS`, small letters only.

    A sign that takes the place of the vowel before it begins with :data:`TAKEN`.

    >>> found = letters()
    >>> ["".join(found[each] for each in word) for word in ("хуавеј", "هواوي", "χουάβει", "ファウェイ", "हु")]
    ['huavei', 'hwawi', 'houavei', 'huauei', 'ha-u']
    """
    return {letter: told for script in BLOCKS for letter, told in _of(script)}


def hangul() -> list[list[str]]:
    """Return what the first consonants, vowels and last consonants of Hangul sound like, in the order of its syllables.

    >>> first, middle, last = hangul()
    >>> first[18] + middle[9] + last[0]
    'hwa'
    """
    return [
        [_syllable(at * _MIDDLES * _LASTS)[:-1] for at in range(_FIRSTS)],
        [_syllable((_SILENT * _MIDDLES + at) * _LASTS) for at in range(_MIDDLES)],
        [_syllable(_SILENT * _MIDDLES * _LASTS + at)[1:] for at in range(_LASTS)],
    ]


def _syllable(at: int) -> str:
    return unicodedata.name(chr(_HANGUL + at)).rpartition(" ")[2].lower()


def _of(script: str) -> Iterator[tuple[str, str]]:
    for letter in map(chr, range(*BLOCKS[script])):
        name = unicodedata.name(letter, "").removeprefix(f"{script} ")
        named = _NAMED.fullmatch(name)
        if named and letter == letter.lower():
            yield letter, TAKEN + _sound(script, named[1]) if name.startswith(_INSTEAD) else _sound(script, named[1])


def _sound(script: str, name: str) -> str:
    other = _OTHERWISE.get(script, {}).get(name)
    if other is not None:
        return other
    word = (name.rpartition(" ")[2] if script in ("CYRILLIC", *_WHOLE) else name.partition(" ")[0]).lower()
    if script in _WHOLE:
        return word
    if script == "CYRILLIC":
        return re.sub(f"[{_VOWELS}y]", "", word) or word[-1]
    first = re.match(f"[^{_VOWELS}]+", word)
    return first[0] if first else word[0]
