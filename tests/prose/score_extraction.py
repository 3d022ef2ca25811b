"""Score what ``kg read`` finds against annotated texts: precision, recall and F1 by kind.

    python -m tests.prose.score_extraction                    the project's own articles, the development half
    python -m tests.prose.score_extraction --half held-out    the half that no rule was written for
    python -m tests.prose.score_extraction FILE.json ...      other annotated texts; the text stands beside the file

A found claim matches an annotated one of the same kind, subject, object, bounds and speaker whose quote overlaps with
it by half or more (intersection over union of characters). What a text must not be read to say counts as invented.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import UnknownName
from kg.evidence import register
from kg.prose import extraction
from kg.prose.article import open_article
from kg.prose.proposal import DISPUTE, Proposal

TEXTS = Path(__file__).parent / "texts"

# predicate → (kind, fixed roles, role of the subject, role of the object)
PREDICATES: dict[str, tuple[str, dict[str, str], str | None, str | None]] = {
    "countStatesUsing": ("CountObservation", {"counted": "quantity:states-using"}, "technology", None),
    "countStatesSupplied": ("CountObservation", {"counted": "quantity:states-supplied"}, "supplier", "technology"),
    "countStatesSurveyed": ("CountObservation", {"counted": "quantity:states-surveyed"}, None, None),
    "countStatesInUniverse": ("CountObservation", {"counted": "quantity:states-surveyed"}, None, None),
    "countSignatoriesAmong": ("CountObservation", {"counted": "quantity:states-in-initiative"}, "initiative", None),
    "countCitiesDeployed": ("CountObservation", {"counted": "quantity:cities-using"}, "technology", None),
    "population": ("CountObservation", {"counted": "quantity:inhabitants"}, None, None),
    "supplies": ("Supply", {}, "supplier", "technology"),
    "suppliedTo": ("Supply", {}, "supplier", "recipient"),
    "createdSystem": ("Supply", {}, "supplier", "system"),
    "uses": ("Use", {}, "user", "technology"),
    "usesAgainst": ("Use", {}, "user", "affected"),
    "deployedIn": ("Use", {}, "system", "place"),
    "memberOf": ("Membership", {}, "member", "initiative"),
    "homeState": ("HomeState", {}, "agent", "state"),
    "narrowerThan": ("Inclusion", {}, "narrower", "broader"),
    "leadingVendorsOf": ("Leadership", {"among": "community:vendors-of-ai-surveillance"}, "leader", "technology"),
    "leads": ("Leadership", {}, "leader", "among"),
    "leadsStatesDeploying": ("Leadership", {"among": "community:states-deploying-ai"}, "leader", "technology"),
    "followLeadOf": ("Leadership", {"among": "community:states-deploying-ai"}, None, "leader"),
    "capitalOf": ("Location", {}, "located", "location"),
    "publishedBy": ("Publication", {}, None, "publisher"),
}
JUDGMENTS: dict[str, tuple[str, str | None, str | None]] = {
    "drivesGrowthOf": ("drives-spread", "subject", "object"),
    "enablesGrowthOf": ("technological-base-enables-growth", None, "object"),
    "usedToMonitor": ("increasingly-monitors-people", "subject", "affected"),
    "helpsStatesMonitor": ("helps-states-monitor-people", "subject", "affected"),
    "deployToMonitor": ("growing-in-number", None, "affected"),
    "rolledOutIn": ("rolled-out-mostly-in", "subject", None),
    "hasCapability": ("identifies-and-tracks-persons", "subject", None),
    "reducesCrimeIn": ("reduces-crime", "subject", "place"),
    "erodes": ("erodes-personal-freedoms", "subject", None),
    "endangers": ("exposes-to-reprisal", "subject", "affected"),
    "exposesTo": ("exposes-to-monitoring-by", "subject", "object"),
    "deters": ("discourages-protest", "subject", "affected"),
    "driverOf": ("drives-technology-for-authoritarian-rule", "subject", None),
    "mayUse": ("may-use-to-strengthen-own-power", "subject", "object"),
    "maybeTransferredTo": ("data-may-reach", None, "object"),
    "canAccessDataOf": ("can-reach-data-of", "subject", "object"),
    "intendedTo": ("intended-to-increase-economic-influence-of", "subject", None),
    "initiativeOf": ("initiative-of", "subject", "object"),
    "signatureProjectOf": ("signature-project-of-president", "subject", None),
    "humanRightsRecord": ("poor-human-rights-record", "subject", None),
    "regimeType": ("liberal-democracy", "subject", None),
    "proliferatesIn": ("spreading", "subject", None),
    "expandsIn": ("spreading", "subject", None),
    "organisationType": ("research-organization", "subject", None),
    "hasApplication": ("varied-uses", "subject", None),
}
for _name, (_judgment, _subject, _object) in JUDGMENTS.items():
    PREDICATES[_name] = ("Evaluation", {"judgment": f"judgment:{_judgment}"}, _subject, _object)

# Names that stand in annotated files and are neither a CURIE nor a label or alias of a register.
KNOWN: dict[str, tuple[str, ...]] = {
    "t:ai": ("technology:artificial-intelligence", "technology:ai-surveillance"),
    "t:ai-surveillance": ("technology:ai-surveillance",),
    "t:video-camera": ("technology:video-surveillance",),
    "t:facial-recognition": ("technology:facial-recognition",),
    "t:safe-city": ("technology:safe-city",),
    "e:chinese-companies": ("group:chinese-companies",),
    "e:chinese-government": ("organization:chinese-government",),
    "e:cpc": ("organization:communist-party-of-china",),
    "e:us-government": ("organization:us-government",),
    "e:belgrade-authorities": ("organization:belgrade-authorities",),
    "e:critics-belgrade": ("community:critics-of-belgrade-project",),
    "e:critics-bri": ("community:critics-of-bri",),
    "e:protesters-belgrade": ("community:protesters-in-belgrade",),
    "e:political-opponents-serbia": ("community:political-opponents-in-serbia",),
    "e:citizens": ("community:citizens",),
    "e:citizens-serbia": ("community:citizens-of-serbia",),
    "e:muslim-minorities": ("community:other-muslim-minorities-of-xinjiang",),
    "p:belgrade-project": ("system:belgrade-surveillance-project",),
    "more autocratic regimes (unnamed)": ("community:more-autocratic-regimes",),
    "e:authoritarian-regimes": ("community:authoritarian-regimes",),
    "unattributed concern": ("community:unattributed-concern",),
    "e:report": ("organization:carnegie-endowment",),
    "e:carnegie": ("organization:carnegie-endowment",),
}

# What a file's negatives say in words, as roles of claims that must not be found.
NEGATIVES: dict[str, dict[str, Any]] = {
    "n01": {"kind": "Supply", "supplier": "vendor:huawei", "recipient": "state:"},
    "n02": {"kind": "CountObservation", "supplier": ("vendor:hikvision", "vendor:dahua", "vendor:zte")},
    "n03": {"kind": "CountObservation", "bounds": (50, 50)},
    "n04": {"kind": "CountObservation", "bounds": (75, 75)},
    "n05": {"kind": "CountObservation", "technology": "technology:facial-recognition", "bounds": (75, None)},
    "n06": {"kind": "CountObservation", "bounds": (172, 172)},
    "n07": {"kind": "CountObservation", "counted": "quantity:states-using", "bounds": (176, 176)},
    "n08": {"kind": "CountObservation", "counted": "quantity:states-in-initiative", "within": None},
    "n09": {"kind": "Membership"},
    "n10": {"document": 3, "claimed_by": "organization:carnegie-endowment"},
    "n11": {"kind": "Use", "user": ("state:irn", "state:mmr", "state:ven", "state:zwe")},
    "n12": {"kind": "Use", "user": "state:jpn"},
    "n13": {"text": "Washington"},
    "n14": {"kind": "Inclusion", "narrower": "technology:artificial-intelligence"},
    "n15": {"kind": "CountObservation", "supplier": ("vendor:palantir", "vendor:cisco")},
    "n16": {"text": "Feldstein"},
    "n17": {"text": "Collaborating"},
    "n18": {"document": 3, "claimed_by": "community:critics-of-bri"},
    "n19": {"kind": "Use", "user": "organization:communist-party-of-china", "place": "place:belgrade"},
    "n20": {"kind": "Supply", "supplier": "organization:chinese-government"},
    "n21": {"kind": "CountObservation", "bounds": (60, 60)},
    "n22": {"kind": "Evaluation", "judgment": "judgment:reduces-crime", "subject": "technology:smart-policing"},
    "n23": {"judgment": "judgment:can-reach-data-of", "modality": ("asserted", "reported", "presupposed", "quoted")},
    "n24": {"kind": "Publication", "publisher": "organization:the-japan-times"},
    "n25": {"kind": "CountObservation", "supplier": "vendor:huawei", "scope": "state:"},
    "n26": {"judgment": "judgment:reduces-crime", "modality": ("asserted", "reported", "presupposed", "quoted")},
    "n27": {"place": "place:BELGRADE"},
}
EDGES = ("Supply", "Use", "Membership")
FIRM = ("asserted", "reported", "quoted", "presupposed")


@dataclass
class Score:
    """What one or more texts yield, by kind of the toolkit."""

    annotated: Counter[str] = field(default_factory=Counter)
    recalled: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)
    by_word: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    offsets: int = 0

    def f1(self, *kinds: str) -> float:
        """Return F1 over some kinds; 1.0 where nothing is annotated and nothing found."""
        annotated, found = sum(self.annotated[k] for k in kinds), sum(self.found[k] for k in kinds)
        if not annotated and not found:
            return 1.0
        recall = sum(self.recalled[k] for k in kinds) / annotated if annotated else 0.0
        precision = sum(self.right[k] for k in kinds) / found if found else 0.0
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0

    def add(self, other: "Score") -> None:
        """Add the counts of another text."""
        for name in ("annotated", "recalled", "found", "right"):
            getattr(self, name).update(getattr(other, name))
        for name in ("missed", "extra", "invented"):
            getattr(self, name).extend(getattr(other, name))
        for word, counts in other.by_word.items():
            self.by_word[word].update(counts)
        self.offsets += other.offsets


def score(path: Path) -> Score:
    """Return the score of one annotated text."""
    data = json.loads(path.read_text(encoding="utf-8"))
    text_path = path.parent / data["meta"]["source"]
    article = open_article(text_path)
    assert article.sha256 == data["meta"]["sha256"], f"{text_path} is not the annotated text"
    proposals = [p for _, found in extraction.documents(article) for p in found]
    text = article.text()
    result = Score()
    result.offsets = sum(
        text[p.start : p.end] != p.quote for p in proposals if "\n" not in p.quote and p.quote.isascii()
    )
    labels = {entity["id"]: entity["label"] for entity in data.get("entities", ())}
    bounds = {q["id"]: (q["lower_bound"], q["upper_bound"]) for q in data["quantities"]}
    used: set[int] = set()
    for claim in data["claims"]:
        if claim["predicate"] not in PREDICATES and claim["predicate"] != "partOf":
            continue
        kind = expected_kind(claim)
        matches = [i for i, p in enumerate(proposals) if same(claim, p, bounds, labels)]
        wanted = claim["subject"] if isinstance(claim["subject"], list) else [claim["subject"]]
        hit = len(matches) >= len(wanted) if kind in ("HomeState", "Evaluation") else bool(matches)
        used |= set(matches)
        if claim["must_have"]:
            result.annotated[kind] += 1
            result.recalled[kind] += hit
            result.by_word[claim["kind"]]["all"] += 1
            result.by_word[claim["kind"]]["hit"] += hit
            if not hit:
                result.missed.append(f"{path.stem} {claim['id']} {claim['predicate']} {claim['quote']!r}")
    for i, proposal in enumerate(proposals):
        if proposal.kind == DISPUTE or proposal.unresolved:
            continue
        result.found[proposal.kind] += 1
        result.right[proposal.kind] += i in used
        if i not in used:
            told = f"{path.stem} {proposal.kind} {proposal.roles} {proposal.quote!r}"
            result.extra.append(told)
            if "entities" not in data and proposal.kind in EDGES and proposal.modality in FIRM:
                result.invented.append(told)
    if "entities" in data:
        wrong = (f"{n['id']} {n['wrong']}" for n in data["negatives"] if any(says(n["id"], p) for p in proposals))
        result.invented += wrong
    return result


def expected_kind(claim: Mapping[str, Any]) -> str:
    """Return the kind of the toolkit for an annotated claim."""
    if claim["predicate"] == "partOf":
        return "Inclusion" if claim["kind"] == "taxonomic" else "Location"
    return PREDICATES[claim["predicate"]][0]


def same(
    claim: Mapping[str, Any],
    proposal: Proposal,
    bounds: Mapping[str, tuple[int | None, int | None]],
    labels: Mapping[str, str],
) -> bool:
    """Return whether a proposal is an annotated claim (one of them, where the claim has several subjects)."""
    if proposal.kind != expected_kind(claim) or overlap(claim, proposal) < 0.5:
        return False
    part = ("narrower", "broader") if proposal.kind == "Inclusion" else ("located", "location")
    _, fixed, subject, object_ = PREDICATES.get(claim["predicate"], (proposal.kind, {}, *part))
    if claim["predicate"] == "uses" and claim["kind"] == "capability":
        subject = None
    if claim["quantity"] and bounds[claim["quantity"]] != (proposal.lower, proposal.upper):
        return False
    if any(proposal.roles.get(role) != value for role, value in fixed.items()):
        return False
    if subject and not fits(claim["subject"], proposal.roles.get(subject), labels, any_of=True):
        return False
    if object_ and claim["object"] and not fits(claim["object"], proposal.roles.get(object_), labels, any_of=False):
        return False
    return speaks(claim["attributed_to"], proposal)


def fits(name: Any, value: Any, labels: Mapping[str, str], *, any_of: bool) -> bool:
    """Return whether a role's value is what an annotation names."""
    names = name if isinstance(name, list) else [name]
    values = value if isinstance(value, list) else [value]
    hits = [bool(set(means(one, labels)) & set(values)) for one in names]
    return any(hits) if any_of else all(hits)


def means(name: str, labels: Mapping[str, str]) -> tuple[str, ...]:
    """Return the CURIEs an annotation's name may stand for."""
    if name in KNOWN:
        return KNOWN[name]
    try:
        return (register.released().resolve(labels.get(name, name)),)
    except UnknownName:
        return (name,)


def speaks(who: str, proposal: Proposal) -> bool:
    """Return whether a proposal gives the voice that an annotation names."""
    if who == "narrator":
        return proposal.claimed_by is None and proposal.voice is None
    if who in KNOWN:
        return proposal.claimed_by in KNOWN[who]
    return who in (proposal.claimed_by, proposal.voice)


def overlap(claim: Mapping[str, Any], proposal: Proposal) -> float:
    """Return the intersection over union of the two quotes."""
    both: int = min(claim["end"], proposal.end) - max(claim["start"], proposal.start)
    either: int = max(claim["end"], proposal.end) - min(claim["start"], proposal.start)
    return max(both, 0) / either


def says(negative: str, proposal: Proposal) -> bool:
    """Return whether a proposal says what a negative forbids."""
    wanted = dict(NEGATIVES[negative])
    told: dict[str, Any] = {
        **proposal.roles,
        "kind": proposal.kind,
        "modality": proposal.modality,
        "claimed_by": proposal.claimed_by,
    }
    told |= {"within": proposal.within, "document": proposal.document, "bounds": (proposal.lower, proposal.upper)}
    if "text" in wanted:
        return str(wanted["text"]) in proposal.quote
    return all(_is(told.get(key), value) for key, value in wanted.items())


def _is(value: Any, wanted: Any) -> bool:
    if isinstance(wanted, str) and wanted.endswith(":"):
        return str(value).startswith(wanted)
    return value in wanted if isinstance(wanted, tuple) and not isinstance(value, tuple) else bool(value == wanted)


def own(half: str) -> Iterator[Path]:
    """Yield the project's annotated articles of one half (``development`` or ``held-out``)."""
    for path in sorted(TEXTS.glob("*.json")):
        if json.loads(path.read_text(encoding="utf-8"))["meta"].get("half") == half:
            yield path


def report(total: Score, *, detail: bool) -> str:
    """Return a table of the score by kind."""
    lines = [f"{'kind':18} {'annotated':>9} {'recall':>7} {'found':>6} {'precision':>9} {'F1':>6}"]
    kinds = sorted(total.annotated.keys() | total.found.keys())
    for kind in kinds:
        recall = f"{total.recalled[kind] / total.annotated[kind]:.3f}" if total.annotated[kind] else "-"
        precision = f"{total.right[kind] / total.found[kind]:.3f}" if total.found[kind] else "-"
        lines.append(
            f"{kind:18} {total.annotated[kind]:9} {recall:>7} {total.found[kind]:6} {precision:>9} "
            f"{total.f1(kind):6.3f}"
        )
    annotated, recalled = sum(total.annotated.values()), sum(total.recalled.values())
    found, right = sum(total.found.values()), sum(total.right.values())
    lines.append(
        f"{'all':18} {annotated:9} {recalled / max(annotated, 1):7.3f} {found:6} {right / max(found, 1):9.3f} "
        f"{total.f1(*kinds):6.3f}"
    )
    lines.append(
        f"claims found: {recalled} of {annotated}; invented: {len(total.invented)}; offsets wrong: {total.offsets}"
    )
    words = ", ".join(f"{word} {c['hit']}/{c['all']}" for word, c in sorted(total.by_word.items()))
    lines.append(f"by the annotation's own kinds: {words}")
    if detail:
        for name in ("missed", "extra", "invented"):
            lines += [f"{name}: {line}" for line in getattr(total, name)]
    return "\n".join(lines)


def main() -> None:
    """Print the score of the files given, or of one half of the project's own articles."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("annotations", nargs="*", type=Path)
    parser.add_argument("--half", default="development", choices=("development", "held-out"))
    parser.add_argument(
        "--detail", action="store_true", help="list what was missed, what was too much, what was invented"
    )
    given = parser.parse_args()
    total = Score()
    for path in given.annotations or own(given.half):
        total.add(score(path))
    print(report(total, detail=given.detail))


if __name__ == "__main__":
    main()
