"""Sources: one TOML file each, with a table or a text of its stem beside it."""

import hashlib
from pathlib import Path

import pytest

from kg.errors import SourceError, SourceErrors
from kg.evidence import source, table
from kg.evidence.header import Header
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
    with pytest.raises(SourceError, match=r"^herald\.txt: it is not UTF-8; save it as UTF-8 text$"):
        found.text()


@pytest.mark.parametrize(
    ("toml", "line"),
    [
        pytest.param(
            ARTICLE + 'publishr = "X"\n',
            "herald.toml, line 3: unknown key 'publishr'; did you mean 'publisher'?",
            id="unknown key",
        ),
        pytest.param(
            'type = "Article"\n',
            "herald.toml: no 'title'; say it: title = …",
            id="no title",
        ),
        pytest.param(
            ARTICLE + 'edition_year = "2020"\n',
            "herald.toml, line 3, edition_year: it is text, not a whole number; write a whole number",
            id="value of another type",
        ),
        pytest.param(
            'title = "X"\ntype = "Artcle"\n',
            "herald.toml, line 2, type: 'Artcle' is not a kind of source; did you mean 'Article'?",
            id="unknown type of source",
        ),
        pytest.param(
            ARTICLE + 'license = "CC BY 4.0"\n',
            "herald.toml, line 3, license: the license 'CC BY 4.0' is not an IRI; give the address of the license, or "
            "leave it out where none is stated",
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
            ARTICLE + '[claim]\nkind = "Use"\n',
            "herald.toml, line 3, claim: it is a table, not a list; write [[claim]] before each claim",
            id="one claim as a table",
        ),
        pytest.param(
            ARTICLE + 'claim = ["Use"]\n',
            "herald.toml, line 3, claim 1: it is text, not a table; write [[claim]] before each claim",
            id="claims as texts",
        ),
        pytest.param(
            ARTICLE + '[text]\nsha256 = "0"\ncharacters = 1\nencodng = "x"\n',
            "herald.toml, line 6, text: unknown key 'encodng'; use sha256, characters",
            id="unknown key of the text",
        ),
        pytest.param(
            'title = " "\n',
            "herald.toml, line 1, title: its title is empty; say what the source is called: title = …",
            id="empty title",
        ),
        pytest.param("", "herald.toml: no 'title'; say it: title = …", id="empty file"),
        pytest.param(
            ARTICLE + '[text]\nsha256 = "0"\n',
            "herald.toml, line 3, text: no 'characters'; say it: characters = …",
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
        str(error.value) == "herald.toml, line 2, column 8: not valid TOML: no value stands there; "
        "write a text in quotes, a number, a date, true or false, or a list"
    )


@pytest.mark.parametrize(
    ("toml", "line"),
    [
        ('title = "x\n', "line 1, column 11: not valid TOML: a text is not closed"),
        ("title = yes\n", "line 1, column 9: not valid TOML: no value stands there"),
        ('title "x"\n', "line 1, column 7: not valid TOML: a key without '='; write key = value"),
        ('title = "x"\nnote = "a"\nnote = "b"\ntype = "Article"\n', "line 3, column"),
        ('title = "x"\ntitle = "y"', "line 2: not valid TOML: a key stands there twice; leave one of them out"),
        ("[record]\n[text]\n[record]\n", "line 3, column 8: not valid TOML: a table stands there twice"),
        ("[[claim]\n", "line 1, column 8: not valid TOML: the name of a table is not closed"),
        ("tables = [\n", "its end: not valid TOML: the last value is not complete; close the list, the table or"),
        ("tables = ['a'\n", "its end: not valid TOML: a list is not closed; end it with ']'"),
        ("edition_year = 20 20\n", "line 1, column 19: not valid TOML: more stands there than one value"),
        ("title = 'a\n", "its end: not valid TOML: a text is not closed"),
        ('title = "a\\q"\n', "not valid TOML: a '\\' begins no sign"),
    ],
)
def test_syntax_of_toml_is_told_in_words_of_ours_with_its_line(tmp_path: Path, toml: str, line: str) -> None:
    with pytest.raises(SourceError) as error:
        read(tmp_path, toml)
    assert str(error.value).startswith(f"herald.toml, {line}") or line in str(error.value)
    assert "(at " not in str(error.value)


MANY = """titel = "X"
type = "Artcle"
edition_year = "2020"
license = "CC BY"
note = '''
publisher = 5
'''
publishr = "X"
own_collection = "yes"
[text]
sha256 = 5
encodng = "x"
[expect]
Suply = 3
Use = "many"
Supply = "a"
[record]
reader = "hand"
made = "2020-13-01"
"""


def test_every_misfit_of_a_header_is_told_in_one_run_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(SourceErrors) as error:
        read(tmp_path, MANY)
    assert sorted(str(error.value).splitlines()) == sorted(
        [
            "herald.toml, line 1: unknown key 'titel'; did you mean 'title'?",
            "herald.toml, line 2, type: 'Artcle' is not a kind of source; did you mean 'Article'?",
            "herald.toml, line 3, edition_year: it is text, not a whole number; write a whole number",
            "herald.toml, line 4, license: the license 'CC BY' is not an IRI; give the address of the license, or "
            "leave it out where none is stated",
            "herald.toml, line 8: unknown key 'publishr'; did you mean 'publisher'?",
            "herald.toml, line 9, own_collection: it is text, not true or false; write true or false",
            "herald.toml, line 11, text.sha256: it is a whole number, not text; write text",
            "herald.toml, line 12, text: unknown key 'encodng'; use sha256, characters",
            "herald.toml, line 10, text: no 'characters'; say it: characters = …",
            "herald.toml, line 14, expect.Suply: 'Suply' is not a kind of situation; did you mean 'Supply'?",
            "herald.toml, line 15, expect.Use: it is text, not a whole number; write a whole number",
            "herald.toml, line 16, expect.Supply: it is text, not a whole number; write a whole number",
            "herald.toml, line 19, record.made: it is no date; write a date as 2021-12-31, without quotes",
        ]
    )


def test_of_many_misfits_twenty_are_told_and_the_others_counted(tmp_path: Path) -> None:
    with pytest.raises(SourceErrors) as error:
        read(tmp_path, ARTICLE + "".join(f'qqq{n} = "x"\n' for n in range(23)))
    lines = str(error.value).splitlines()
    assert (len(lines), lines[-1]) == (21, "and 3 more errors; correct these first")


def test_source_that_is_not_utf_8_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "herald.toml"
    path.write_bytes(b'title = "caf\xe9"\n')
    with pytest.raises(
        SourceError, match=r"^herald\.toml, line 1: it is not UTF-8 \(the byte e9\); save it as UTF-8 TOML$"
    ):
        source.read(path)


@pytest.mark.parametrize("mark", ["\ufeff", ""])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_file_that_an_editor_of_windows_saved_is_read(tmp_path: Path, mark: str, ends: str) -> None:
    path = tmp_path / "herald.toml"
    path.write_bytes((mark + ARTICLE.replace("\n", ends)).encode())
    assert source.read(path).header == Header("Cameras everywhere", type="Article")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "iso8859_15"])
def test_text_with_its_digest_is_read_in_whatever_encoding_it_lies_there(tmp_path: Path, encoding: str) -> None:
    text = "Caméras à Adania.\r\nCinquante.\n"
    digest = hashlib.sha256(text.encode()).hexdigest()
    place = invented.write(tmp_path, "herald", ARTICLE + f'[text]\nsha256 = "{digest}"\ncharacters = {len(text)}\n')
    (place / "herald.txt").write_bytes(text.encode(encoding))
    assert source.read(place / "herald.toml").text() == text


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


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "herald.xlsx",
            "herald.xlsx: it is not read; run 'kg import herald.xlsx' in a workspace, or save it as herald.csv",
        ),
        ("other.tsv", "other.tsv: it is not read; run 'kg import other.tsv' in a workspace, or save it as other.csv"),
        ("herald.CSV", "herald.CSV: it is not read: its name ends in .CSV; name it herald.csv"),
        ("other.TOML", "other.TOML: it is not read: its name ends in .TOML; name it other.toml"),
        ("peer.ttl", "peer.ttl: RDF without peer.toml; run 'kg import peer.ttl', which describes the source"),
        ("peer.owl", "peer.owl: RDF without peer.toml; run 'kg import peer.owl', which describes the source"),
        ("other.txt", "other.txt: a text without other.toml; run 'kg read other.txt > other.toml'"),
        ("other.csv", "other.csv: a table without other.toml; describe the source there"),
        (
            "registers/vendors.csv",
            "registers/: registers are not read in a folder of sources; put them into ontology/registers of a "
            "workspace, which 'kg new' makes",
        ),
        ("2024/other.toml", "2024/: a folder inside a folder of sources is not read; name it with --sources as well"),
        ("notes.zip", "notes.zip: it is no file of a source; move it out of the folder"),
        ("scan.pdf", "scan.pdf: it is no file of a source; move it out of the folder"),
    ],
)
def test_nothing_in_a_folder_of_sources_is_passed_over_in_silence(tmp_path: Path, name: str, said: str) -> None:
    invented.write(tmp_path, "herald", ARTICLE)
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("", encoding="utf-8")
    with pytest.raises(SourceError) as error:
        source.read_all(tmp_path)
    assert str(error.value).startswith(said)


def test_originals_beside_a_source_and_files_about_the_folder_are_left_alone(tmp_path: Path) -> None:
    invented.write(tmp_path, "herald", ARTICLE, table="kind\nUse\n")
    for name in ("herald.xlsx", "herald.pdf", "README.md", ".gitignore", "LICENSE", "~$herald.xlsx"):
        (tmp_path / name).write_text("", encoding="utf-8")
    (tmp_path / "images").mkdir()
    assert set(source.read_all(tmp_path)) == {"herald"}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_rows_are_told_apart_whatever_ends_their_lines(tmp_path: Path, end: str) -> None:
    lines = ["kind,supplier,recipient", "Supply,vendor:acme,state:ada", "Supply,vendor:beta,state:ada", ""]
    invented.write(tmp_path, "desk", 'title = "Desk"\ntype = "Source"\n')
    (tmp_path / "desk.csv").write_bytes(end.join(lines).encode())
    assert set(source.read_all(tmp_path)) == {"desk"}
    assert [row["supplier"] for _, row in table.rows(tmp_path / "desk.csv")] == ["vendor:acme", "vendor:beta"]


@pytest.mark.parametrize("rest", ["", "\n", "\r\n\r\n", "\n,,\n , \n"])
def test_a_table_without_a_row_is_told(tmp_path: Path, rest: str) -> None:
    (tmp_path / "desk.toml").write_text('title = "Desk"\ntype = "Source"\n', encoding="utf-8")
    (tmp_path / "desk.csv").write_text(f"kind,supplier,recipient{rest}", encoding="utf-8")
    with pytest.raises(SourceError, match=r"^desk\.csv: no row stands below its header; add one, or remove the file$"):
        source.read_all(tmp_path)


@pytest.mark.parametrize("names", [(), (".keep",), ("README.md",)])
def test_folder_without_a_source_is_an_error(tmp_path: Path, names: tuple[str, ...]) -> None:
    for name in names:
        (tmp_path / name).write_text("", encoding="utf-8")
    with pytest.raises(SourceError, match=r"there is no source in it; describe one in <id>\.toml"):
        source.read_all(tmp_path)


def test_all_that_is_wrong_with_a_folder_is_told_at_once(tmp_path: Path) -> None:
    invented.write(tmp_path, "herald", "titel = 'X'\n")
    invented.write(tmp_path, "ledger", ARTICLE + 'type = "X"\n')
    (tmp_path / "other.tsv").write_text("", encoding="utf-8")
    with pytest.raises(SourceErrors) as error:
        source.read_all(tmp_path)
    assert [fault.place for fault in error.value.faults] == [
        "herald.toml, line 1",
        "ledger.toml, line 3, column 11",
        "other.tsv",
    ]


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


@pytest.mark.parametrize("key", ["issued", "edition_year", "as_of"])
@pytest.mark.parametrize("value", ["99999999999", "-5", "0"])
def test_a_year_that_is_none_is_one_line(tmp_path: Path, key: str, value: str) -> None:
    told = f"herald.toml, line 3, {key}: '{value}' is no year, month or day; write 2019, 2019-05 or 2019-05-21"
    with pytest.raises(SourceError) as error:
        read(tmp_path, f"{ARTICLE}{key} = {value}\n")
    assert str(error.value) == told


@pytest.mark.parametrize("license_", ["javascript:hostile()", "data:text/html,x", "file:///etc/passwd", "http://a/ b"])
def test_a_license_is_the_address_of_one(tmp_path: Path, license_: str) -> None:
    with pytest.raises(SourceError, match=r"the license .* is not an IRI"):
        read(tmp_path, f'{ARTICLE}license = "{license_}"\n')
