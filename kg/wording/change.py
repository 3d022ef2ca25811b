"""What a word of change is about: new customers of Huawei, stopped using facial recognition."""

from collections.abc import Sequence

from kg.wording.item import VERBS, Item

CHANGES = ("new", "stop")
_GROUND = ("ebb", "surge")
_LISTS = (
    *("list", "lists", "include", "includes", "name", "names"),
    *("have", "has", "contain", "contains", "cover", "covers"),
)
_CLAUSES = ("that", "but", "wh", "who")
_KINDS = {"use": "technology", "technology": "technology", "member": "initiative", "vendor": "vendor"}
_OTHERS = ("autocracy", "democracy", "ban", "forbid", "limit", "regulate", "moratorium", "listed", "own", "home")


def changes(items: Sequence[Item]) -> None:
    """Give the names that a change is of its role, ``new`` or ``stop``; a change of anything else is unknown.

    A vendor after lost ground is the one that won it.
    """
    _absent(items)
    for at, item in enumerate(items):
        if item.section == "words" and item.concept in _GROUND:
            for each in items[at + 1 :]:
                each.role = "rival" if _is(each, "vendor") else each.role
        if item.section != "words" or item.concept not in CHANGES:
            continue
        kind = _kind(items, at)
        if kind is None or (item.concept == "stop" and any(each.concept == "stop" for each in items[:at])):
            item.section = "unknown"
            continue
        for each in _names(items, at, kind):
            each.role = item.concept


def _absent(items: Sequence[Item]) -> None:
    """Give the edition that lacks states or vendors that role: absent from that of 2020, not in it, not listed by it.

    Where something is supplied or used, an edition may list the state and lack that.
    """
    noun = next((item for item in items if item.section == "types"), None)
    if any(_relates(item) for item in items if item is not noun):
        return
    said = [item for item in items if item.section != "little" or item.text in _LISTS]
    for at, item in enumerate(said):
        missing = item.section == "words" and item.concept in ("absent", "miss")
        if not missing and not item.is_word("not"):
            continue
        rest = said[at + 1 :]
        placed = bool(rest) and rest[0].is_word("in", "from", "of")
        after = rest[1:2] if placed else rest[:1] if missing else []
        before = [] if missing or placed or at < 2 or not said[at - 1].is_word("do") else [said[at - 2]]
        verbs = rest[:1] if rest and rest[0].text in _LISTS else []
        ends = len(rest) == len(verbs)
        edition = next((each for each in after or (before if ends else []) if _is_edition(each)), None)
        if edition is None:
            continue
        edition.role, item.section, item.concept = "absent", "words", "absent"
        for each in verbs if before else ():
            each.section = "little"


def _relates(item: Item) -> bool:
    """Return whether a word or a name says that something is supplied, used or joined."""
    word = item.section in (*VERBS, "customers", "persons", "about") or item.concept in ("use", "member", "vendor")
    return word or bool({"vendor", "technology", "initiative", "list"} & item.meanings.keys())


def _is_edition(item: Item) -> bool:
    return item.section == "name" and not item.role and "source" in item.meanings


def _kind(items: Sequence[Item], at: int) -> str | None:
    """Return the register of what changes, empty where the text does not say, None where it is no register's."""
    for item in items[at + 1 :]:
        if item.section == "grammar" and item.concept in _CLAUSES:
            break
        if item.concept in CHANGES:
            break
        if item.section == "customers" or item.section in VERBS:
            return "vendor"
        if item.section in ("types", "persons", "words"):
            if item.concept in _OTHERS or (item.section == "persons" and item.concept not in _KINDS):
                return None
            if item.concept in _KINDS:
                return _KINDS[item.concept]
        if item.section == "name":
            if "category" in item.meanings:
                return None
            for kind in ("vendor", "technology", "initiative"):
                if kind in item.meanings:
                    return kind
    return ""


def _names(items: Sequence[Item], at: int, kind: str) -> list[Item]:
    """Return the names of the change: those that follow it in its clause, else the nearest before it.

    What a vendor loses or wins is its own: the vendor stands before the word, and a rival after it.
    """
    end = next((n for n in range(at + 1, len(items)) if _ends(items[n])), len(items))
    after = [each for each in items[at + 1 : end] if _is(each, kind)]
    before = [each for each in reversed(items[:at]) if _is(each, kind)][:1]
    if items[at].text.startswith(("los", "gain", "win", "won")) and before and kind in ("", "vendor"):
        for each in after:
            each.role = "rival"
        return before
    return [*after[:1], *_joined(items, after[0])] if after else before


def _ends(item: Item) -> bool:
    return (item.section == "grammar" and item.concept in _CLAUSES) or item.concept in CHANGES


def _is(item: Item, kind: str) -> bool:
    """Return whether a name without a role is of a register; of vendors or technologies where none is said."""
    kinds = {kind} if kind else {"vendor", "technology"}
    return item.section == "name" and not item.role and bool(kinds & item.meanings.keys())


def _joined(items: Sequence[Item], name: Item) -> list[Item]:
    """Return the names that a conjunction joins to a name."""
    at = next(n for n, each in enumerate(items) if each is name)
    found: list[Item] = []
    for item in items[at + 1 :]:
        if item.section == "name" and not item.role and item.meanings.keys() & name.meanings.keys():
            found.append(item)
        elif item.section != "little" and not (item.section == "grammar" and item.concept in ("and", "or")):
            break
    return found
