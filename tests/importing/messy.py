"""The workbook of the lesson: 200 rows of deployments, messy on purpose, all of it invented.

``python -m tests.importing.messy FILE`` writes it anew.
"""

import random
import sys
from pathlib import Path

import openpyxl
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

STATES = (
    *("Kenya", "Uganda", "Serbia", "Mali", "Ghana", "Egypt", "Zambia", "Nepal", "Peru", "Chile", "Senegal", "Angola"),
    *("Côte d’Ivoire", "Korea, Rep.", "U.A.E.", "Taiwan*", "Kosovo¹", "Türkiye", "Republic of Moldova", "KAZ"),
)
VENDORS = ("Huawei", "ZTE", "Hikvision", "Dahua Technology", "NEC", "IBM", "Palantir", "Huawei; ZTE", "Hikvision/Dahua")
ODD_VENDORS = ("Huwaei", "Lumen Sight Ltd.", "n/a", "Orbita Systems", "NEC and local companies")
TECHNOLOGIES = ("facial recognition", "Safe city", "smart policing", "CCTV", "Face recognition")
ODD_TECHNOLOGIES = ("FRT", "-", "payroll software", "?")
YEARS: tuple[object, ...] = (2016, 2017, 2018, 2019, 2020, 2021, "2019–", "since 2018", "03/2021", "2017-2019")
ODD_YEARS: tuple[object, ...] = ("05/06/2021", "Q3 2020", "FY2021/22", "n/a", 43831, "soon")
CAMERAS: tuple[object, ...] = (None, None, None, 120, 1800, "50+", "approx. 60", "~1,000", "between 60 and 80", "1 000")
ODD_CAMERAS: tuple[object, ...] = ("n/a", "1.000", "dozens", "many")
STATUS = ("operational", "operational", "operational", "planned", "cancelled", "in use")


def made() -> openpyxl.Workbook:
    """Return the workbook."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Deployments"
    sheet.append(["Surveillance technology by country: working copy, do not circulate"])
    sheet.append([])
    sheet.append(["Country", "Deployment", None, None, "Extent", None, "Evidence", None])
    sheet.append([None, "Vendor(s)", "Technology", "Status", "Year", "Cameras", "Link", "Remarks"])
    for block in ("A3:A4", "B3:D3", "E3:F3", "G3:H3"):
        sheet.merge_cells(block)
    for row in (1, 3, 4):
        for cell in sheet[row]:
            cell.font = Font(bold=True)
    _fill(sheet)
    sheet.append(["Total", None, None, None, None, "=SUM(F5:F208)"])
    sheet.append([])
    sheet.append(["* Names are those of the sources."])
    sheet.append(["¹ Under Security Council resolution 1244."])
    sheet.append(["Source: invented for the lesson"])
    notes = book.create_sheet("Notes")
    notes.append(["x = checked twice; ask before citing"])
    return book


def _fill(sheet: Worksheet) -> None:
    chance = random.Random(7)

    def odd(usual: tuple[object, ...], seldom: tuple[object, ...]) -> object:
        return chance.choice(seldom if chance.random() < 0.12 else usual)

    for number in range(200):
        if number in (0, 80, 140):
            sheet.append([("FIRST ROUND", "SECOND ROUND", "THIRD ROUND")[(0, 80, 140).index(number)]])
        state = "Congo" if number in (31, 95) else "Narnia" if number == 120 else chance.choice(STATES)
        sheet.append(
            [
                state,
                odd(VENDORS, ODD_VENDORS),
                odd(TECHNOLOGIES, ODD_TECHNOLOGIES),
                chance.choice(STATUS),
                odd(YEARS, ODD_YEARS),
                odd(CAMERAS, ODD_CAMERAS),
                f"https://news.example/{number + 1}" if chance.random() < 0.8 else None,
                "check again" if chance.random() < 0.1 else None,
            ]
        )
        if number == 100:
            sheet.row_dimensions[sheet.max_row].hidden = True
        if number == 110:
            sheet.append([])


if __name__ == "__main__":
    made().save(Path(sys.argv[1]))
