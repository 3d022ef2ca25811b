"""What people say in place of a verb: every entry in every form is answered as the plain verb is, or refused."""

import re
from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from kg.evidence.mention import Names
from kg.wording import synonym
from kg.wording.synonym import Entry, Relation
from tests.wording.test_plain import understood

OBJECTS = {
    "initiative": ("the BRI", "the European Union"),
    "vendor": ("Huawei", "Chinese vendors"),
    "technology": ("facial recognition", "smart policing"),
    "list": ("the Entity List", "the Covered List"),
    "state": ("China", "Israel"),
    "place": ("Kenya", "Africa"),
}
SUBJECTS = {"states": "Kenya", "vendors": "Huawei"}
HEADS = {"states": ("Which states", "Which African states"), "vendors": ("Which vendors", "Which Chinese vendors")}
ROWS = {"states": ("states", "democracies"), "vendors": ("vendors", "American companies")}


@pytest.fixture(scope="module")
def names(released: ox.Store) -> Names:
    return Names(released)


def said(of: Relation, entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield what an entry can stand in, with the same text of the plain verb."""
    for head, rows, thing in zip(HEADS[of.rows], ROWS[of.rows], OBJECTS[of.of], strict=True):
        plain = f"{of.means} {thing}"
        stated = [*entry.finite, *(f"have {form}" for form in entry.finite[-1:]), *_been(entry.being)]
        yield from ((f"{head} {form} {thing}?", f"{head} {plain}?") for form in stated)
        yield from ((f"{rows} {form} {thing}", f"{rows} that {plain}") for form in entry.going)
        yield from ((f"{rows} that {form} {thing}", f"{rows} that {plain}") for form in _been(entry.being))
        if of.denied and entry.base:
            yield f"{rows} that do not {entry.base} {thing}", f"{rows} that {of.denied} {thing}"
        if of.denied and entry.being:
            yield f"{rows} that are not {entry.being} {thing}", f"{rows} that {of.denied} {thing}"
        if of.asks and not thing.endswith("vendors") and thing != "Africa":
            subject, asked = SUBJECTS[of.rows], of.asks.format(SUBJECTS[of.rows])
            aux, form = ("Is", entry.being) if entry.being else ("Does", entry.base)
            yield f"{aux} {subject} {form} {thing}?", f"{asked} {thing}?"


def _been(being: str) -> list[str]:
    return [f"are {being}"] if being else []


RELATIONS = list(synonym.relations())


@pytest.mark.parametrize("of", RELATIONS, ids=lambda of: f"{of.means} {of.of}")
def test_entry_in_each_form_is_answered_as_its_plain_verb(names: Names, of: Relation) -> None:
    texts = {text: plain for entry in of.entries for text, plain in said(of, entry)}
    meant = {plain: understood(names, plain) for plain in set(texts.values())}
    assert [plain for plain, plan in meant.items() if plan is None] == []
    got = {text: understood(names, text) for text in texts}
    assert [text for text, plan in got.items() if plan not in (None, meant[texts[text]])] == []
    missed = [text for text, plan in got.items() if plan is None]
    print(f"{len(missed)} of {len(texts)} missed")
    assert len(missed) / len(texts) <= 0.02, missed


@pytest.mark.parametrize("of", RELATIONS, ids=lambda of: f"{of.means} {of.of}")
def test_entry_behind_another_denial_or_a_time_is_not_read_as_its_plain_verb(names: Names, of: Relation) -> None:
    head, thing = HEADS[of.rows][0], OBJECTS[of.of][0]
    plain = understood(names, f"{head} {of.means} {thing}?")
    wrong = []
    for entry in of.entries:
        form = entry.finite[0] if entry.finite else f"are {entry.being}"
        texts = [f"{head} {entry.base or form} {thing} since 2020?", f"{head} will {entry.base or form} {thing}?"]
        texts += [f"{head} do not {entry.base} {thing}?"] if entry.base else [f"{head} are not {entry.being} {thing}?"]
        texts += [f"{head} no longer {form} {thing}?", f"{head} hardly {form} {thing}?"]
        wrong += [text for text in texts if understood(names, text) == plain]
    assert wrong == []


def test_entries_are_words_and_blanks_alone() -> None:
    forms = [form for of in RELATIONS for each in of.entries for form in (*each.finite, *each.going, each.being)]
    assert [form for form in forms if not re.fullmatch(r"[a-z -]*", form)] == []


def test_no_entry_stands_in_two_relations_of_one_object() -> None:
    seen: set[tuple[str, str, str]] = set()
    twice = []
    for of in RELATIONS:
        for entry in of.entries:
            for form in {*entry.finite, *entry.going, *([f"be {entry.being}"] if entry.being else [])}:
                key = (of.rows, of.of, re.sub(r" +", " ", form))
                twice += [form] if key in seen else []
                seen.add(key)
    assert twice == []
