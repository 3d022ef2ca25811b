"""Proposed claims decided one by one, into a source file."""

import argparse
import datetime
import sys
from pathlib import Path

SUMMARY = "Decide on the claims that an article makes: accepted ones become a source file, rejected ones stay out."


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument("file", type=Path, metavar="FILE", help="text, Markdown or HTML")
    parser.add_argument("--to", type=Path, metavar="SOURCE", help="the source file (FILE with the suffix .toml)")
    parser.add_argument("--by", metavar="NAME", help="who decides; asked for where it is not given")
    parser.add_argument("--on", type=datetime.date.fromisoformat, metavar="DAY", help="the day, as 2026-01-31 (today)")
    parser.add_argument("--extractor", help="as in read")
    parser.add_argument("--proposals", type=Path, metavar="JSON", help="decide on these claims, as read writes them")
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--html", type=Path, metavar="PAGE", help="write a page to decide on, which gives decisions back")
    way.add_argument("--decisions", type=Path, metavar="JSON", help="take the decisions that the page gave back")


def run(given: argparse.Namespace) -> int:
    """Run the verb and return its exit status: 2 where a decision could not be taken."""
    from kg.checking import case, decision, docket
    from kg.checking.dialogue import Dialogue, asked
    from kg.drawing import target
    from kg.evidence.register import released
    from kg.prose import extraction
    from kg.prose.article import open_article

    article = open_article(given.file)
    to = given.to or given.file.with_suffix(".toml")
    chosen = extraction.chosen(given.extractor)
    registers, lines = released(), list[str]()
    if given.proposals:
        cases, before, lines = case.submitted(article, given.proposals, to)
    else:
        cases, before = case.cases(article, chosen, to)
    if before:
        print(f"kg: {before} claims of {article.name} are decided in {to}", file=sys.stderr)
    if given.html:
        target.replace(given.html, docket.page(article, cases, registers).encode())
        for line in lines:
            print(f"kg: {line}", file=sys.stderr)
        print(f"{given.html}: {len(cases)} claims to decide; then: kg review {given.file} --decisions decisions.json")
        return 2 if lines else 0
    by = given.by
    if given.decisions:
        by, made, more = docket.decisions(given.decisions, article, cases, registers)
        lines += more
    elif cases:
        by = asked("your name: ") if by is None else by.strip()
        made = list(Dialogue(registers).decisions(cases)) if by else []
    else:
        made = []
    for line in lines:
        print(f"kg: {line}", file=sys.stderr)
    if made:
        on = given.on or datetime.datetime.now(tz=datetime.UTC).date()
        decision.write(article, made, to, by, on, given.proposals.name if given.proposals else extraction.told(chosen))
    accepted = sum(one.accepted is not None for one in made)
    left = len(cases) - len(made)
    print(f"{to}: {accepted} accepted, {len(made) - accepted} rejected, {left} left")
    return 2 if lines else 0
