"""Sources: one TOML file each, with a table or a text of its stem beside it."""

from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.evidence import source
from kg.evidence.source import Header
from tests.fixtures import invented
from tests.fixtures.invented import ARTICLE


def read(folder: Path, toml: str) -> source.Source:
    """Return the source `herald` among the sources of a folder."""
    return source.read_all(invented.write(folder, "herald", toml))["herald"]


def test_source_is_named_by_the_stem_of_its_file(tmp_path: Path) -> None:
    found = read(tmp_path, ARTICLE)
    assert (found.id, found.path) == ("herald", tmp_path / "herald.toml")
    assert found.header == Header("Cameras everywhere", type="Article")


def test_text_beside_the_file_is_its_text(tmp_path: Path) -> None:
    invented.write(tmp_path, "herald", ARTICLE, text=invented.HERALD)
    assert source.read(tmp_path / "herald.toml").text() == invented.HERALD


def test_source_without_a_text_beside_it_has_none(tmp_path: Path) -> None:
    assert read(tmp_path, ARTICLE).text() is None


def test_text_that_is_not_utf_8_is_an_error(tmp_path: Path) -> None:
    found = read(tmp_path, ARTICLE)
    (tmp_path / "herald.txt").write_bytes(b"caf\xe9")
    with pytest.raises(SourceError, match=r"^herald\.txt: cannot be read \(.*utf-8.*\); save it as UTF-8 text$"):
        found.text()


@pytest.mark.parametrize(
    ("toml", "line"),
    [
        pytest.param(
            ARTICLE + 'publishr = "X"\n',
            "herald.toml: unknown key 'publishr'; did you mean 'publisher'?",
            id="unknown key",
        ),
        pytest.param(
            'type = "Article"\n',
            "herald.toml: Object missing required field `title`; correct the value there",
            id="no title",
        ),
        pytest.param(
            ARTICLE + 'edition_year = "2020"\n',
            "herald.toml: Expected `int | null`, got `str` - at `$.edition_year`; correct the value there",
            id="value of another type",
        ),
        pytest.param(
            'title = "X"\ntype = "Artcle"\n',
            "herald.toml: 'Artcle' is not a kind of source; did you mean 'Article'?",
            id="unknown type of source",
        ),
        pytest.param(
            ARTICLE + 'license = "CC BY 4.0"\n',
            "herald.toml: the license 'CC BY 4.0' is not an IRI; give the address of the license",
            id="license that is no IRI",
        ),
        pytest.param(
            ARTICLE + 'origin = "ledgr"\n',
            "herald.toml, origin: no source has the id 'ledgr'; add its file",
            id="origin that is no source",
        ),
        pytest.param(
            ARTICLE + 'part_of = "heralt"\n',
            "herald.toml, part_of: no source has the id 'heralt'; did you mean 'herald'?",
            id="part of no source",
        ),
        pytest.param(
            ARTICLE + '[text]\nsha256 = "0"\n',
            "herald.toml: Object missing required field `characters` - at `$.text`; correct the value there",
            id="text without its length",
        ),
    ],
)
def test_broken_header_is_one_line_with_file_and_place(tmp_path: Path, toml: str, line: str) -> None:
    with pytest.raises(SourceError) as error:
        read(tmp_path, toml)
    assert str(error.value) == line


def test_broken_toml_names_file_and_line(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as error:
        read(tmp_path, 'title = "X"\ntype = \n')
    assert (
        str(error.value)
        == "herald.toml: not valid TOML (Invalid value (at line 2, column 8)); correct the syntax there"
    )


def test_source_that_is_not_utf_8_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "herald.toml"
    path.write_bytes(b'title = "caf\xe9"\n')
    with pytest.raises(SourceError, match=r"^herald\.toml: cannot be read \(.*utf-8.*\); save it as UTF-8 TOML$"):
        source.read(path)


# Folders


def test_two_folders_with_a_source_of_one_id_are_an_error(tmp_path: Path) -> None:
    first = invented.write(tmp_path / "a", "herald", ARTICLE)
    second = invented.write(tmp_path / "b", "herald", ARTICLE)
    with pytest.raises(SourceError) as error:
        source.read_all(first, second)
    assert str(error.value) == (
        f"{second / 'herald.toml'}: the id 'herald' is taken by {first / 'herald.toml'}; rename the file"
    )


@pytest.mark.parametrize("name", ["missing", "file"])
def test_folder_that_is_none_is_an_error(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(SourceError) as error:
        source.read_all(tmp_path / name)
    assert str(error.value) == (
        f"{tmp_path / name}: no such folder of sources; name a folder that holds <id>.toml files"
    )


def test_table_without_its_toml_file_is_an_error(tmp_path: Path) -> None:
    invented.write(tmp_path, "herald", ARTICLE)
    (tmp_path / "ledger.csv").write_text("kind\n", encoding="utf-8")
    with pytest.raises(SourceError) as error:
        source.read_all(tmp_path)
    assert str(error.value) == "ledger.csv: a table without ledger.toml; describe the source there"


@pytest.mark.parametrize("stem", ["my ledger", "a>b", "ledger#2", "100%"])
def test_file_whose_name_is_no_id_is_an_error(tmp_path: Path, stem: str) -> None:
    path = tmp_path / f"{stem}.toml"
    path.write_text(ARTICLE, encoding="utf-8")
    with pytest.raises(SourceError) as error:
        source.read(path)
    assert str(error.value) == (
        f"{stem}.toml: {stem!r} is not an id; name the file by lower-case letters, digits and hyphens"
    )


def test_sources_come_in_the_order_of_their_ids_whatever_the_order_of_the_folders(tmp_path: Path) -> None:
    first = invented.write(tmp_path / "a", "zebra", ARTICLE)
    second = invented.write(tmp_path / "b", "ant", ARTICLE)
    assert list(source.read_all(first, second)) == list(source.read_all(second, first)) == ["ant", "zebra"]
