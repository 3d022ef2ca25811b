"""What texts of plain words call the editions of an index."""

from collections.abc import Iterator, Mapping

from kg.namespace import curie

_WORDS = ("edition", "index", "version", "release", "ed")
_LATEST = ("last", "latest", "newest", "most recent")


def called(editions: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield (what it is called, its IRI) for editions, given by their years: "the one of 2020", "latest edition"."""
    for year, source in editions.items():
        short = curie(source).partition(":")[2].replace(year, "").strip("-")
        for word in (*_WORDS, *([short] if short else [])):
            for wording in (f"{year} {word}", f"{word} of {year}", f"{word} {year}"):
                yield wording, source
        for word in ("the one", "that"):
            yield f"{word} of {year}", source
    for word in _LATEST if editions else ():
        yield f"{word} edition", editions[max(editions)]
