"""Comments in threads: what people say in them counts, and not what a program writes before."""

from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from kg.tables import comment
from tests.importing import workbooks

ENGLISH = (
    "[Threaded comment]\n\nYour version of Excel allows you to read this threaded comment; however, any edits to it"
    " will get removed if the file is opened in a newer version of Excel. Learn more:"
    " https://go.microsoft.com/fwlink/?linkid=870924\n\nComment:\n    "
)
GERMAN = (
    "[Kommentarthread]\n\nIhre Version von Excel gestattet Ihnen das Lesen dieses Kommentarthreads. Jegliche"
    " Bearbeitungen daran werden jedoch entfernt, wenn die Datei in einer neueren Version von Excel geöffnet wird."
    " Weitere Informationen: https://go.microsoft.com/fwlink/?linkid=870924\n\nKommentar:\n    "
)


@pytest.mark.parametrize("before", [ENGLISH, GERMAN])
def test_what_a_program_writes_before_a_thread_takes_no_row_back_and_what_people_say_does(
    before: str, tmp_path: Path
) -> None:
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    for row in (["Country", "Vendor"], ["Kenya", "Huawei"], ["Serbia", "Dahua"], ["Mali", "ZTE"]):
        sheet.append(row)
    sheet["B2"].comment = Comment(f"{before}Seen by the whole desk", "tc")
    sheet["B3"].comment = Comment(f"{before}Is that right?\nReply:\n    No, it was cancelled in 2020", "tc")
    made.save(tmp_path / "desk.xlsx")
    taken = workbooks.imported(tmp_path / "desk.xlsx", tmp_path / "sources")
    told = {workbooks.short(value) for claim in workbooks.claims(taken) for _, value in claim.roles}
    assert told == {"state:ken", "vendor:huawei", "state:mli", "vendor:zte"}
    assert [each.why for each in taken.account.comments] == [
        "Seen by the whole desk",
        "Is that right? Reply: No, it was cancelled in 2020",
    ]


@pytest.mark.parametrize(
    "text", ["[1] see https://go.example/a: wrong", "Ana: [cancelled]", "https://a.example Comment: x"]
)
def test_a_comment_that_is_no_thread_stays_as_it_is(text: str) -> None:
    assert comment.said(text) == text
