"""The desk of a reader of articles: texts in, proposed claims or verdicts out, with progress."""

import json
import os
import shlex
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from kg.checking import batch, review
from kg.checking import check as checking
from kg.checking.pile import SUFFIXES, Order, Outcome, Text, outcomes, texts
from kg.checking.verdict import CONTRADICTED, DIFFERS, DISPUTED, Verdict
from kg.errors import KgError, MissingExtra, ReadError, TargetError
from kg.file import why
from kg.prose import extraction
from kg.prose.article import Document
from kg.prose.unread import Coverage, Unread
from kg.query.query import Queryable
from kg.setting import workspace


@dataclass
class Run:
    """What a run over a pile of texts came to."""

    coverage: Coverage = field(default_factory=Coverage)
    read: int = 0
    skipped: int = 0
    passed: int = 0
    errors: list[str] = field(default_factory=list)
    reader: str = ""

    def lines(self) -> Iterator[str]:
        """Yield the lines that close the run: what went wrong, what was passed over, and the numbers."""
        yield from self.errors
        if self.passed:
            yield f"{self.passed} files of other kinds were passed over"
        if self.skipped:
            yield f"{self.skipped} texts had been read before"
        if self.read:
            yield f"read {self.read} text{'s' * (self.read != 1)} by {self.reader}: {self.coverage}"


@contextmanager
def _progress(pile: Sequence[Text]) -> Iterator[Callable[[Text], None]]:
    """Give a function that is told of each text done: a bar on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda text: None
        return
    from rich.console import Console
    from rich.progress import Progress

    def size(text: Text) -> int:
        return text.path.stat().st_size if text.path.exists() else 0

    with Progress(console=Console(file=sys.__stderr__), transient=True) as bar:
        task = bar.add_task("reading", total=sum(map(size, pile)))
        yield lambda text: bar.update(task, advance=size(text))


def read(
    files: Sequence[str],
    format_: str,
    extractor: str | None = None,
    to: Path | None = None,
    processes: int = 1,
    out: TextIO | None = None,
    on: str = "",
) -> Run:
    """Write the proposed claims of texts to ``out`` (standard output) or, a file for each text, to the folder ``to``.

    A text that cannot be read is among the errors of the run, and the others are read. ``on`` is the address of a
    cluster whose workers read.

    Raises:
        KgError: as :func:`kg.checking.batch.outcomes`.
        ReadError: a folder or a pattern holds no text, or several texts are to become one source file.
        UnknownName: no extractor has the name.
    """
    out = out or sys.stdout
    chosen = extraction.chosen(extractor)
    run = Run(reader=extraction.told(chosen))
    with tempfile.TemporaryDirectory() as held, texts(files) as (pile, run.passed), _progress(pile) as done:
        if format_ == "toml" and to is None and len(pile) > 1:
            raise ReadError("kg read", f"{len(pile)} texts are not one source file", "add --to DIR, or --format json")
        if to:
            try:
                to.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                told = f"it is no folder that can be written to ({why(error)})"
                raise TargetError(str(to), told, "name another folder") from error
        order = Order(format_, chosen, Path(held), len(pile) > 1, to)
        kept: list[Path] = []
        if format_ == "json" and to is None:
            out.write('{"claims": [')
        first = True
        for outcome in batch.outcomes(pile, order, on) if on else outcomes(pile, order, processes):
            _count(run, outcome)
            done(outcome.text)
            if outcome.claims is None or to:
                continue
            first = _written(outcome, format_, out, first=first)
            kept += [outcome.unread] if outcome.unread else []
        if format_ == "json" and to is None:
            _closed(run, kept, out)
    return run


def own_texts(given: TextIO) -> Path | None:
    """Return the folder of texts of the workspace in use, where nothing is given on standard input; else None."""
    own = workspace()
    folder = own.folder / "texts" if own else None
    if folder is None or not folder.is_dir() or not any(each.suffix.lower() in SUFFIXES for each in folder.rglob("*")):
        return None
    try:
        waiting = stat.S_ISCHR(os.fstat(given.fileno()).st_mode)
    except (OSError, ValueError):
        return None
    return folder if waiting else None


def read_own(folder: Path, extractor: str | None = None, processes: int = 1) -> tuple[Run, list[str]]:
    """Propose the claims of the texts of a workspace, a file for each below ``build/proposed``.

    Return the run, and the command that decides on the claims of each text that has some and is no source yet.

    Raises:
        UnknownName: no extractor has the name.
    """
    here = Path.cwd()
    shown = folder.relative_to(here) if folder.is_relative_to(here) else folder
    sources, to = shown.parent / "sources", shown.parent / "build" / "proposed"
    run = read([str(shown)], "json", extractor, to, processes)
    lines = []
    for path in sorted(to.glob("*.json")):
        told = json.loads(path.read_text(encoding="utf-8"))
        source = sources / f"{path.stem}.toml"
        if told["claims"] and Path(told["file"]).exists() and not source.exists():
            words = map(shlex.quote, (told["file"], "--proposals", str(path), "--to", str(source)))
            lines.append(f"{len(told['claims']):9,}  claims proposed; to decide: kg review {' '.join(words)}")
    return run, lines


def _count(run: Run, outcome: Outcome) -> None:
    run.coverage.add(outcome.coverage)
    if outcome.error:
        run.errors.append(outcome.error)
    elif outcome.skipped:
        run.skipped += 1
    else:
        run.read += 1


def _written(outcome: Outcome, format_: str, out: TextIO, *, first: bool) -> bool:
    """Write what one text gave; return whether nothing was written yet."""
    assert outcome.claims
    with outcome.claims.open(encoding="utf-8") as lines:
        for line in lines:
            if format_ == "json":
                line = ("\n  " if first else ",\n  ") + line.rstrip("\n")
                first = False
            out.write(line)
    if format_ == "jsonl" and outcome.unread:
        with outcome.unread.open(encoding="utf-8") as lines:
            out.writelines(f'{{"unread": {line.rstrip()}}}\n' for line in lines)
    outcome.claims.unlink()
    return first


def _closed(run: Run, kept: Sequence[Path], out: TextIO) -> None:
    out.write('\n], "unread": [')
    first = True
    for path in kept:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                out.write(("\n  " if first else ",\n  ") + line.rstrip("\n"))
                first = False
    rest = {"coverage": run.coverage.plain(), "reader": run.reader, "errors": run.errors}
    out.write(f"\n], {json.dumps(rest, ensure_ascii=False)[1:]}\n")


@dataclass
class Checked:
    """The verdicts on a pile of texts in one format."""

    text: str
    at_odds: bool
    """Whether a claim is at odds with the graph."""
    errors: list[str]
    read: int
    """How many texts could be read."""


def check(files: Sequence[str], store: Queryable, format_: str, extractor: str | None = None) -> Checked:
    """Return the verdicts on texts in one of the formats; a text that cannot be read is among the errors.

    Raises:
        ReadError: as :func:`read`.
        UnknownName: no extractor has the name.
    """
    chosen = extraction.chosen(extractor)
    checker = checking.Checker(store)
    checked: list[tuple[Document, Sequence[Verdict]]] = []
    left: list[Unread] = []
    coverage, errors, read = Coverage(), [], 0
    with texts(files) as (pile, _), _progress(pile) as done:
        title = ", ".join(Path(text.name).name for text in pile[:3]) + (" …" if len(pile) > 3 else "")
        for text in pile:
            try:
                for found in extraction.readings(text.article(), extractor=chosen):
                    name = text.name if len(pile) > 1 else None
                    verdicts = list(checker.verdicts(found.proposals, name))
                    verdicts += checker.denials(found.denied, name)
                    checked.append((found.document, verdicts))
                    left += found.unread
                    coverage.add(found.coverage)
                read += 1
            except MissingExtra:
                raise
            except KgError as error:
                errors.append(str(error))
            done(text)
    verdicts = [verdict for _, found in checked for verdict in found]
    if format_ == "html":
        told = review.to_html(store, title, checked, left, coverage)
    elif format_ == "json":
        told = review.to_json(store, verdicts, left, coverage)
    else:
        told = review.to_table(store, verdicts, left, coverage)
    return Checked(told, any(v.verdict in (DIFFERS, CONTRADICTED, DISPUTED) for v in verdicts), errors, read)
