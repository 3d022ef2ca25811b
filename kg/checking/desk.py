"""The desk of a reader of articles: files or standard input in, proposed claims or verdicts out, with progress."""

import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from kg.checking import check as checking
from kg.checking import review
from kg.checking.check import CONTRADICTED, DIFFERS, Verdict
from kg.prose import extraction
from kg.prose.article import Article, Document, open_article
from kg.prose.proposal import Proposal, to_json, to_toml
from kg.query.query import Queryable


@contextmanager
def articles(files: Sequence[str]) -> Iterator[list[Article]]:
    """Give the articles in files, or the one on standard input where none or ``-`` is named.

    Raises:
        ReadError: as :func:`kg.prose.article.open_article`.
    """
    with tempfile.TemporaryDirectory() as folder:
        opened = []
        for name in files or ("-",):
            path = Path(name)
            if name == "-":
                path = Path(folder) / "input"
                with path.open("wb") as file:
                    while chunk := sys.stdin.buffer.read(1 << 20):
                        file.write(chunk)
            opened.append(open_article(path, "standard input" if name == "-" else name))
        yield opened


@contextmanager
def _progress(opened: Sequence[Article]) -> Iterator[Callable[[Document], None]]:
    """Give a function that is told of each document done: a bar on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda document: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=sum(article.characters for article in opened))
        yield lambda document: bar.update(task, advance=sum(len(block.text) for block in document.blocks))


def read(files: Sequence[str], format_: str, extractor: str) -> Iterator[str]:
    """Yield the proposed claims of articles as parts of one JSON list, or of a source file for each.

    Raises:
        ReadError: a file cannot be read, or what reading prose needs is not installed.
        UnknownName: no extractor has the name.
    """
    with articles(files) as opened, _progress(opened) as done:

        def documents(article: Article) -> Iterator[tuple[Document, list[Proposal]]]:
            for document, found in extraction.documents(article, extractor=extractor):
                yield document, found
                done(document)

        if format_ == "json":
            yield from to_json(proposal for article in opened for _, found in documents(article) for proposal in found)
            yield "\n"
            return
        for article in opened:
            if len(opened) > 1:
                yield f"# {'=' * 20} {article.name}\n"
            yield from to_toml(article, documents(article))


def check(files: Sequence[str], store: Queryable, format_: str, extractor: str) -> tuple[str, bool]:
    """Return the verdicts on articles in one of the formats, and whether any is at odds with the graph.

    Raises:
        ReadError: as :func:`read`.
    """
    checker = checking.Checker(store)
    checked: list[tuple[Document, Sequence[Verdict]]] = []
    with articles(files) as opened, _progress(opened) as done:
        title = ", ".join(Path(article.name).name for article in opened)
        for article in opened:
            for document, found in extraction.documents(article, extractor=extractor):
                checked.append((document, list(checker.verdicts(found))))
                done(document)
    verdicts = [verdict for _, found in checked for verdict in found]
    if format_ == "html":
        text = review.to_html(store, title, checked)
    else:
        text = (review.to_json if format_ == "json" else review.to_table)(store, verdicts)
    return text, any(verdict.verdict in (DIFFERS, CONTRADICTED) for verdict in verdicts)
