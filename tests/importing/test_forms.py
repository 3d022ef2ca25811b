"""Numbers of OpenDocument as their format shows them, and colors of its cells."""

import zipfile
from pathlib import Path

import pytest

from kg.importing import summary
from kg.tables import original
from tests.importing.test_remarks import told

URN = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = " ".join(
    f'xmlns:{name}="{URN}:{told}:1.0"'
    for name, told in (
        *(("office", "office"), ("table", "table"), ("text", "text"), ("style", "style")),
        *(("number", "datastyle"), ("fo", "xsl-fo-compatible")),
    )
)
FORMATS = (
    '<number:number-style style:name="N1"><number:number number:decimal-places="0" number:display-factor="1000"/>'
    "<number:text>k</number:text></number:number-style>"
    '<number:number-style style:name="N2"><number:number number:display-factor="1000"/></number:number-style>'
    '<number:number-style style:name="N3"><number:number number:decimal-places="0"/><number:text>+</number:text>'
    "</number:number-style>"
    '<number:percentage-style style:name="N4"><number:number number:decimal-places="0"/><number:text>%</number:text>'
    "</number:percentage-style>"
    '<number:number-style style:name="N5"><number:number number:display-factor="1000000" number:decimal-places="1"/>'
    "<number:text> million</number:text></number:number-style>"
    '<number:number-style style:name="N6"><number:number number:decimal-places="0" number:grouping="true"/>'
    "</number:number-style>"
)


def ods(path: Path, styles: str, rows: list[list[str]]) -> Path:
    """Return an .ods of cells that are given as XML."""
    body = "".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in rows)
    names = "".join(
        f'<style:style style:name="c{number}" style:family="table-cell" style:data-style-name="N{number}"/>'
        for number in range(1, 7)
    )
    content = (
        f"<office:document-content {SPACES}><office:automatic-styles>{FORMATS}{names}{styles}</office:automatic-styles>"
        f'<office:body><office:spreadsheet><table:table table:name="S">{body}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    manifest = (
        f'<manifest:manifest xmlns:manifest="{URN}:manifest:1.0"><manifest:file-entry manifest:full-path="/" '
        'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
    )
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("META-INF/manifest.xml", manifest)
        packed.writestr("content.xml", content)
    return path


def text(value: str, style: str = "") -> str:
    name = f' table:style-name="{style}"' if style else ""
    return f'<table:table-cell office:value-type="string"{name}><text:p>{value}</text:p></table:table-cell>'


def number(value: str, shown: str, style: str, kind: str = "float") -> str:
    return (
        f'<table:table-cell office:value-type="{kind}" office:value="{value}" table:style-name="{style}">'
        f"<text:p>{shown}</text:p></table:table-cell>"
    )


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        (number("1500", "2k", "c1"), "1500"),
        (number("1500", "2", "c2"), "1500, which its format shows otherwise"),
        (number("50", "50+", "c3"), "50+"),
        (number("0.25", "25%", "c4", "percentage"), "25%"),
        (number("2500000", "2.5 million", "c5"), "2.5 million"),
        (number("1234", "1,234", "c6"), "1234"),
    ],
)
def test_a_number_of_opendocument_is_read_as_its_format_shows_it(cell: str, read: str, tmp_path: Path) -> None:
    path = ods(tmp_path / "desk.ods", "", [[text("Country"), text("Cameras")], [text("Kenya"), cell]])
    (sheet,) = original.opened(path).sheets
    assert dict(sheet.rows())[2] == ["Kenya", read]


def test_a_format_that_cuts_thousands_off_without_a_word_makes_no_figure(tmp_path: Path) -> None:
    rows = [[text("Country"), text("Vendor"), text("Cameras")], [text("Kenya"), text("NEC"), number("1500", "2", "c2")]]
    found, left, _ = told(ods(tmp_path / "desk.ods", "", rows))
    assert found == {"ken nec"}
    assert "shows otherwise" in left["C2"]


def test_a_background_of_opendocument_counts_and_stops_its_row_under_a_legend(tmp_path: Path) -> None:
    styles = (
        '<style:style style:name="red" style:family="table-cell"><style:table-cell-properties '
        'fo:background-color="#ff0000"/></style:style>'
    )
    rows = [[text("Country"), text("Vendor")], [text("Kenya", "red"), text("NEC")], [text("Mali"), text("ZTE")]]
    found, _, taken = told(ods(tmp_path / "desk.ods", styles, rows))
    assert found == {"ken nec", "mli zte"}
    assert "1  cells with a background, which is not read: red 1" in summary.as_text(taken)
    (tmp_path / "more").mkdir()
    found, left, _ = told(ods(tmp_path / "more" / "desk.ods", styles, [*rows, [], [text("Red = cancelled")]]))
    assert found == {"mli zte"}
    assert "red means" in left["B2"]
