"""RDF/XML is read to its end or refused, with the line where it breaks off."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ReadError
from kg.evidence import rdf

OPEN = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:ex="http://e.example/">'
WHOLE = f"""{OPEN}
<rdf:Description rdf:about="http://e.example/a">
  <ex:b>x</ex:b>
  <ex:c rdf:resource="http://e.example/d"/>
</rdf:Description>
</rdf:RDF>
"""


def read(folder: Path, data: bytes) -> int:
    path = folder / "mine.rdf"
    path.write_bytes(data)
    return len(list(rdf.quads(path, "http://e.example/")))


@given(cut=st.integers(1, len(WHOLE.rstrip()) - 1))
def test_what_breaks_off_is_refused_wherever_it_does(tmp_path_factory: pytest.TempPathFactory, cut: int) -> None:
    with pytest.raises(ReadError, match=r"mine\.rdf, line \d: it is not XML \(.+\); correct it there"):
        read(tmp_path_factory.getbasetemp(), WHOLE[:cut].encode())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            WHOLE.replace("</ex:b>", "</ex:c>"),
            ", line 3: it is not XML (an end tag is not that of the element it ends)",
        ),
        (WHOLE.replace(">x<", ">\x01<"), ", line 3: it is not XML (a character stands there that XML does not hold"),
        (WHOLE.replace(">x<", ">&x;<"), ", line 3: it is not XML (an entity is used that it does not declare)"),
        (WHOLE.replace("<ex:c ", "<ey:c "), ", line 4: it is not XML (a prefix is not declared)"),
        (WHOLE + "<a/>", ", line 7: it is not XML (something follows its root element)"),
        (WHOLE.replace("e.example/a", "e.example/a b"), ": it is not RDF/XML ('http://e.example/a b' is no IRI)"),
        (WHOLE.replace("<ex:b>", '<ex:b xml:lang="not a lang">'), "('not a lang' is no language tag of BCP 47)"),
        (WHOLE.replace("rdf:about", 'rdf:ID="a" rdf:about'), "it is not RDF/XML ("),
        (f"<?xml version='1.0' encoding='klingon'?>{WHOLE}", ": it is not in the encoding 'klingon' that it names"),
        (f"<?xml version='1.0' encoding='ascii'?>{WHOLE.replace('x<', 'é<')}", "it is not in the encoding 'ascii'"),
    ],
)
def test_what_is_wrong_with_it_is_one_line_in_words_of_ours(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ReadError) as told:
        read(tmp_path, text.encode())
    assert str(told.value).startswith("mine.rdf")
    assert said in str(told.value)
    assert "\n" not in str(told.value)


def test_bytes_that_are_not_utf_8_are_told_with_their_line(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"mine\.rdf, line 3: it is not UTF-8: the byte e9; save it as UTF-8"):
        read(tmp_path, WHOLE.replace(">x<", ">é<").encode("latin-1"))


@pytest.mark.parametrize("encoding", ["utf-8", "ISO-8859-1", "windows-1252"])
def test_the_encoding_that_it_names_is_read(tmp_path: Path, encoding: str) -> None:
    text = f"<?xml version='1.0' encoding='{encoding}'?>\n{WHOLE}".replace(">x<", ">é<")
    assert read(tmp_path, text.encode(encoding)) == 2
    assert '"é"' in {str(quad.object) for quad in rdf.quads(tmp_path / "mine.rdf", "http://e.example/")}


def test_the_whole_and_an_empty_file_are_read(tmp_path: Path) -> None:
    assert read(tmp_path, WHOLE.encode()) == 2
    assert read(tmp_path, b"\n") == 0
