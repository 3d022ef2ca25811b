"""Claims of any number that look like the real ones, as a folder the toolkit reads: registers and sources.

What is taken from the released editions: how often a surveyed state has each technology, how many vendors it names,
how the states are spread over the vendors, how many are members of the initiative, and which share of the claims of one
edition the next one changes. Names and facts are invented: ``state:s0001`` buys from ``vendor:v0001``.

    python -m benchmarks.graphs.generate --claims 62000 --seed 1 --to build/bench/data
"""

import argparse
import csv
import random
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, product
from pathlib import Path
from string import ascii_uppercase
from typing import NamedTuple

from kg.evidence.claim import Claim
from kg.graph.pipeline import read
from kg.namespace import curie, folder

EDITION = "aigs-2022"
"""The edition whose distributions are copied."""
CHANGED = 0.12
"""The share of the supplies and uses of an edition that the next one does not repeat and replaces by others."""
KEYS = ("kind", "user", "technology", "supplier", "recipient", "member", "initiative", "jurisdiction", "scheme")
HEADER = (*KEYS, "agent", "state", "category", "value", "modality", "reason", "sheet", "row", "column", "cell")


class Shape(NamedTuple):
    """What one edition is like: each list has an entry a state, each counter is over the whole edition."""

    technologies: Counter[str]
    suppliers: list[int]
    """How many vendors each state with a use names."""
    reach: list[int]
    """How many states each vendor supplies, the most first."""
    members: float
    users: float
    homes: list[int]
    """How many vendors each home state has, the most first."""
    schemes: dict[str, list[str]]
    """Classification scheme → the categories it gives, as often as it gives them."""
    recovered: float


def shape(claims: Sequence[Claim]) -> Shape:
    """Return what the claims of one edition are like."""
    roles = [(claim, dict(claim.roles)) for claim in claims if claim.source == EDITION]
    used = Counter(held["technology"] for claim, held in roles if claim.kind == "Use" and "user" in held)
    whole = max(used.values())
    named = Counter(held["recipient"] for claim, held in roles if claim.kind == "Supply")
    reach = Counter(held["supplier"] for claim, held in roles if claim.kind == "Supply")
    classified = [held for claim, held in roles if claim.kind == "Classification"]
    schemes: dict[str, list[str]] = {}
    for held in classified:
        if "category" in held:
            schemes.setdefault(_short(held["scheme"]), []).append(_short(held["category"]))
    states = len({held["jurisdiction"] for held in classified})
    homes = Counter(dict(claim.roles)["state"] for claim in claims if claim.kind == "HomeState")
    return Shape(
        Counter({_short(technology): number for technology, number in used.items()}),
        [*named.values(), *([0] * max(0, whole - len(named)))],
        sorted(reach.values(), reverse=True),
        sum(claim.kind == "Membership" for claim, _ in roles) / states,
        whole / states,
        sorted(homes.values(), reverse=True),
        schemes,
        sum(claim.modality == "recovered" for claim, _ in roles) / len(roles),
    )


def _short(term: str) -> str:
    return curie(term.strip("<>"))


class World(NamedTuple):
    """The names of the things invented: states and vendors, and how heavy each vendor is."""

    states: list[str]
    vendors: list[str]
    weights: list[float]


def world(claims: int, like: Shape) -> World:
    """Return states and vendors for a number of claims; both grow with its square root, as do the editions."""
    factor = max(1.0, (claims / 1_500) ** 0.5)
    states = [f"state:s{number:05d}" for number in range(1, round(180 * factor) + 1)]
    vendors = [f"vendor:v{number:05d}" for number in range(1, round(len(like.reach) * factor) + 1)]
    weights = [like.reach[min(int(rank / factor), len(like.reach) - 1)] for rank in range(len(vendors))]
    return World(states, vendors, list(accumulate(map(float, weights))))


def editions(claims: int, seed: int, like: Shape) -> Iterator[list[dict[str, str]]]:
    """Yield the rows of one edition after another until they are as many as asked for; the last one is cut."""
    chance = random.Random(seed)
    things = world(claims, like)
    facts = {state: _facts(state, things, like, chance) for state in things.states}
    left = claims
    while left > 0:
        rows = [row for state in things.states for row in facts[state]][:left]
        left -= len(rows)
        yield [
            row | {"sheet": "index", "row": str(number), "column": _column(row), "cell": row[_column(row)]}
            for number, row in enumerate(rows, 2)
        ]
        for state in things.states:
            if chance.random() < CHANGED:
                facts[state] = _facts(state, things, like, chance)


def _column(row: dict[str, str]) -> str:
    return next(key for key in ("supplier", "technology", "initiative", "category", "jurisdiction") if key in row)


def _facts(state: str, things: World, like: Shape, chance: random.Random) -> list[dict[str, str]]:
    """Return the rows of one state in one edition."""
    rows: list[dict[str, str]] = []
    for scheme, categories in like.schemes.items():
        rows.append(
            {"kind": "Classification", "jurisdiction": state, "scheme": scheme, "category": chance.choice(categories)}
        )
    if chance.random() < like.members:
        rows.append({"kind": "Membership", "member": state, "initiative": "initiative:bri"})
    if chance.random() < like.users:
        whole = max(like.technologies.values())
        for technology, number in like.technologies.items():
            if chance.random() < number / whole:
                rows.append({"kind": "Use", "user": state, "technology": technology})
        picked = chance.choices(things.vendors, cum_weights=things.weights, k=chance.choice(like.suppliers))
        supply = {"kind": "Supply", "recipient": state, "technology": "technology:ai-surveillance"}
        rows += [supply | {"supplier": vendor} for vendor in dict.fromkeys(picked)]
    for row in rows:
        if chance.random() < like.recovered:
            row |= {"modality": "recovered", "reason": "the cell stands in another row"}
    return rows


def write(claims: int, seed: int, to: Path) -> Path:
    """Write registers and sources for a number of claims to a folder, and return it; what stood there is replaced."""
    released, _ = read()
    like = shape(released)
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(folder("ontology") / "registers", to / "registers")
    (to / "sources").mkdir(parents=True)
    things = world(claims, like)
    regions = [row["id"] for row in _rows(to / "registers" / "regions.csv")]
    chance = random.Random(seed)
    taken = {row["ais:alpha3"] for row in _rows(to / "registers" / "states.csv")}
    codes = (code for code in map("".join, product(ascii_uppercase, repeat=3)) if code not in taken)
    _add(
        to / "registers" / "states.csv",
        (
            {
                "id": name.partition(":")[2],
                "rdf:type": "ais:State",
                "rdfs:label@en": f"Invented state {name[-5:]}",
                "ais:alpha3": code,
                "ais:region": f"region:{chance.choice(regions)}",
            }
            for name, code in zip(things.states, codes, strict=False)
        ),
    )
    _add(
        to / "registers" / "vendors.csv",
        (
            {
                "id": name.partition(":")[2],
                "rdf:type": "ais:Vendor",
                "rdfs:label@en": f"Invented vendor {name[-5:]}",
            }
            for name in things.vendors
        ),
    )
    for number, rows in enumerate(editions(claims, seed, like), 1):
        _source(to / "sources", f"edition-{number:04d}", number, rows)
    _source(to / "sources", "homes", 0, homes(things, like, chance))
    return to


def homes(things: World, like: Shape, chance: random.Random) -> list[dict[str, str]]:
    """Return the rows of a source that says in which state each vendor has its seat."""
    picked = chance.choices(range(len(like.homes)), weights=like.homes, k=len(things.vendors))
    return [
        {"kind": "HomeState", "agent": vendor, "state": things.states[home], "row": str(number)}
        | {"sheet": "homes", "column": "state", "cell": things.states[home]}
        for number, (vendor, home) in enumerate(zip(things.vendors, picked, strict=True), 2)
    ]


def _source(to: Path, name: str, number: int, rows: Sequence[dict[str, str]]) -> None:
    kinds = "".join(f"{kind} = {count}\n" for kind, count in sorted(Counter(row["kind"] for row in rows).items()))
    text = f'title = "Invented source {name}"\n'
    text += f'type = "Edition"\nedition_year = {1900 + number}\n' if number else ""
    (to / f"{name}.toml").write_text(f"{text}\n[expect]\n{kinds}", encoding="utf-8")
    with (to / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HEADER, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _add(path: Path, rows: Iterator[dict[str, str]]) -> None:
    header = list(_rows(path)[0])
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, header, lineterminator="\n").writerows(rows)


def main() -> None:
    """Write what the command line asks for."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.graphs.generate", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("--claims", type=int, default=62_000, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="S")
    parser.add_argument("--to", type=Path, default=Path("build/bench/data"), metavar="DIR")
    given = parser.parse_args()
    print(write(given.claims, given.seed, given.to))


if __name__ == "__main__":
    main()
