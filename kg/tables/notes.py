"""The notes of a workbook: what a sheet without a table says, and whether it says it of all rows of the others."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from kg.naming.form import bare
from kg.tables import aside, color, layout, remark
from kg.tables.remark import Saying
from kg.tables.sheet import Sheet, letters

_MOST = 200
"""The rows of a sheet that are read."""
_TEXTS = 3
"""The texts of a row of notes at most."""
_ADDRESS = re.compile(r"https?://\S+|www\.\S+")
"""What a row of a list of sources has; it is quoted where it says something against its source."""
_BUT = re.compile(
    r"\b(?:unless|except\w*|otherwise|by default|generally|in general|sofern nicht|ausser wenn|wenn nicht anders|sauf"
    r"|salvo|a menos que|a menos|если не|osim|осим|except where|standardmassig|par defaut|por defecto|по умолчанию)\b"
)
"""What says of a rule that it holds of all rows but some."""


class Note(NamedTuple):
    """A line of notes: where it stands, and what it says of all rows of the workbook; None where not of all."""

    row: int
    column: int
    text: str
    saying: Saying | None

    def where(self, sheet: str) -> str:
        """Return the line in words."""
        return f"the note {sheet}!{letters(self.column)}{self.row}, {self.text[:200]!r}"


def of(sheet: Sheet) -> Iterator[Note]:
    """Yield the notes of a sheet that may say something of rows elsewhere: a heading or a plain name is none."""
    for number, row in islice(sheet.rows(), _MOST):
        text = layout.words(row)
        texts = {cell for cell in row if cell.strip()}
        listed = len(texts) > 1 and any(map(_ADDRESS.fullmatch, map(str.strip, texts)))
        if not text or (len(texts) > _TEXTS and not listed) or color.legend(row):
            continue
        said = remark.within(_ADDRESS.sub(" ", text))
        if listed:
            if said:
                yield Note(number, layout.first(row), text, None)
            continue
        if said and (_BUT.search(bare(text)) or (aside.is_of_all(text) and remark.of_title(text))):
            yield Note(number, layout.first(row), text, remark.of_title(text) or said)
        elif said or (remark.is_open(text) and len(text.split()) > _TEXTS):
            yield Note(number, layout.first(row), text, None)
