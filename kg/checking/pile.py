"""A pile of texts: files, folders, patterns and standard input, read one by one or by several processes.

A text that cannot be read is told in one line, and the rest goes on. What a text gives is written to files of its own,
so that memory does not grow with the pile.
"""

import json
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from kg import subordinate
from kg.errors import KgError, ReadError
from kg.file import outside
from kg.prose import draft, extraction
from kg.prose.article import Article, open_article
from kg.prose.unread import Coverage

SUFFIXES = (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml")
"""What is read of a folder."""
STANDARD_INPUT = "standard input"
_MANY = 5_000


@dataclass(frozen=True)
class Text:
    """One text of a pile: what it is called, where its bytes are, and its number."""

    name: str
    path: Path
    number: int
    id: str
    """What the file for it is called."""
    wrong: str = ""
    """What is wrong with where it stands."""

    def article(self) -> Article:
        """Return the article in it.

        Raises:
            ReadError: as :func:`kg.prose.article.open_article`, or it is a link out of the folder that was named.
        """
        if self.wrong:
            raise ReadError(self.name, self.wrong, "copy the file into the folder, or name it")
        return open_article(self.path, self.name)


@dataclass
class Outcome:
    """What became of one text."""

    text: Text
    sha256: str = ""
    characters: int = 0
    claims: Path | None = None
    """The file that holds what was read: a source file, or a claim on each line."""
    unread: Path | None = None
    coverage: Coverage = field(default_factory=Coverage)
    error: str | None = None
    skipped: bool = False
    """Whether an earlier run had read the same text."""


@contextmanager
def texts(files: Sequence[str]) -> Iterator[tuple[list[Text], int]]:
    """Give the texts that are named, and how many files of other kinds were passed over in folders.

    Of a folder every file of :data:`SUFFIXES` is taken, at any depth; a name with ``*`` or ``?`` that is no file is a
    pattern; ``-`` or nothing is standard input.

    Raises:
        ReadError: a pattern or a folder holds no text.
    """
    with tempfile.TemporaryDirectory() as folder:
        found: dict[Path, str] = {}
        wrong: dict[Path, str] = {}
        passed = 0
        for name in files or ("-",):
            path = Path(name)
            if name == "-":
                path = Path(folder) / "input"
                with path.open("wb") as file:
                    while chunk := sys.stdin.buffer.read(1 << 20):
                        file.write(chunk)
                found[path] = STANDARD_INPUT
            elif path.is_dir():
                inside = [one for one in sorted(path.rglob("*")) if not one.is_dir() and not _hidden(one, path)]
                chosen = [one for one in inside if one.suffix.lower() in SUFFIXES]
                passed += len(inside) - len(chosen)
                if not chosen:
                    raise ReadError(
                        name, "the folder holds no text", f"put files there that end in {', '.join(SUFFIXES)}"
                    )
                found |= {one: str(one) for one in chosen}
                wrong |= {one: outside(one, path) for one in chosen}
            elif any(sign in name for sign in "*?[") and not path.exists():
                base = Path(path.anchor) if path.is_absolute() else Path()
                pattern = str(path.relative_to(path.anchor)) if path.is_absolute() else name
                matched = sorted(one for one in base.glob(pattern) if one.is_file())
                if not matched:
                    raise ReadError(name, "no file matches the pattern", "name files, a folder or another pattern")
                found |= {one: str(one) for one in matched}
            else:
                found[path] = name
        yield list(_identified(found, wrong)), passed


def _hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


@dataclass(frozen=True)
class Order:
    """How the texts of a pile are to be read."""

    format: str
    extractor: str
    folder: Path
    """Where what is read is held."""
    several: bool
    to: Path | None = None
    """Where a file for each text is kept; one that holds the digest of the text is not read again."""


def outcomes(pile: Sequence[Text], order: Order, processes: int) -> Iterator[Outcome]:
    """Yield what became of each text, in the order of the pile."""
    if processes <= 1 or len(pile) <= 1:
        for text in pile:
            yield outcome(text, order)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(min(processes, len(pile)), get_context("spawn"), subordinate.bind) as pool:
        yield from pool.map(outcome, pile, [order] * len(pile), chunksize=1)


_HEAD = 10_000
"""The characters in which a file says of which text it is."""
_OURS = re.compile(r'^\{"file": .*"sha256": "|(?s:^title = .*^\[text\]\nsha256 = ")', re.MULTILINE)
"""What a file of claims that ``kg read`` wrote begins with."""
_REVIEWED = re.compile(r"^reviewe[dr] = ", re.MULTILINE)


def kept(text: Text, order: Order) -> Path | None:
    """Return where what a text gives is kept, in the folder of the order; None where it has none."""
    return order.to / f"{text.id}.{'toml' if order.format == 'toml' else 'json'}" if order.to else None


def earlier(text: Text, order: Order) -> Outcome | None:
    """Return the outcome of a text that an earlier run had read as it is, or None.

    Raises:
        ReadError: as :meth:`Text.article`, where something is kept; or what stands there nobody but its owner replaces.
    """
    at = kept(text, order)
    if at is None or not at.exists():
        return None
    head, article = _head(at) if at.is_file() else "", text.article()
    if not _OURS.search(head):
        raise ReadError(str(at), "it is there and is not what 'kg read' wrote", "move it away, or name another folder")
    if article.sha256 not in head:
        if _REVIEWED.search(head):
            told = "it is of another text of that name, and has been reviewed"
            raise ReadError(str(at), told, "move it away, or name another folder")
        return None
    return Outcome(text, article.sha256, article.characters, at, skipped=True)


def keep(content: bytes, at: Path) -> None:
    """Write what was made of a text to where it is kept, whole or not at all; what an ended run left there goes."""
    part = at.with_name(f".{at.name}.part")
    part.write_bytes(content)
    part.replace(at)


def outcome(text: Text, order: Order) -> Outcome:
    """Read one text and return what became of it; nothing that is wrong with it is raised."""
    done = Outcome(text)
    try:
        if before := earlier(text, order):
            return before
        _read(done, order)
    except KgError as error:
        done.error = str(error)
    except Exception as error:  # whatever one text does, the others are read
        told = " ".join(f"{type(error).__name__}: {error}".split())
        done.error = f"{text.name}: it could not be read ({told[:200]}); tell the maintainers, with the text"
    if done.error:
        done.claims = done.unread = None
    return done


def _read(done: Outcome, order: Order) -> None:
    article = done.text.article()
    done.sha256, done.characters = article.sha256, article.characters
    reads = _counted(done, article, order)
    name = f"{done.text.number}.{order.format}"
    done.claims, done.unread = order.folder / name, order.folder / f"{done.text.number}.unread"
    with done.claims.open("w", encoding="utf-8") as out, done.unread.open("w", encoding="utf-8") as left:
        if order.format == "toml":
            out.writelines(draft.to_toml(article, reads, extraction.told(order.extractor)))
        elif order.to:
            out.writelines(draft.to_json(article, reads))
        else:
            number = done.text.number if order.several else None
            for read in reads:
                for proposal in read.claims:
                    told = draft.plain(proposal, article.name, number)
                    out.write(json.dumps(told, ensure_ascii=False) + "\n")
                for one in read.unread:
                    left.write(json.dumps({"file": article.name} | one.plain(), ensure_ascii=False) + "\n")
    if at := kept(done.text, order):
        keep(done.claims.read_bytes(), at)
        done.claims.unlink()
        done.claims = at


def _counted(done: Outcome, article: Article, order: Order) -> Iterator[extraction.Read]:
    for read in extraction.readings(article, extractor=order.extractor):
        done.coverage.add(read.coverage)
        yield read


def _identified(found: dict[Path, str], wrong: dict[Path, str]) -> Iterator[Text]:
    """Yield the texts with ids that are unique: the stem of a file, or its whole path where stems are alike."""
    stems = [_slug(Path(name).stem) for name in found.values()]
    for number, (path, name) in enumerate(found.items(), 1):
        stem = stems[number - 1]
        alike = stems.count(stem) > 1 if len(stems) < _MANY else True
        id_ = _slug(str(Path(name).with_suffix(""))) if alike else stem
        yield Text(name, path, number, id_, wrong.get(path, ""))


def _slug(name: str) -> str:
    return "".join(c if c.isalnum() or c in "-_" else "-" for c in name).strip("-") or "text"


def _head(path: Path) -> str:
    with path.open(encoding="utf-8", errors="replace") as file:
        return file.read(_HEAD)
