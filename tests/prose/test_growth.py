"""No text holds a reader up: what a stranger repeats costs so much for each character, and no more."""

import json
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ReadError
from kg.prose import extraction
from kg.prose.article import LONGEST_PARAGRAPH, open_article
from kg.prose.markup import plain
from kg.prose.page import LONGEST_TAG, tame
from kg.prose.proposal import VOICES, Proposal, opposed
from kg.prose.sentence import LONGEST

SAID = "Huawei supplies facial recognition to Serbia. "
WORDS = (
    *(
        '"',
        "“",
        "'",
        "(",
        "[",
        "-",
        ".",
        "...",
        "!",
        ",",
        "\n",
        "\u00a0",
        "\u0301",
        "\u200b",
        "a",
        "A ",
        "1",
        "1,",
        "9 ",
    ),
    *("漢", "U.S. ", "Mr. ", "http://a.b/", "a@b.c ", "one ", "hundred and ", "by the report of a ", "reportedly "),
    *("Huawei, ", "Huawei and ", "Huawei or ", "Chinese companies, ", "Huawei (Serbia) and ", "Huaweii ", "Huawei-"),
    *(
        "Serbia, ",
        "in Serbia ",
        "Serbia's ",
        "companies from ",
        "facial recognition and ",
        "63 countries ",
        "of the 63 ",
    ),
    *("Orbitel Ltd, ", "Huawei and Orbitel Ltd ", "The Orbitel ", "Orbitel AI, ", "Huawei Group Orbitel Ltd. ", "Ab, "),
    *("Orbitel, a maker of a maker of a ", "software of Orbitel and ", "Orbitel, which makes "),
    *("Huawei supplies Serbia, Kenya, ", "Huawei, which ", '"a" said Huawei ', "according to Huawei, ", "not ", "if "),
)
MARKS = (
    *("<!--", "<!", "<?", "</", "<", "<p ", "<p a='", '<p a="', "a=", "<![CDATA[", "&", "&#", "&#x", "&a", "-->", ">"),
    *("<script>", "<style>'", "<b><i>", "<div>", "<table><tr>", "<svg>", "![", "[", "[a](", "](", "*a **b ", "`", "|a"),
)
READING = """
import json, sys
from pathlib import Path
from kg.errors import ReadError
from kg.prose import extraction
from kg.prose.article import open_article
for name in json.load(sys.stdin):
    try:
        article = open_article(Path(name))
        read = extraction.readings(article, extractor="rules") if "read" in name else article.documents()
        print(name, sum(1 for _ in read))
    except ReadError as error:
        assert "\\n" not in str(error)
"""


def test_what_is_repeated_is_read_or_refused_before_long(tmp_path: Path) -> None:
    choose = Random(3)
    names = []
    texts = {f"read-{n}.txt": SAID + word * (4_000 // len(word)) + SAID for n, word in enumerate(WORDS)}
    texts |= {f"read-mixed-{n}.txt": "".join(choose.choices(WORDS, k=500)) for n in range(3)}
    for n, mark in enumerate(MARKS):
        texts |= {f"{n}.{suffix}": f"<p>{SAID}</p>" + mark * (80_000 // len(mark)) + SAID for suffix in ("html", "md")}
        texts |= {f"ended-{n}.html": mark * (40_000 // len(mark)) + f'">{SAID}'}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        names.append(str(tmp_path / name))
    command = [sys.executable, "-c", READING]
    done = subprocess.run(command, input=json.dumps(names), capture_output=True, text=True, timeout=600)
    assert (done.returncode, done.stderr) == (0, "")
    assert "read-0.txt 1" in done.stdout


@pytest.mark.parametrize("voice", ["Activists", "The activist of group A{}"])
@pytest.mark.parametrize(
    "said",
    [
        "Officials said that the system has reduced crime. {} said that the safe city system erodes privacy. ",
        "Huawei supplies facial recognition to Serbia. {} disputed that. Huawei denied that. ",
        "Of 63 countries, 13 use facial recognition. {} said that 9 of them are in Africa. ",
    ],
)
def test_what_many_say_of_one_another_makes_no_claims_by_its_square(tmp_path: Path, said: str, voice: str) -> None:
    path = tmp_path / "said.txt"
    opening = "The Safe City system in Belgrade was built by Huawei for Serbia.\n\n"
    path.write_text(opening + "".join(said.format(voice.format(n)) for n in range(300)), encoding="utf-8")
    reads = list(extraction.readings(open_article(path), extractor="rules"))
    assert sum(len(read.proposals) + len(read.refused) for read in reads) <= VOICES**2 + 5 * 300


@given(st.integers(0, 3 * VOICES), st.integers(0, 3 * VOICES))
def test_of_many_judgments_none_is_left_out_and_no_pair_is_told_twice(no: int, yes: int) -> None:
    sides = [(side, number) for side, count in (("-", no), ("+", yes)) for number in range(count)]
    judgments = [
        Proposal("Evaluation", {"subject": "system:a"}, "q", 0, 1, voice=f"{side}{number}", polarity=side)
        for side, number in sides
    ]
    pairs = [(against.voice, favor.voice) for against, favor in opposed(judgments)]
    assert len(pairs) == len(set(pairs)) <= VOICES**2 + no + yes
    assert {voice for pair in pairs for voice in pair} == ({one.voice for one in judgments} if no and yes else set())


def test_a_sentence_that_is_too_long_is_listed_and_not_read(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text(f"{SAID}Huawei supplies Serbia{', and more' * 200} and Kenya. {SAID}", encoding="utf-8")
    (read,) = extraction.readings(open_article(path), extractor="rules")
    assert {p.roles["recipient"] for p in read.proposals} == {"state:srb"}
    (left,) = read.unread
    assert left.reasons == (f"a sentence of more than {LONGEST:,} characters",)
    assert ("vendor:huawei", "state:ken") in left.pairs


def test_a_list_of_forty_vendors_is_read(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    listed = "Huawei, ZTE, Hikvision, Dahua, NEC, IBM, Cisco, Palantir" + ", Huawei" * 32
    path.write_text(f"{listed} and Thales supply facial recognition to Serbia.", encoding="utf-8")
    (read,) = extraction.readings(open_article(path), extractor="rules")
    assert {"vendor:nec", "vendor:zte", "vendor:huawei"} <= {p.roles["supplier"] for p in read.proposals}


def test_a_long_paragraph_is_cut_after_a_sentence_and_every_character_keeps_its_place(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text(SAID * 1_000, encoding="utf-8")
    found = 0
    for read in extraction.readings(open_article(path), extractor="rules"):
        found += len(read.proposals)
        for proposal in read.proposals:
            assert (SAID * 1_000)[proposal.start : proposal.end].startswith("Huawei supplies")
    assert found == 1_000


@given(st.text(alphabet="ab. ”)\n", max_size=300), st.integers(5, 60))
def test_the_parts_of_a_piece_are_the_piece(text: str, most: int) -> None:
    parts = list(plain(text, 7).parts(most))
    assert "".join(part.text for part in parts) == text
    assert all(len(part.text) <= most for part in parts)
    assert all(
        part.at(n) - 7 < len(text) and text[part.at(n) - 7] == c for part in parts for n, c in enumerate(part.text)
    )
    assert [part.raw for part in parts] == [part.text for part in parts]
    assert LONGEST_PARAGRAPH > LONGEST


@given(
    st.lists(
        st.sampled_from(["a", "<!--", "-->", "<script>", "</script>", "<p>", "</p>", '<p a="', ">", "\n", "&#", "<"])
    )
)
def test_a_page_that_was_tamed_keeps_its_lines_and_the_place_of_each_character(pieces: list[str]) -> None:
    page = "".join(pieces)
    tamed = tame(page)
    assert len(tamed) <= len(page)
    assert all((c == "\n") == (page[n] == "\n") for n, c in enumerate(tamed[:-1]))
    assert all(c == page[n] for n, c in enumerate(tamed) if c == "a")


def test_what_browsers_do_not_show_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    hidden = "Huawei supplies facial recognition to Kenya."
    scripts = f"<script>'<!--' + \"{hidden}\"</script><style>/* {hidden} */</style>"
    scripts += f"<!-- <p>{hidden}</p> --><![CDATA[{hidden}]]>"
    path.write_text(
        f"<html><body>{scripts}<p>{SAID} &#38; &# more&#8217;s</p><!-- {hidden}</body></html>", encoding="utf-8"
    )
    (read,) = extraction.readings(open_article(path), extractor="rules")
    assert [p.roles["recipient"] for p in read.proposals] == ["state:srb"]
    (block,) = read.document.blocks
    assert block.text.endswith("& &# more’s")


def test_a_tag_without_end_is_refused_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(f"<p>{SAID}</p><p title='" + "<b>" * LONGEST_TAG, encoding="utf-8")
    with pytest.raises(ReadError, match="what begins at character 53 does not end within 65,536 more"):
        list(open_article(path).documents())


def test_a_figure_of_thousands_of_digits_counts_nothing(tmp_path: Path) -> None:
    path = tmp_path / "figures.txt"
    for figure in ("9" * 6_000, "9" * 400 + ".5 million", "1" + ",000" * 2_000, "9" * 400 + " dozen"):
        path.write_text(f"{figure} countries use facial recognition.", encoding="utf-8")
        (read,) = extraction.readings(open_article(path), extractor="rules")
        assert not read.proposals


@pytest.mark.parametrize("before", ["x" * 193, "x" * 250, "9" * 7_990, "x" * 7_994, "é" * 7_900, "1" + ",000" * 1_990])
def test_no_part_of_what_is_longer_than_a_word_is_a_name_or_a_figure(tmp_path: Path, before: str) -> None:
    path = tmp_path / "endless.txt"
    said = "Huawei supplies Serbia"
    path.write_text(f"{before}{said}.{before}63 countries use facial recognition.", encoding="utf-8")
    for read in extraction.readings(open_article(path), extractor="rules"):
        assert not read.proposals


@pytest.mark.parametrize("fill", ["x" * 400_000, "if (a < b) { '<!--' }\n" * 20_000, "ab\n\n" * 60_000])
@pytest.mark.parametrize(
    "frame", ["<script>{}</script>", "<style>{}</style>", "<!-- {} -->", '<img src="data:{}">', "<!--{}"]
)
def test_a_long_script_comment_or_picture_is_passed_over_wherever_it_stands(
    tmp_path: Path, frame: str, fill: str
) -> None:
    path = tmp_path / "page.html"
    fill = fill.replace("<", "(") if "img" in frame else fill
    page = f"<html><body><p>{SAID}</p>\n{frame.format(fill)}<p>{SAID.replace('Serbia', 'Kenya')}</p></body></html>"
    path.write_text(page, encoding="utf-8")
    (read,) = extraction.readings(open_article(path), extractor="rules")
    assert len(tame(page)) <= len(page)
    for proposal in read.proposals:
        assert page[proposal.start : proposal.end].startswith("Huawei supplies")
    expected = ["state:srb"] if frame == "<!--{}" else ["state:srb", "state:ken"]
    assert [proposal.roles["recipient"] for proposal in read.proposals] == expected
