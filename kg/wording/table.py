"""The rules and registers of plain words as one table, by which the browser reads a question as the toolkit does.

``web/src/words`` reads it: the forms of the words, the names of the registers, and the frames of the library, worked
out as far as no text is needed for it.
"""

from typing import Any

from kg.evidence.mention import Names, vocabulary
from kg.namespace import base_in_use, iri
from kg.naming import country
from kg.naming.form import folded
from kg.query import query
from kg.wording import addition, condition, contrast, example, neighbor, paraphrase, refusal, surrounding, turn, wrapped
from kg.wording.frame import Frame, Slot, by_name, library
from kg.wording.lexicon import lexicon


def written(names: Names) -> dict[str, Any]:
    """Return the table as JSON takes it; IRIs of the toolkit's own things stand without their base.

    ``words`` are (form, section, concept, kind); ``names`` form → (name, parameter type, thing); ``shared`` form → what
    the name may mean, in words; ``frames`` name their question by its place in ``questions``. Lists of words are
    sorted, everything else is in the order of the library.
    """
    known = lexicon()
    forms = {form: list(meant) for form, meant in names.forms()}
    here = {thing for meant in forms.values() for _, _, thing in meant}
    first = by_name()
    questions = query.read_all("questions")
    place = {question.name: at for at, question in enumerate(questions)}
    return {
        "base": base_in_use(),
        "words": [[form, *word] for form, word in known.words.items()],
        "about": [each for each in known.about if iri(each) in here],
        "silent": sorted(known.silent),
        "conditions": sorted(known.conditions),
        "exact": [word for word in vocabulary()["names"].split() if word in forms] + sorted(names.codes),
        "giving": sorted(vocabulary()["giving"].split()),
        "codes": sorted(names.codes),
        "turns": _turns(turn.written(), here),
        "surroundings": surrounding.written()._asdict(),
        "contrasts": contrast.written()._asdict(),
        "additions": addition.written(),
        "wrappings": wrapped.written(),
        "exonyms": _exonyms(names),
        "marks": paraphrase.marks(names),
        "grammar": _grammar(condition.rules()),
        "names": [
            [form, [[name, kind, _short(thing)] for name, kind, thing in meant]] for form, meant in forms.items()
        ],
        "shared": sorted([" ".join(folded(name)), country.either(country.several(name))] for name in country.shared()),
        "editions": [[year, _short(source)] for year, source in names.editions.items()],
        "untold": names.untold,
        "groupings": refusal.groupings(names),
        "unsaid": refusal.unsaid(),
        "questions": [
            {
                "name": question.name,
                "summary": question.summary,
                "row": question.row,
                "of": _short(first[question.name].register) if question.name in first else "",
                "claims": question.claims,
                "bounded": question.front.get("bound") == "lower",
                "within": question.front.get("within", ""),
                "base": question.front.get("base", ""),
                "coded": question.front.get("coded", ""),
                "known": question.front.get("known", ""),
                "beside": question.front.get("beside", ""),
                "said": question.front.get("kind") == "said",
                "deniable": question.front.get("denied") != "never",
                "lowest": question.front.get("lowest") == "yes",
                "ranked": question.front.get("ranked", ""),
                "standing": question.front.get("standing") == "yes",
                "measured": question.front.get("measured") in ("yes", "standing"),
                "whatever": question.front.get("measured") == "yes",
                "dated": question.front.get("dated", ""),
                "unlisted": question.front.get("unlisted", ""),
                "tells": question.front.get("tells", ""),
                "own": sorted(" ".join(sorted(neighbor.words(text))) for text in neighbor.texts(question)),
                "shapes": example.shapes(names, question),
                "params": [[param.name, param.type] for param in question.params],
            }
            for question in questions
        ],
        "frames": [_frame(frame, place[frame.question.name]) for frame in library()],
    }


def _turns(rules: turn.Written, here: set[str]) -> dict[str, Any]:
    signs, phrases = (
        [each[:-1] for each in some if not each[-1] or iri(each[-1]) in here] for some in (rules.signs, rules.phrases)
    )
    return {**rules._asdict(), "signs": signs, "phrases": phrases}


def _exonyms(names: Names) -> dict[str, Any]:
    """Return what states are called besides; of other languages, the names of each label that are none of the graph."""
    own, foreign = names.exonyms, dict[str, list[str]]()
    for name, label in own.foreign.items():
        if not names.meanings(name):
            foreign.setdefault(label, []).append(name)
    told = [[label, sorted(some)] for label, some in sorted(foreign.items())]
    return {"capitals": sorted(own.capitals.items()), "codes": sorted(own.codes.items()), "foreign": told}


def _grammar(rules: condition.Rules) -> dict[str, Any]:
    words, denials = sorted(rules.grammar.words), sorted(rules.denials)
    return {"rules": rules.grammar.rules, "words": words, "denials": denials, "said": rules.said}


def _frame(frame: Frame, question: int) -> dict[str, Any]:
    return {
        "question": question,
        "asked": sorted(frame.asked),
        "words": [[sorted(each.words), each.sign, each.optional] for each in frame.words],
        "slots": [_slot(slot) for slot in frame.slots],
        "through": frame.through,
    }


def _slot(slot: Slot) -> list[Any]:
    value = list(map(_short, slot.given)) or None
    kept = (slot.optional, slot.several, value, slot.fixed, slot.also)
    return [slot.param.name, slot.param.type, sorted(slot.roles), sorted(slot.kinds), *kept]


def _short(thing: str) -> str:
    return thing.removeprefix(base_in_use())
