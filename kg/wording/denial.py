"""How far each denial of a text reaches: not, neither … nor, without, except."""

from collections.abc import Sequence
from itertools import count

from kg.evidence.mention import HOME
from kg.wording.item import NOUNS, VERBS, Item


def denials(items: list[Item]) -> list[str]:
    """Give each item the sign and the scope of the denial it stands in; return what could not be settled."""
    troubles: list[str] = []
    numbers = count(1)
    sign, scope, narrow, met, word, linked, led = "+", 0, False, 0, "", False, False
    for at, item in enumerate(items):
        grammar = item.section == "grammar"
        if grammar and item.concept in ("not", "lacking", "except"):
            again = item.text != "nor" and item.concept != "except" and not _closed(items, at)
            if sign != "+" and ((met == 0 and word != "neither") or again):
                troubles.append(f"{word} … {item.text}")
            if item.text == "not" and not any(each.section != "little" for each in items[:at]) and _heads(items, at):
                troubles.append(item.text)
            led = item.concept == "except" and _led(items, at)
            narrow, linked = item.concept != "not", item.text == "not" and _closed(items, at)
            sign, scope, met, word = "x" if _excepts(items, at) else "-", next(numbers), 0, item.text
            if item.text == "not":
                denied = [*_subject(items, at), *_relative(items, at), *_complement(items, at)]
            else:
                denied = _complement(items, at) if item.text == "no" else _by_neither(items, at)
            for before in denied:
                before.sign, before.scope = sign, scope
            continue
        if sign == "+" or item.section in ("little", "done"):
            continue
        follows = next((each for each in items[at + 1 :] if each.section != "little"), None)
        verb = item.section in VERBS or (item.section == "words" and item.concept == "use" and _is_verb(items, at))
        if grammar and item.concept in ("that", "but", "wh", "who"):
            ends = True
            if met > 0 and led and item.concept in ("that", "who"):
                troubles.append(f"{word} … {item.text}")
        elif grammar and item.concept == "and":
            listed = (sign == "x" or word.startswith("outside")) and follows is not None and follows.section == "name"
            ends = met > 0 and not listed
            if (
                ends
                and follows is not None
                and (follows.section in ("name", "about") and sign != "x")
                and _same(items, at)
            ):
                troubles.append(f"{word} … and")
        else:
            ends = narrow and met > 0 and (verb or (grammar and item.concept in ("be", "have", "do", "with", "in")))
            last = items[at - 1]
            ends = ends or (word == "non" and met > 0 and "of" not in (item.text, last.text) and item.section != "name")
            ends = ends or (word == "non" and met > 0 and item.section == "name" and not _belongs(items, at))
        if ends:
            sign, scope, narrow = "+", 0, False
            continue
        edition = "source" in item.meanings and met > 0
        if not grammar and not edition and not (met > 0 and linked and item.form == "asked"):
            item.sign, item.scope = sign, scope
            met += 1
    said = {item.scope for item in items} - {0}
    denied = [each for each in items if each.section == "grammar" and each.concept in ("not", "lacking", "except")]
    if not troubles and len(denied) > len(said):
        troubles.append(denied[0].text)
    return troubles


def _led(items: Sequence[Item], at: int) -> bool:
    """Return whether a preposition follows, so that a clause can be of what is excepted: except those in it that."""
    follows = next((each for each in items[at + 1 :] if each.section != "little"), None)
    return follows is not None and follows.is_word("in", "with", "from", "by")


def _heads(items: Sequence[Item], at: int) -> bool:
    """Return whether a noun for what is asked follows: "not vendors that supply Kenya" says not what it wants."""
    follows = next((each for each in items[at + 1 :] if each.section != "little"), None)
    return follows is not None and follows.section in NOUNS


def _excepts(items: Sequence[Item], at: int) -> bool:
    """Return whether things are excepted by name, and not all that meet a condition: except Kenya, except members."""
    follows = next((each for each in items[at + 1 :] if each.section not in ("little", "done")), None)
    named = follows is not None and follows.section == "name" and not follows.role
    owned = next((each for each in items[at + 1 :] if each.section not in ("little", "done", "name")), None)
    if owned is not None and owned.section == "customers":
        return False
    return (
        items[at].concept == "except"
        and named
        and bool({"state", "vendor"} & (follows.meanings.keys() if follows else set()))
    )


def _is_verb(items: Sequence[Item], at: int) -> bool:
    """Return whether a word for use is a verb: it is inflected, or what is used follows."""
    follows = next((each for each in items[at + 1 :] if each.section != "little"), None)
    used = follows is not None and (follows.section == "about" or "technology" in follows.meanings)
    return items[at].form != "" or used


def _belongs(items: Sequence[Item], at: int) -> bool:
    """Return whether a name stands after "of": non-members of the initiative."""
    before = next((each for each in reversed(items[:at]) if each.text not in ("the", "a")), None)
    return before is not None and before.text == "of"


def _subject(items: Sequence[Item], at: int) -> list[Item]:
    """Return the names between an auxiliary and a denial, which is of them: does Huawei not supply."""
    found: list[Item] = []
    for item in reversed(items[:at]):
        if item.section in ("name", "number"):
            found.append(item)
        elif item.section == "grammar" and item.concept in ("do", "be", "have"):
            return found
        elif item.section not in ("little", "done") and item.concept not in ("and", "or"):
            return []
    return []


def _relative(items: Sequence[Item], at: int) -> list[Item]:
    """Return the subject of a clause that ends with the verb it denies: members that Huawei does not supply."""
    before, after = ([each for each in part if each.section != "little"] for part in (items[:at], items[at + 1 :]))
    if len(before) < 3 or not after or after[0].section not in (*VERBS, "words") or not before[-1].is_word("do"):
        return []
    if after[0].section == "words" and after[0].concept != "use":
        return []
    if len(after) > 2 or (len(after) == 2 and not after[1].is_word("from", "to", "with")):
        return []
    noun = before[-4] if len(before) > 3 and before[-3].is_word("that", "wh", "who") else before[-3]
    named = _trades(before[-2])
    told = noun.section in NOUNS or {"category", "initiative"} & noun.meanings.keys()
    return [before[-2]] if named and told else []


def _complement(items: Sequence[Item], at: int) -> list[Item]:
    """Return the subject of a clause that denies what it is: where Huawei is not a supplier, is Huawei no supplier."""
    before, after = ([each for each in part if each.section != "little"] for part in (items[:at], items[at + 1 :]))
    if len(before) < 3 or not after or after[0].section not in NOUNS:
        return []
    link, name, be = before[-3:]
    if name.is_word("be") and items[at].text == "no":
        return [be] if _trades(be) else []
    led = link.concept in ("where", "that", "wh", "who", "in", "to")
    return [name] if be.is_word("be") and led and _trades(name) else []


def _trades(item: Item) -> bool:
    """Return whether an item names a vendor or a state."""
    return item.section == "name" and bool({"vendor", "state"} & item.meanings.keys())


def _by_neither(items: Sequence[Item], at: int) -> list[Item]:
    """Return the verb before "by neither", which is denied with those that follow: supplied by neither of the two."""
    before = [each for each in items[:at] if each.section != "little"][-2:]
    found = items[at].text == "neither" and len(before) == 2 and before[1].is_word("by", "from", "to")
    return before[:1] if found and before[0].section in VERBS else []


def _closed(items: Sequence[Item], at: int) -> bool:
    """Return whether a conjunction stands right before a denial."""
    before = next((each for each in reversed(items[:at]) if each.section != "little"), None)
    return before is not None and (before.concept in ("and", "or", "but", "that"))


def _same(items: Sequence[Item], at: int) -> bool:
    """Return whether a name of the same register stands before and after a conjunction."""
    one = next((each for each in reversed(items[:at]) if each.section == "name"), None)
    two = next(each for each in items[at + 1 :] if each.section != "little")
    return one is not None and bool(one.meanings.keys() & two.meanings.keys() - {HOME})
