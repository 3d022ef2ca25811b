"""Words of a text that say one thing together: by region, the French government, where is it from, as a supplier."""

from collections.abc import Sequence
from itertools import pairwise

from kg.evidence.mention import HOME
from kg.wording.item import NOUNS, VERBS, Item

_GOVERNMENTS = ("government", "authorities")


def phrases(items: list[Item]) -> None:
    """Make "by region", "each region" and "the French government" one thing, and mark what asks for a yes or a no."""
    if items and items[-1].section == "grammar" and items[-1].concept == "from":
        _based(items)
    _elided(items)
    _within(items)
    _exists(items)
    _stands(items)
    _got(items)
    _appositions(items)
    if len(items) > 1 and items[0].text == "list":
        items[0].section = "little"
    if len(items) > 1 and items[-1].text == "list" and (items[-2].section in NOUNS or "category" in items[-2].meanings):
        items[-1].section = "little"
    for item in items:
        if (item.section, item.concept) == ("words", "else") and any(each.is_word("except") for each in items):
            item.section = "little"
    said = next((n for n, item in enumerate(items) if item.section != "little"), 0)
    told = items and items[said].text == "every" and not any(item.text == "for" for item in items[:said])
    if told and not any(item.concept == "count" for item in items):
        items[said].section = "little"
    _repeated(items)
    for at, (one, two) in enumerate(pairwise(items)):
        counted = at > 0 and items[at - 1].section == "number" and two.text in ("states", "countries")
        if counted and one.section == "customers":
            one.section = "little"
        agents = at > 0 and one.text == "by" and items[at - 1].section in VERBS and _listed(items[at + 2 :])
        grouped = one.section == "grammar" and one.concept in ("each", "by") and not agents
        if grouped and two.section in ("types", "persons"):
            two.section, two.concept = "words", f"by-{'state' if two.section == 'persons' else two.concept}"
            one.section = "done"
        if (one.section, one.concept) == ("types", "technology") and (two.section, two.concept) == ("types", "vendor"):
            one.section = "done"
        if (one.section, one.concept) == (two.section, two.concept) == ("types", "technology"):
            two.section = "done"
        if one.is_state and two.section == "types" and two.text in _GOVERNMENTS:
            one.meanings = {kind: thing for kind, thing in one.meanings.items() if kind != HOME}
            two.section = "little"
        if "technology" in one.meanings and (two.section, two.concept) == ("types", "technology"):
            two.section = "done"
    if items and items[0].section == "grammar" and items[0].concept in ("do", "be", "have"):
        if not any(item.concept == "any" or item.text == "there" for item in items):
            items[0].section, items[0].concept = "words", "yesno"
        for item in items:
            if item.text in ("every", "each", "all") and item.section in ("grammar", "little"):
                item.section = "unknown"


def _elided(items: list[Item]) -> None:
    """Say a noun again that a text means and does not say: Chinese technology but not American."""
    if len(items) < 5 or HOME not in items[-1].meanings or not items[-2].is_word("not") or items[-3].text != "but":
        return
    noun, home = items[-4], items[-5]
    if (noun.section, noun.concept) == ("types", "technology") and HOME in home.meanings:
        items.append(Item(noun.text, noun.section, noun.concept))


def _repeated(items: list[Item]) -> None:
    """Say a noun once that stands beside each of two alternatives: Chinese technology or American technology."""
    for one, noun, link, two, again in zip(items, items[1:], items[2:], items[3:], items[4:], strict=False):
        kinds = one.meanings.keys() & two.meanings.keys() & {HOME, "vendor"}
        alike = (noun.section, noun.concept) == (again.section, again.concept) == ("types", "technology")
        if link.is_word("or") and kinds and alike:
            noun.section = "done"


def _within(items: list[Item]) -> None:
    """Make "facial recognition in Africa" a text about who uses it there."""
    said = [item for item in items if item.section != "little"]
    if len(said) == 3 and "technology" in said[0].meanings and said[1].is_word("in") and "region" in said[2].meanings:
        said[1].section, said[1].concept = "words", "use"


def asks_for_use(items: Sequence[Item]) -> bool:
    """Return whether what somebody uses is asked: what does Kenya use."""
    said = [item for item in items if item.section != "little"]
    return len(said) > 1 and said[-1].concept == "use" and (said[0].is_word("do") or said[0].section == "name")


def _based(items: list[Item]) -> None:
    """Make a "from" at the end of a text a word for the home of vendors, where no verb of supply takes it."""
    if not any(item.section in VERBS for item in items):
        items[-1].section, items[-1].concept = "words", "home"


def _listed(items: list[Item]) -> bool:
    """Return whether a list is named next: supplied by vendors on the Entity List, which groups no rows by vendor."""
    follows = next((item for item in items if item.section != "little"), None)
    return follows is not None and "list" in follows.meanings


def _appositions(items: list[Item]) -> None:
    """Take out the noun that says again what a name before it is: Huawei as a supplier, Kenya as a customer."""
    said = [item for item in items if item.section != "little" or item.text == "as"]
    for name, word, noun in zip(said, said[1:], said[2:], strict=False):
        vendor = "vendor" in name.meanings and (noun.section, noun.concept) == ("types", "vendor")
        if word.text == "as" and (vendor or (name.is_state and noun.section == "customers")):
            noun.section = "little"


def _stands(items: list[Item]) -> None:
    """Make "is Huawei in Kenya" a question whether it has a footprint there, and "does Kenya have it" one of use."""
    said = [item for item in items if item.section != "little"]
    asks = len(said) == 4 and said[0].section == "grammar" and said[0].concept in ("do", "be", "have")
    if asks and said[1].is_state and said[2].is_word("have") and {"technology", "vendor"} & said[3].meanings.keys():
        said[2].section, said[2].concept = "words", "use"
    if asks and "vendor" in said[1].meanings and said[2].is_word("in") and said[3].is_state:
        said[2].section, said[2].concept = "words", "reach"


def _got(items: list[Item]) -> None:
    """Make "have got" what "have" is, where nobody is told from whom it was got."""
    said = [item for item in items if item.section != "little"]
    for at, item in enumerate(said):
        before = [each for each in said[:at] if each.section != "name"][-1:]
        if item.text != "got" or not before or not before[0].is_word("have"):
            continue
        if not any(each.is_word("from", "by") for each in said[at + 1 :]):
            asks = said[at - 1].section == "name" and any("technology" in each.meanings for each in said[at + 1 :])
            item.section, item.concept = ("words", "use") if asks else ("little", "")


def _exists(items: list[Item]) -> None:
    """Make "is there facial recognition in Germany" a question whether Germany uses it."""
    said = [item for item in items if item.section != "little" or item.text == "there"]
    if len(said) < 4 or said[0].section != "grammar" or said[0].concept != "be" or said[1].text != "there":
        return
    rest = [item for item in said[2:] if item.section != "grammar" or item.concept not in ("in", "any")]
    used = any("technology" in item.meanings for item in rest)
    if used and any(item.is_state for item in rest) and all(item.section == "name" for item in rest):
        said[0].section, said[0].concept = "words", "yesno"
        said[1].section, said[1].concept = "words", "use"
