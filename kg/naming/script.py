"""The script of a word: a letter of one script among those of another, which looks like what it is not."""

import re
import unicodedata
from typing import NamedTuple

_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC")
"""The scripts that have letters in common to the eye, as the names of characters begin."""
_TWINS = {
    "CYRILLIC": dict(zip("АВЕКМНОРСТУХІЈЅаеорсухіјѕԁӏһԛԝѵ", "ABEKMHOPCTYXIJSaeopcyxijsdlhqwv", strict=True)),
    "GREEK": dict(zip("ΑΒΕΚΜΗΟΡΤΥΧΙΖΝαορικνυ", "ABEKMHOPTYXIZNaopikvu", strict=True)),
}
"""Script → its letter → the Latin letter that looks like it."""


class Stray(NamedTuple):
    """A letter in a word of another script."""

    word: str
    letter: str
    script: str
    among: str
    """The script of most letters of the word."""

    def __str__(self) -> str:
        letter = f"{self.letter!r} (U+{ord(self.letter):04X}) is {self.script} among {self.among} letters"
        return f"{self.word!r} mixes scripts: {letter}"


def stray(text: str) -> Stray | None:
    r"""Return the first letter of a text that is of another script than its word; None where each word is of one.

    A word is Latin of which every other letter looks Latin; any other is of the script of most of its letters.

    >>> str(stray("\u0421hina"))
    "'Сhina' mixes scripts: 'С' (U+0421) is Cyrillic among Latin letters"
    >>> stray("China Китай")
    """
    if text.isascii():
        return None
    for word in re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", text)):
        told = [_script(letter) for letter in word]
        if len(held := {each for each in told if each}) > 1:
            alike = all(
                each == "LATIN" or letter in _TWINS.get(each, ()) for letter, each in zip(word, told, strict=True)
            )
            main = "LATIN" if alike and "LATIN" in held else max(sorted(held), key=told.count)
            at = next(n for n, each in enumerate(told) if each not in ("", main))
            return Stray(word, word[at], told[at].capitalize(), main.capitalize())
    return None


def twin(text: str) -> str:
    """Return a text in which each stray letter is the one of its word's script that looks like it, where one does.

    >>> twin("Сhina"), twin("Китaй") == "Китай"
    ('China', True)
    """
    while found := stray(text):
        if found.among == "Latin":
            other = _TWINS.get(found.script.upper(), {}).get(found.letter)
        else:
            letters = _TWINS.get(found.among.upper(), {}).items() if found.script == "Latin" else ()
            other = next((letter for letter, latin in letters if latin == found.letter), None)
        if other is None:
            return text
        word = found.word.replace(found.letter, other)
        text = unicodedata.normalize("NFC", text).replace(found.word, word)
    return text


def latin(text: str) -> str:
    """Return a text of another script whose letters all look Latin in Latin letters; the empty text for any other.

    >>> latin("ОМАН"), latin("\u0406\u0412\u041c"), latin("IBM")
    ('OMAH', 'IBM', '')
    """
    if text.isascii() or stray(text):
        return ""
    twins = {letter: other for letters in _TWINS.values() for letter, other in letters.items()}
    told = "".join(twins.get(letter, letter) for letter in unicodedata.normalize("NFC", text))
    return told if told.isascii() else ""


def name(text: str) -> str:
    """Return the script of the first letter that is not Latin, as ``Cyrillic``; the empty text where there is none."""
    return next((each.capitalize() for each in map(_script, text) if each not in ("", "LATIN")), "")


def _script(letter: str) -> str:
    called = unicodedata.name(letter, "").partition(" ")[0]
    return called if called in _SCRIPTS else ""
