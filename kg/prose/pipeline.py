"""The spaCy pipeline that parses English: which of those that are installed, and which of them cannot be loaded."""

import warnings
from functools import cache
from importlib.metadata import entry_points
from typing import TYPE_CHECKING

from kg.errors import Doubt, KgError, MissingExtra

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_SIZES = ("sm", "md", "lg", "trf")


def pipeline() -> "Language | None":
    """Return the installed spaCy pipeline for English with a parser, the largest of several, or None without one."""
    return _found()[0]


def broken() -> tuple[str, ...]:
    """Return the names of the pipelines for English that are installed and cannot be loaded."""
    return _found()[1]


def anew(package: str) -> str:
    """Return what to do where a pipeline cannot be loaded."""
    return f"install it anew with 'pip install --force-reinstall --no-deps {package}'"


def lacking(place: str) -> KgError:
    """Return what to say of a place that needs a pipeline where none can be loaded."""
    for package in broken():
        return KgError(package, "this spaCy pipeline cannot be loaded", anew(package))
    return MissingExtra(place, "a spaCy pipeline for English with a parser", "parse")


def doubted() -> None:
    """Warn with a :class:`~kg.errors.Doubt` where the one pipeline that is installed cannot be loaded."""
    if pipeline() is None and broken():
        told = "this spaCy pipeline cannot be loaded, so that texts are read by rules alone"
        warnings.warn(Doubt(f"{broken()[0]}: {told}; {anew(broken()[0])}"), stacklevel=2)


def name() -> str | None:
    """Return the name and version of the pipeline that parses, or None where none is installed."""
    found = pipeline()
    return f"{found.meta['lang']}_{found.meta['name']} {found.meta['version']}" if found else None


def entities(doc: "Doc") -> dict[int, str] | None:
    """Return what sort of name the words of a parsed text belong to, as spaCy calls them, by their index.

    None where the pipeline does not tell names apart.
    """
    found = pipeline()
    if found is None or "ner" not in found.component_names:
        return None
    return {token.i: token.ent_type_ for token in found.get_pipe("ner")(doc.copy()) if token.ent_type_}


def sorts(text: str) -> list[tuple[int, int, str]]:
    """Return the names that the pipeline finds in a text: where each stands, and its sort as spaCy calls it.

    Nothing where none is installed, or it does not tell names apart.
    """
    found = pipeline()
    if found is None or "ner" not in found.component_names:
        return []
    doc = found.get_pipe("ner")(found.make_doc(text))
    return [(one.start_char, one.end_char, one.label_) for one in doc.ents]


def heard(word: str) -> bool:
    """Return whether the pipeline met a word, as it is written, while it was trained: a city's name, and few firms'."""
    return word in _found()[2]


@cache
def _found() -> "tuple[Language | None, tuple[str, ...], frozenset[str]]":
    try:
        import spacy
    except ImportError:
        return None, (), frozenset()
    names = sorted({each.name for each in entry_points(group="spacy_models") if each.name.startswith(("en_", "en-"))})
    names.sort(key=lambda name: max((i for i, size in enumerate(_SIZES) if f"_{size}" in name), default=-1))
    broken = []
    for name in reversed(names):
        try:
            loaded = spacy.load(name, exclude=["textcat", "senter"], disable=["ner"])
        except Exception:  # a package of somebody's may raise anything when it is loaded
            broken.append(name)
            continue
        if "parser" in loaded.pipe_names:
            return loaded, tuple(broken), frozenset(loaded.vocab.strings)
    return None, tuple(broken), frozenset()
