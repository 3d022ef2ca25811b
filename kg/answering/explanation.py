"""Why a triple holds, or what is said in its place, as values: proofs, ends, denials, who only plans or alleges it."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pyoxigraph as ox

from kg.evidence import contest, modality
from kg.evidence.contest import Denial
from kg.evidence.receipt import receipts
from kg.graph import inference
from kg.graph.absence import Absent
from kg.graph.inference import Proof
from kg.namespace import term_name
from kg.query.query import find


class End(NamedTuple):
    """An end that a claim gives of a situation between two things."""

    ended: str
    """The time, with the precision of the source."""
    accepted: bool
    """Whether it is asserted and had passed when the source was published."""
    claim: str


class Explanation(NamedTuple):
    """What is told of a triple."""

    values: dict[str, Any]
    """As JSON has it: ``holds``, ``how`` it is said where it does not, ``found`` and ``todo`` in words, and lists."""
    claims: tuple[str, ...]
    """The IRIs of all claims that are named, sorted."""
    absent: Absent | None
    """The error that says that it does not hold."""


def explanation(store: ox.Store, subject: str, predicate: str, object_: str) -> Explanation:
    """Return why a triple holds, or why it does not; names are IRIs or CURIEs.

    Raises:
        UnknownName: a name is no IRI.
    """
    triple = inference.asked(store, subject, predicate, object_)
    parts = zip(("subject", "predicate", "object"), triple, strict=True)
    told: dict[str, Any] = {name: str(term)[1:-1] for name, term in parts}
    try:
        found = inference.why(store, subject, predicate, object_)
    except Absent as error:
        told |= {"holds": False, "how": error.how, "found": error.found, "todo": error.todo}
        told["hearsay"] = [
            {"claim": each.receipt.claim, "how": modality.short_of(each.receipt.modality), "says": str(each)}
            for each in error.hearsay
        ]
        told["denials"] = _denials(error.denials)
        named = {each["claim"] for part in ("hearsay", "denials") for each in told[part]}
        return Explanation(told, tuple(sorted(named)), error)
    ended, no = ends(store, found), denials(store, found)
    told |= {"holds": True, "how": "", "proofs": [_proof(proof) for proof in found]}
    told["ends"] = [each._asdict() for each in ended]
    told["denials"] = _denials(no)
    claims = {*claims_of(found), *(each.claim for each in ended), *(each.claim for each in no)}
    return Explanation(told, tuple(sorted(claims)), None)


def claims_of(proofs: Sequence[Proof]) -> Iterator[str]:
    """Yield the claims of proofs and of the premises below them."""
    for proof in proofs:
        yield from proof.claims
        yield from claims_of(proof.premises)


def ends(store: ox.Store, proofs: Sequence[Proof]) -> list[End]:
    """Return the ends that claims give of what is proved, in the order of the question."""
    kinds = _kinds(store, proofs)
    found = []
    for one, other in _tied(proofs):
        if one.startswith("http") and other.startswith("http"):
            given = {"from": ox.NamedNode(one), "to": ox.NamedNode(other)}
            rows = find("ends-of-edge").run(store, **given).values()
            found += [End(r["ended"], r["accepted"], r["claim"]) for r in rows if term_name(r["kind"]) in kinds]
    return found


def denials(store: ox.Store, proofs: Sequence[Proof]) -> list[Denial]:
    """Return the denials of situations of the proved kinds between the ends of what is proved."""
    kinds, tied = _kinds(store, proofs), _tied(proofs)
    return [no for no in contest.denials(store) if no.kind in kinds and any(no.ties(*pair) for pair in tied)]


def _kinds(store: ox.Store, proofs: Sequence[Proof]) -> set[str]:
    return {note.kind for note in receipts(store, claims_of(proofs), brief=True).values()}


def _tied(proofs: Sequence[Proof]) -> list[tuple[str, str]]:
    return sorted({(str(proof.triple.subject)[1:-1], str(proof.triple.object)[1:-1]) for proof in proofs})


def _proof(proof: Proof) -> dict[str, Any]:
    names = (str(each)[1:-1] for each in (proof.triple.subject, proof.triple.predicate, proof.triple.object))
    told: dict[str, Any] = dict(zip(("subject", "predicate", "object"), names, strict=True))
    told |= {"rule": proof.rule, "summary": proof.summary, "claims": list(proof.claims)}
    return told | {"premises": [_proof(each) for each in proof.premises]}


def _denials(found: Sequence[Denial]) -> list[dict[str, str]]:
    return [{"claim": each.claim, "says": str(each)} for each in found]
