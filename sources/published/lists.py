"""Lists of the United States: each entry is a listing; it may state the home of a vendor, and a parent."""

import csv
import datetime
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from kg.errors import SourceError
from published.names import Names


def claims(spec: Mapping[str, Any], paths: Sequence[Path], names: Names) -> Iterator[dict[str, str]]:
    """Yield a Listing for each entry of the files, in their order, and what else the entry states.

    That is an Ownership where it gives a parent, and a HomeState where ``home`` names the entry. An entry is on the
    list that the column ``list`` names; in a file without it, on the list that the reading gives.

    Raises:
        SourceError: an unknown list, vendor or state, a date that is none, or a line of the reading without its entry.
    """
    homes = {(home["vendor"], home["entry"]): home["state"] for home in spec["home"]}
    omitted = {(omit["vendor"], omit["entry"]) for omit in spec["omit"]}
    for path in paths:
        for place, row in _rows(path):
            key = row["vendor"], row["listed_name"]
            if key in omitted:
                continue
            agent = names.resolve(row["vendor"], "ais:Vendor", place)
            citation = _citation(spec, row)
            entry = "; ".join(filter(None, (row["listed_name"], row.get("address"))))
            locator = {"modality": "asserted", "entry": entry, "citation": citation}
            start, end = (_date(place, row.get(name) or "") for name in ("start_date", "end_date"))
            dates = {"startDate": start or _date(place, row.get("effective_date") or ""), "endDate": end}
            yield {
                "kind": "Listing",
                "agent": agent,
                "list": names.resolve(row.get("list") or spec["list"], "ais:List", place),
                "listedAs": row["listed_name"],
                **{name: date for name, date in dates.items() if date},
                **locator,
            }
            if row.get("parent"):
                owned = spec["subsidiaries"].get(row["listed_name"], agent)
                owner = spec["parents"].get(row["parent"])
                if owner is None:
                    raise SourceError(place, f"unknown parent {row['parent']!r}", "say in 'parents' who that is")
                if owner != owned:
                    held = {"heldAt": start} if start else {}
                    yield {"kind": "Ownership", "owner": owner, "owned": owned, **held, **locator}
            if row.get("address") and key in homes:
                state = homes.pop(key)
                if not row["address"].endswith(spec["codes"][state]):
                    raise SourceError(place, f"the address is not in {state}", "remove that home")
                yield {"kind": "HomeState", "agent": agent, "state": state, **locator}
    if homes:
        raise SourceError(paths[0].name, f"no entry {next(iter(homes))}", "correct 'home'")


def _rows(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            for row in reader:
                yield f"{path.name}, line {reader.line_num}", row
    except (OSError, csv.Error, UnicodeDecodeError) as error:
        raise SourceError(path.name, f"cannot be read ({error})", "give the file as it was published") from error


def _citation(spec: Mapping[str, Any], row: Mapping[str, str]) -> str:
    """Return the Federal Register pages, or the law, or the address of the document the entry stands in."""
    stated = row.get("federal_register") or spec["citations"].get(row.get("list", "")) or row.get("source_url") or ""
    stated = stated or f"{row['list']}, {row['start_date']}"
    return " ".join(stated.split())


def _date(place: str, text: str) -> str:
    for form in ("%Y-%m-%d", "%B %d, %Y"):
        try:
            return datetime.datetime.strptime(text, form).date().isoformat()
        except ValueError:
            continue
    if text:
        raise SourceError(place, f"{text!r} is no date", "write it as 2021-03-12")
    return ""
