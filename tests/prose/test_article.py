import hashlib
import re
import unicodedata
from pathlib import Path
from random import Random
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import ReadError
from kg.prose import extraction
from kg.prose.article import Document, open_article

TEXT = """Imprint

Index counts users of facial recognition

The Example Times

NAIROBI – Kenya uses facial recognition. So does Uganda.

Another headline of a second article

Zambia uses safe city platforms.
"""
PAGE = """<!DOCTYPE html><html><head><title>Site</title></head><body><nav><p>Home About Contact</p></nav>
<article><h1>Kenya&#8217;s cameras and the index behind them</h1>
<p>Kenya&#8217;s <b>police</b> use facial recognition &amp; safe city platforms. {fill}</p></article>
<footer><p>All rights reserved</p></footer></body></html>"""


def documents(path: Path) -> list[Document]:
    return list(open_article(path).documents())


def test_documents_headlines_publishers_and_datelines_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "news.txt"
    path.write_text(TEXT, encoding="utf-8")
    first, second = documents(path)
    assert (first.title, first.publisher) == ("Index counts users of facial recognition", "The Example Times")
    assert first.dateline == "NAIROBI"
    assert [block.headline for block in first.blocks] == [True, False]
    assert second.title == "Another headline of a second article"
    for document in (first, second):
        for block in document.blocks:
            assert TEXT[block.at(0) : block.at(0) + 20] == block.text[:20]


def test_the_digest_is_of_the_text_whatever_its_encoding(tmp_path: Path) -> None:
    text = "Côte d'Ivoire uses facial recognition – so the index says. Ñandú, São Tomé, déjà vu, naïveté. " * 5
    found = {}
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        path = tmp_path / f"{encoding}.txt"
        path.write_bytes(text.encode(encoding))
        article = open_article(path)
        found[encoding] = (article.sha256, article.characters)
    assert set(found.values()) == {(hashlib.sha256(text.encode()).hexdigest(), len(text))}


@pytest.mark.parametrize("content", [b"\x00\x01\x02binary", bytes(range(128, 256)) * 3])
def test_bytes_that_are_no_text_are_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(content)
    with pytest.raises(ReadError, match=r"x\.txt: .*; (give plain text|save it as UTF-8)"):
        documents(path)


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("a.txt", b"", "it is empty"),
        ("a.html", b"", "it is empty"),
        ("a.txt", b" \n\t\n", "it holds no text"),
        ("a.txt", b"\xef\xbb\xbf", "it holds no text"),
        ("a.txt", b"\xff\xfe", "it holds no text"),
        ("a.txt", b"--- 12 ***\n", "it holds no text"),
        ("a.md", b"---\n---\n", "it holds no text"),
        ("a.html", b"<!-- nothing -->", "it holds no text"),
        ("a.html", b"<html><head><script>x()</script></head><body></body></html>", "it holds no text"),
        ("a.txt", b"\x01\x02\x03\x04" * 50, "it holds bytes that are no text"),
        ("a.txt", b"%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\n%%EOF\n", "it is a PDF, not text"),
        ("a.pdf", b"%PDF-1.7\n\xe2\xe3\xcf\xd3\n", "it is a PDF, not text"),
        ("a.rtf", b"{\\rtf1\\ansi Kenya buys cameras.\\par}", r"it is rich text \(RTF\), not text"),
        ("a.docx", b"PK\x03\x04\x14\x00\x06\x00word", "it is a packed file, as those of Word"),
        ("a.txt", b"\x1f\x8b\x08abc", r"it is a packed file \(gzip\), not text"),
        ("a.txt", b"\x89PNG\r\n\x1a\n", "it is a picture, not text"),
        ("a.eml", b"From: a@b.example\nSubject: K\n k\nMIME-Version: 1.0\n\nKenya buys cameras.\n", "it is an e-mail"),
        ("a.txt", b"From a@b.example Mon\r\nMessage-ID: <1@b>\r\n\r\nKenya buys cameras.\r\n", "it is an e-mail"),
        ("a.srt", b"1\r\n00:00:01,000 --> 00:00:03,000\r\nKenya buys\r\n", "it is subtitles"),
        ("a.txt", b"\xef\xbb\xbfWEBVTT\n\n00:01.000 --> 00:02.000\nKenya buys\n", "it is subtitles"),
        ("a.txt", b'{"text": "Kenya buys cameras."}\n', r"it is data \(JSON\)"),
        ("a.jsonl", b'[\n {"text": "Kenya buys cameras."}]', r"it is data \(JSON\)"),
        ("a.xml", b'<?xml version="1.0"?>\n<rss><channel/></rss>', "it is XML"),
        ("a.tex", b"% a\n\\documentclass{article}\nKenya buys cameras.", "it is LaTeX"),
        ("a.ttl", b"@prefix ex: <http://example.org/> .\nex:a a ex:B .", r"it is RDF \(Turtle\)"),
        ("a.csv", b"country;vendor\nKenya;Huawei\n", "it is a table"),
        ("a.toml", b'title = "Kenya buys cameras"\n', "it is a file of data"),
    ],
)
def test_a_file_without_text_is_refused_by_what_it_is(tmp_path: Path, name: str, content: bytes, found: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(ReadError, match=rf"{re.escape(name)}: {found}.*; (give|save) "):
        documents(path)


@pytest.mark.parametrize(
    "text",
    [
        "From: The Interior Ministry\nTo: All units\nSubject: Cameras\n\nKenya buys cameras of Huawei.\n",
        "[{1}] Kenya buys cameras of Huawei.",
        "{Kenya} buys cameras of Huawei.",
        "1\n2019: Kenya buys cameras of Huawei.",
        "Base stations of Huawei <stand> in Kenya.",
    ],
)
def test_a_text_that_only_begins_like_another_kind_of_file_is_read(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text, "utf-8")
    assert documents(path)


def test_a_page_break_and_a_mark_of_the_end_do_not_keep_a_text_from_being_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"Kenya buys cameras of Huawei.\n\x0cPeru buys others.\n\x1a" + b"Chile buys none. " * 9)
    assert documents(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="cannot be read"):
        open_article(tmp_path / "none.txt")


def test_html_gives_the_main_text_with_offsets_of_the_file(tmp_path: Path) -> None:
    page = PAGE.format(fill="The index lists the states that use the technology, and the vendors. " * 8)
    path = tmp_path / "page.html"
    path.write_text(page, encoding="utf-8")
    [document] = documents(path)
    words = " ".join(block.text for block in document.blocks)
    assert "Kenya’s police use facial recognition & safe city platforms." in words
    assert "Home About" not in words
    assert "All rights" not in words
    assert document.blocks[0].headline
    body = document.blocks[1]
    at = body.text.index("police")
    assert page[body.at(at) : body.at(at) + 6] == "police"


def test_markdown_loses_its_marks_and_keeps_its_offsets(tmp_path: Path) -> None:
    text = "# A title of a page\n\nKenya buys from [Huawei](https://example.org/huawei) and **NEC**.\n"
    path = tmp_path / "page.md"
    path.write_text(text, encoding="utf-8")
    [document] = documents(path)
    title, body = document.blocks
    assert (title.text, title.headline) == ("A title of a page", True)
    assert body.text == "Kenya buys from Huawei and NEC."
    at = body.text.index("NEC")
    assert text[body.at(at) : body.at(at) + 3] == "NEC"


def test_html_too_large_to_be_held_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.prose.article.MOST_HTML", 300)
    page = tmp_path / "page.html"
    page.write_text(PAGE.replace("{fill}", ""), encoding="utf-8")
    with pytest.raises(ReadError, match=r"HTML of \d+ characters, more than 300; split it, or save its text"):
        documents(page)


UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"


@settings(deadline=None, max_examples=15)
@given(st.randoms(use_true_random=False), st.sampled_from(["NFC", "NFD"]), st.booleans())
def test_invisible_characters_and_decomposed_letters_change_no_claim_and_no_place(
    chance: Random, composed: Literal["NFC", "NFD"], hyphens: bool
) -> None:
    sentences = (
        "Huawei supplied Côte d’Ivoire.",
        "Dahua supplied Türkiye.",
        "Hikvision supplied São Tomé and Príncipe.",
    )
    seen = " ".join(sentences)
    written = seen
    if hyphens:
        written = "".join(c + chance.choice(["", *UNSEEN]) if c.isalpha() else c for c in seen)
        written = "".join(chance.choice(" \u00a0\u202f") if c == " " else c for c in written)
    written = unicodedata.normalize(composed, written)
    plain, found = extraction.read(seen), extraction.read(written)
    assert [(each.kind, each.roles) for each in found] == [(each.kind, each.roles) for each in plain]
    assert len(found) == 3
    for each, sentence in zip(found, sentences, strict=True):
        assert each.quote == written[each.start : each.end]
        there = "".join(c for c in unicodedata.normalize("NFC", each.quote) if c not in UNSEEN)
        there = there.replace("\u00a0", " ").replace("\u202f", " ")
        assert there.rstrip(".") == sentence.rstrip(".")


SOLD = "Huawei sold surveillance cameras to Kenya."
REST = "<p>The minister said on Monday that the matter was closed for the year and that the talks had ended.</p>"


def supplies(path: Path) -> list[str]:
    article = open_article(path)
    text = article.text()
    found = [
        p for read in extraction.readings(article, extractor="rules") for p in read.proposals if p.kind == "Supply"
    ]
    assert all(text[p.start : p.end] == p.quote for p in found)
    return [p.quote for p in found]


@pytest.mark.parametrize(
    "shown",
    [
        SOLD,
        "Hua&shy;wei sold&nbsp;surveillance&#32;cameras to K&#101;nya&#x2e;",
        "Hua<b>wei</b> sold surveillance <i>cam</i>eras to <a href=x>Kenya</a>.",
        "Hua&#8203;wei sold surveillance cameras to &#8207;Kenya&#65039;.",
        "<span hidden>Never.</span> Huawei sold surveillance cameras to Kenya.",
    ],
)
@pytest.mark.parametrize("depth", [0, 40, 400])
def test_what_a_page_shows_is_read_however_it_is_written_and_nested(tmp_path: Path, shown: str, depth: int) -> None:
    path = tmp_path / "page.html"
    path.write_text(f"<html>{'<div>' * depth}<p>{shown}</p>{REST}{'</div>' * depth}</html>", encoding="utf-8")
    assert len(supplies(path)) == 1


@pytest.mark.parametrize(
    "kept",
    [
        "<p hidden>{}</p>",
        "<p hidden>{}",
        "<div style='Display : none'><div>So.</div><p>{}</p></div>",
        "<span aria-hidden=true>{}</span>",
        "<section style='color: red; visibility:hidden'><p>{}</p><img></section>",
        "<script>{}</script>",
        "<p title='{}'>So.</p>",
        "<!-- {} -->",
    ],
)
@pytest.mark.parametrize("around", ["{}", "<article>{}" + REST + "</article>"])
def test_what_a_page_does_not_show_is_not_read(tmp_path: Path, kept: str, around: str) -> None:
    path = tmp_path / "page.html"
    path.write_text(f"<html><body>{around.format(kept.format(SOLD))}{REST}</body></html>", encoding="utf-8")
    assert supplies(path) == []


@pytest.mark.parametrize("sign", ["\u200b", "\u00ad", "\u200d", "\ufe0f", "\U000e0020", "\u202e", "\u034f", "\ufeff"])
def test_signs_that_nobody_sees_leave_names_what_they_are(tmp_path: Path, sign: str) -> None:
    path = tmp_path / "text.txt"
    path.write_text(SOLD.replace("wei", f"{sign}wei").replace("nya", f"n{sign}ya"), encoding="utf-8")
    [quote] = supplies(path)
    assert sign in quote


@pytest.mark.parametrize("end", ["", "\n", " " * 9, "\r\n"])
def test_a_line_longer_than_a_document_is_read_in_parts_at_its_places(tmp_path: Path, end: str) -> None:
    path = tmp_path / "line.txt"
    path.write_text(
        "The weather was fine. " * 9_000 + SOLD + " " + "The talks ended. " * 9_000 + SOLD + end, newline=""
    )
    assert len(supplies(path)) == 2
    assert max(len(block.text) for document in documents(path) for block in document.blocks) < 100_000


def test_a_line_without_a_blank_is_no_end_of_the_run(tmp_path: Path) -> None:
    path = tmp_path / "line.txt"
    path.write_text(f"{SOLD}\n\n" + "x" * 300_000 + f"\n\n{SOLD}", encoding="utf-8")
    assert len(supplies(path)) == 2
