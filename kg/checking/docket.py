"""A docket: the proposed claims of a text as a page for its reviewer, and the decisions that the page gives back.

The page shows sentences of the text, so it is for the reviewer alone; it names no other host and works from a disk.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
from markupsafe import Markup

from kg.checking.case import REFERENCES, Case, changed, labels, lacking
from kg.checking.decision import Decision
from kg.drawing.template import templates
from kg.errors import KgError, ReadError
from kg.evidence.claim import kinds, modalities
from kg.evidence.register import Registers
from kg.namespace import browser_code
from kg.prose.article import Article

SCRIPT = "review.js"
LONGEST = 20_000_000
"""The bytes of a file of decisions that are taken."""


class Made(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One decision as the page gives it back."""

    key: str
    accepted: bool
    reason: str = ""
    changes: dict[str, str] = {}


class Decisions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file that the page gives back: of which text, by whom, and the decisions."""

    sha256: str
    by: str
    decisions: list[Made]


def page(article: Article, cases: Sequence[Case], registers: Registers) -> str:
    """Return the page on which the cases of a text are decided."""
    script = browser_code(SCRIPT).read_text("utf-8").replace("</script", "<\\/script")
    return (
        templates("checking")
        .get_template("docket.html")
        .render(
            title=article.name,
            sha256=article.sha256,
            cases=[_shown(case, registers) for case in cases],
            modalities=sorted(modalities()),
            script=Markup(script),
        )
    )


def _shown(case: Case, registers: Registers) -> dict[str, Any]:
    proposal = case.proposal
    sentence, quote = (" ".join(text.split()) for text in (proposal.sentence, proposal.quote))
    before, found, after = sentence.partition(quote)
    known = kinds()[proposal.kind]
    told = labels(proposal, registers)
    roles = [(name, told.get(name, ""), known[name].required) for name in known if name not in REFERENCES]
    if proposal.lower is not None or proposal.upper is not None:
        bounds = (("lower", proposal.lower), ("upper", proposal.upper))
        roles += [(name, "" if bound is None else str(bound), False) for name, bound in bounds]
    return {
        "key": case.key,
        "proposal": proposal,
        "before": before if found else "",
        "quote": quote,
        "after": after if found else "",
        "filled": [one for one in roles if one[1] or one[2] or one[0] in proposal.unresolved],
        "empty": [one for one in roles if not (one[1] or one[2] or one[0] in proposal.unresolved)],
        "lacking": lacking(proposal) or "",
    }


def decisions(
    place: Path, article: Article, cases: Sequence[Case], registers: Registers
) -> tuple[str, list[Decision], list[str]]:
    """Return who decided, the decisions of a file on the cases of a text, and a line for each that cannot be taken.

    Raises:
        ReadError: the file cannot be read, is no file of decisions, or is about another text.
    """
    try:
        if place.stat().st_size > LONGEST:
            raise ReadError(str(place), f"more than {LONGEST:,} bytes", "give the file that the page downloaded")
        made = msgspec.json.decode(place.read_bytes(), type=Decisions)
    except OSError as error:
        raise ReadError(str(place), f"cannot be read ({error.strerror})", "name the file of decisions") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        told = " ".join(str(error).split())
        raise ReadError(
            str(place), f"no file of decisions ({told})", "give the file that the page downloaded"
        ) from error
    if made.sha256 != article.sha256:
        raise ReadError(str(place), f"it is about another text than {article.name}", "name the text it is about")
    if not made.by.strip():
        raise ReadError(f"{place}, by", "it does not say who decided", "fill in your name on the page")
    taken: list[Decision] = []
    lines: list[str] = []
    for one in _taken(place, made, cases, registers):
        if isinstance(one, str):
            lines.append(one)
        else:
            taken.append(one)
    return " ".join(made.by.split()), taken, lines


def _taken(place: Path, made: Decisions, cases: Sequence[Case], registers: Registers) -> Iterator[Decision | str]:
    by_key = {case.key: case for case in cases}
    for number, one in enumerate(made.decisions, 1):
        at = f"{place}, decision {number}"
        case = by_key.pop(one.key, None)
        if case is None:
            yield f"{at}: the claim is not proposed, or is decided already; leave it out"
        elif not one.accepted:
            reason = " ".join(one.reason.split())
            yield Decision(case, None, reason) if reason else f"{at}: rejected without a reason; say why"
        else:
            try:
                proposal = changed(case, one.changes, registers) if one.changes else case.proposal
            except KgError as error:
                yield f"{at}, {error}"
                continue
            role = lacking(proposal)
            yield f"{at}, {role}: it is in no register; change it" if role else Decision(case, proposal)
