"""Score what ``kg read`` finds in prose that no rule was written for, in the manner of real articles.

    python -m tests.prose.score_yardstick                   the development half, with all that went wrong
    python -m tests.prose.score_yardstick --half kept       the half for measuring alone: figures, no sentences
    python -m tests.prose.score_yardstick FILE.json         sentences as JSON, each with its expected claims

A file of sentences has one on each line, a tab, and its claims; of an article the claims stand below ``---``, one on a
line. A claim is ``S vendor state``, ``U state technology``, ``M state``, ``H vendor state`` or
``C what of-what lower..upper`` with the modalities that are right at its end (asserted where none stands); ``-`` says
that nothing may be read. A home state that is true and not annotated does not count.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from kg.prose import extraction
from kg.prose.article import documents, paragraphs
from kg.prose.proposal import Proposal

FOLDER = Path(__file__).parent / "yardstick"
KINDS = {"S": "Supply", "U": "Use", "M": "Membership", "H": "HomeState", "C": "CountObservation", "F": "Financing"}
EDGES = ("Supply", "Use")
HALVES = tuple(
    f"{round_}{half}" for round_ in ("", "second-", "third-", "fourth-", "fifth-") for half in ("development", "kept")
)
HALVES += ("sixth-development", "sixth-kept", "seventh-development", "forms-development")
HALVES += ("eighth-development", "eighth-kept", "ninth-development", "ninth-kept")
HALVES += ("tenth-development", "tenth-kept", "eleventh-development", "eleventh-kept")
HALVES += ("twelfth-development", "twelfth-kept", "thirteenth-development", "thirteenth-kept")
HALVES += ("fourteenth-development", "fourteenth-kept", "figures-development", "figures-kept")
HALVES += ("sixteenth-development", "sixteenth-kept", "nineteenth-development", "nineteenth-kept")
USES = ("fifteenth-development", "fifteenth-kept")
"""Halves in which the uses are annotated that a supply tells of beside itself."""
HALVES += USES
COUNTED = {"using": "states-using", "supplied": "states-supplied", "surveyed": "states-surveyed"}
COUNTED |= {"initiative": "states-in-initiative"}
HOMES = {
    "chn": "huawei hikvision dahua zte ceiec sensetime megvii yitu cloudwalk uniview hytera",
    "jpn": "nec panasonic",
    "usa": "ibm cisco verint honeywell palantir microsoft oracle salesforce boeing",
    "deu": "cognitec bosch",
    "fra": "thales idemia airbus",
    "can": "avigilon genetec",
    "kor": "hanwha-techwin",
}

Key = tuple[str, ...]


class Expected(NamedTuple):
    """One annotated claim: what it says, and the modalities that are right."""

    key: Key
    modalities: frozenset[str]


@dataclass
class Tally:
    """What texts yield, by kind."""

    annotated: Counter[str] = field(default_factory=Counter)
    recalled: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    modal: Counter[bool] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)
    firm: list[str] = field(default_factory=list)
    unshown: list[str] = field(default_factory=list)

    def recall(self, kind: str) -> float:
        """Return the share of the annotated claims of a kind that were found; 1 where none is annotated."""
        return self.recalled[kind] / self.annotated[kind] if self.annotated[kind] else 1.0

    def edges(self) -> list[str]:
        """Return the invented supplies and uses."""
        return [line for line in self.invented if line.split()[0] in EDGES]

    def modality(self) -> float:
        """Return the share of the found claims whose modality is right."""
        return self.modal[True] / max(self.modal.total(), 1)


def texts(half: str) -> Iterator[tuple[str, list[Expected]]]:
    """Yield the sentences and articles of one half, with what they say."""
    for line in (FOLDER / f"{half}.txt").read_text(encoding="utf-8").splitlines():
        text, _, claims = line.partition("\t")
        yield text, [_expected(claim) for claim in claims.split(";") if claim.strip() not in ("-", "D")]
    for path in sorted(FOLDER.glob(f"{half}-*.txt")):
        text, _, claims = path.read_text(encoding="utf-8").partition("---\n")
        yield text, [_expected(claim) for claim in claims.splitlines() if claim.strip() != "D"]


def _expected(claim: str) -> Expected:
    letter, *rest = claim.split()
    size = {"S": 2, "U": 2, "M": 1, "H": 2, "C": 3, "F": 2}[letter]
    modalities = frozenset(rest[size].replace("-", "").split("|")) if len(rest) > size else frozenset(("asserted",))
    if letter == "C":
        lower, _, upper = rest[2].partition("..")
        of = "" if rest[1] == "-" else rest[1]
        return Expected((KINDS[letter], COUNTED[rest[0]], of, lower, upper), modalities)
    return Expected((KINDS[letter], *rest[:size]), modalities)


def listed(path: Path) -> Iterator[tuple[str, list[Expected]]]:
    """Yield the sentences of a JSON file, with what they say."""
    for one in json.loads(path.read_text(encoding="utf-8"))["sentences"]:
        claims = []
        for claim in one["expected"]:
            modality = frozenset(filter(None, [claim.get("modality")])) or frozenset(("asserted", "headline"))
            claims.append(Expected(_key(claim), modality))
        yield one["text"], claims


def _key(claim: dict[str, Any]) -> Key:
    def value(role: str) -> str:
        return str(claim.get(role) or "")

    match claim["kind"]:
        case "Supply":
            return "Supply", value("supplier"), value("recipient")
        case "Use":
            return "Use", value("user"), value("technology")
        case "Membership":
            return "Membership", value("member")
        case "HomeState":
            return "HomeState", value("agent"), value("state")
        case "Financing":
            return "Financing", value("financier"), value("state")
        case _:
            of = value("supplier") if claim.get("counted") == "states-supplied" else value("technology")
            bounds = ("" if claim.get(name) is None else str(claim[name]) for name in ("lower", "upper"))
            return ("CountObservation", value("counted"), of, *bounds)


def score(given: Iterable[tuple[str, list[Expected]]], extractor: str | None = None, *, uses: bool = False) -> Tally:
    """Return the tally of texts with their annotations; ``uses``: whether those that a supply tells are annotated."""
    tally = Tally()
    for text, expected in given:
        _add(tally, text, expected, *read(text, extractor), uses=uses)
    return tally


def read(text: str, extractor: str | None) -> tuple[list[Proposal], set[frozenset[str]]]:
    """Return what an extractor (None: the default one) reads in a text, and the pairs it says it did not read."""
    proposals: list[Proposal] = []
    pairs: set[frozenset[str]] = set()
    for part in documents(paragraphs(text.splitlines(keepends=True))):
        found = extraction.reading(part, extractor=extractor, number=len(proposals))
        proposals += found.proposals
        pairs |= {frozenset(str(v).partition(":")[2] for v in p.roles.values()) for p in found.proposals}
        pairs |= {frozenset(name.partition(":")[2] or name for name in pair) for u in found.unread for pair in u.pairs}
    return proposals, pairs


def _add(
    tally: Tally,
    text: str,
    expected: list[Expected],
    proposals: list[Proposal],
    pairs: set[frozenset[str]],
    *,
    uses: bool,
) -> None:
    wanted = {one.key: one.modalities for one in expected}
    met: set[Key] = set()
    recipients = {proposal.id: str(proposal.plain().get("recipient") or "") for proposal in proposals}
    for proposal in proposals:
        strange = {role: _slug(name) for role, name in proposal.unresolved.items() if name.endswith("'")}
        if proposal.kind not in KINDS.values() or {*proposal.unresolved} - {"scope", *strange}:
            continue
        key = _key(
            proposal.plain() | strange | ({"state": recipients.get(proposal.finances)} if proposal.finances else {})
        )
        if proposal.kind in ("Supply", "CountObservation") and key not in wanted and not _telling(proposal, key):
            continue
        if proposal.kind == "Use" and key not in wanted and not uses and _beside(proposal, key, wanted):
            continue
        if proposal.kind == "HomeState" and key not in wanted and key[1] in HOMES.get(key[2], "").split():
            continue
        tally.found[proposal.kind] += 1
        told = f"{proposal.kind} {' '.join(key[1:])} [{proposal.modality}] {proposal.sentence.strip()!r}"
        if key not in wanted:
            tally.invented.append(told)
        elif key not in met:
            met.add(key)
            right = proposal.kind == "HomeState" or proposal.modality in wanted[key]
            tally.modal[right] += 1
            if not right:
                tally.firm.append(f"{told} for {'|'.join(wanted[key])}")
    for key in wanted:
        tally.annotated[key[0]] += 1
        tally.recalled[key[0]] += key in met
        if key not in met:
            told = f"{' '.join(key)} {text[:120]!r}"
            tally.missed.append(told)
            state = {key[2 if key[0] == "Supply" else 1]} if key[0] in EDGES else set()
            shown = any(set(key[1:]) <= pair or (state < pair and len(pair) == 2) for pair in pairs)
            shown |= any("a state named before" in pair and (key[0] == "Use" or key[1] in pair) for pair in pairs)
            tally.unshown += [told] if key[0] in EDGES and not shown else []


def _beside(proposal: Proposal, key: Key, wanted: dict[Key, frozenset[str]]) -> bool:
    """Return whether a use was inferred from a supply to the same state that is annotated."""
    return proposal.beside and any(one[0] == "Supply" and one[2] == key[1] for one in wanted)


def _slug(name: str) -> str:
    """Return a name that no register has as the annotations write it: "Example Ltd" as ``example``."""
    return name.strip("'").lower().replace(" ", "-")


def _telling(proposal: Proposal, key: Key) -> bool:
    """Return whether a claim names a recipient, or counts something other than the states that were surveyed."""
    return bool(key[2]) if proposal.kind == "Supply" else key[1] in set(COUNTED.values()) - {"states-surveyed"}


def report(tally: Tally, *, detail: bool) -> str:
    """Return a table of the tally by kind."""
    lines = [f"{'kind':18} {'annotated':>9} {'recall':>7} {'found':>6} {'precision':>9}"]
    for kind in KINDS.values():
        found = tally.found[kind]
        wrong = sum(line.startswith(kind) for line in tally.invented)
        precision = f"{(found - wrong) / found:9.2f}" if found else f"{'-':>9}"
        lines.append(f"{kind:18} {tally.annotated[kind]:9} {tally.recall(kind):7.2f} {found:6} {precision}")
    lines.append(f"invented: {len(tally.invented)}, of them supplies and uses: {len(tally.edges())}")
    lines.append(f"modality right: {tally.modal[True]} of {tally.modal.total()}")
    lines.append(f"missed and not shown as unread: {len(tally.unshown)}")
    if detail:
        for name in ("invented", "missed", "firm", "unshown"):
            lines += [f"{name}: {line}" for line in getattr(tally, name)]
    return "\n".join(lines)


def main() -> None:
    """Print the score of one half, or of the files given."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--half", default="development", choices=HALVES)
    parser.add_argument("--extractor")
    given = parser.parse_args()
    source = [one for path in given.files for one in listed(path)] or texts(given.half)
    uses = not given.files and given.half in USES
    print(report(score(source, given.extractor, uses=uses), detail=given.half.endswith("development")))


if __name__ == "__main__":
    main()
