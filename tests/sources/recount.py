"""Recount random claims of the newer tables against the raw files: ``python tests/sources/recount.py FOLDER [NUMBER]``.

The raw files are not distributed here. They are read with the csv module alone, and every check is written out anew, so
that nothing of the reading of ``sources/from_published.py`` is taken on trust. Prints what is wrong, and how many of
how many; the exit status is 1 where anything is.
"""

import csv
import datetime
import io
import json
import random
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

SOURCES = Path(__file__).parents[2] / "sources"
Row = Mapping[str, str]


def table(path: Path, encoding: str = "utf-8-sig") -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode(encoding))))


def vdem(folder: Path) -> Callable[[Row], bool]:
    """Return whether a claim has the value that the raw table has for the state, year and index."""
    raw = {(row["country_text_id"], row["year"]): row for row in table(folder / "vdem-2018-2024.csv")}
    columns = {"scheme:electoral-democracy-index": "v2x_polyarchy", "scheme:liberal-democracy-index": "v2x_libdem"}

    def holds(claim: Row) -> bool:
        code, year = claim["entry"].split(", ")
        found = raw[code, year]
        same = float(found[columns[claim["scheme"]]]) == float(claim["value"])
        return same and claim["jurisdiction"] == f"state:{found['state']}" and claim["year"] == year

    return holds


def inventory(folder: Path) -> Callable[[Row], bool]:
    """Return whether a claim has the name and the dates that stand in its row of the raw inventory."""
    raw = table(folder / "us-ai-inventory-2024.csv", "cp1252")

    def day(text: str) -> str:
        try:
            found = datetime.datetime.strptime(text.strip(), "%m/%d/%Y").date()
        except ValueError:
            return ""
        return found.isoformat() if found.year > 1949 else ""

    def holds(claim: Row) -> bool:
        row = raw[int(claim["row"]) - 2]
        developed = row["Stage of Development"].strip() in ("Initiated", "Acquisition and/or Development")
        started = "" if developed else day(row["Date Implemented"])
        ended = day(row["Date Retired"]) or ("2024" if row["Stage of Development"].strip() == "Retired" else "")
        return (
            claim["cell"] == " ".join(row["Use Case Name"].split())
            and (claim["since"], claim["until"]) == (started, ended)
            and (claim["stance"] == "plans") == developed
        )

    return holds


def rules(folder: Path) -> Callable[[Row], bool]:
    """Return whether a claim has the date and address of its place in the raw list, and a ban where that has one."""
    raw = {row["jurisdiction"]: row for row in table(folder / "facial-recognition-status-us-2021-05-03.csv")}
    months = {datetime.date(2000, n, 1).strftime("%B"): f"{n:02}" for n in range(1, 13)}

    def holds(claim: Row) -> bool:
        row = raw[claim["entry"]]
        words = row["date"].replace(",", "").split()
        day = [f"{int(words[1].rstrip('sthndr')):02}"] if len(words) == 3 else []
        told = "-".join([words[-1], months[words[0]], *day])
        ban = row["status"] == "Ban" or "effectively bans" in row["status"]
        same = claim["since"] == told and claim["citation"] == row["url"]
        return same and (claim["effect"] == "effect:ban") == ban

    return holds


def europe(folder: Path) -> Callable[[Row], bool]:
    """Return whether a claim says what the status of its country in the raw list means."""
    raw = {row["country"]: row for row in table(folder / "facial-recognition-status-europe-2021.csv")}
    stances = {"In use": "", "Considering use": "supposes", "Approved for use (not implemented)": "plans", "Ban": ""}

    def holds(claim: Row) -> bool:
        row = raw[claim["entry"]]
        same = claim.get("stance", "") == stances[row["status"]] and claim["citation"] == row["url"]
        return same and (claim["kind"] == "Regulation") == (row["status"] == "Ban")

    return holds


def homes(folder: Path) -> Callable[[Row], bool]:
    """Return whether a claim has the home that the raw list gives for the vendor."""
    raw = {row["vendor"]: row for row in table(folder / "vendor-homes-proposed.csv")}

    def holds(claim: Row) -> bool:
        row = raw[claim["agent"].removeprefix("vendor:")]
        return claim["state"] == f"state:{row['state']}" and claim["entry"] == row["where"]

    return holds


def groups(folder: Path) -> Callable[[Row], bool]:
    """Return whether the list of a group has the state by its name, and its code where it has one."""
    files = {"initiative:african-union": "au"}
    codes = {"Congo, Dem. Rep.": "COD"}

    def holds(claim: Row) -> bool:
        group = files.get(claim["initiative"], claim["initiative"].removeprefix("initiative:"))
        listed = json.loads((folder / f"{group}.json").read_text(encoding="utf-8"))["countries"]
        (found,) = (each for each in listed if claim["entry"] == f"{group}.json: {each['name']}")
        return claim["member"] == f"state:{(found['iso3'] or codes[found['name']]).lower()}"

    return holds


CHECKS = {
    "vdem": vdem,
    "us-ai-inventory-2024": inventory,
    "facial-recognition-united-states": rules,
    "facial-recognition-europe": europe,
    "facial-recognition-europe-by-aigs": europe,
    "sp500-constituents": homes,
    "finance-database": homes,
    "worldcountrygroups": groups,
}


def main(arguments: list[str]) -> int:
    """Print what is wrong in a sample: half of it of V-Dem, which is the largest, half of the others."""
    if not arguments:
        print("recount.py: give the folder of the raw files", file=sys.stderr)
        return 2
    folder, number = Path(arguments[0]), int(arguments[1]) if len(arguments) > 1 else 200
    claims = {name: [(name, row) for row in table(SOURCES / f"{name}.csv")] for name in CHECKS}
    rest = [claim for name, listed in claims.items() if name != "vdem" for claim in listed]
    chance = random.Random(number)
    sample = chance.sample(rest, min(len(rest), number // 2))
    sample += chance.sample(claims["vdem"], number - len(sample))
    holds = {name: check(folder) for name, check in CHECKS.items()}
    try:
        wrong = [(name, row) for name, row in sample if not holds[name](row)]
    except FileNotFoundError as error:
        print(f"{error.filename}: it is not there; put it into the folder of the raw files", file=sys.stderr)
        return 2
    for name, row in wrong:
        print(f"{name}: {dict(row)}")
    print(f"{len(wrong)} wrong of {len(sample)}")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
