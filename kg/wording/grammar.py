"""What a text asks for, and the role of each of its names."""

from collections.abc import Sequence
from itertools import pairwise

from kg.evidence.mention import HOME
from kg.wording import kind, supply
from kg.wording.change import changes
from kg.wording.ending import endings
from kg.wording.item import CODE, NOUNS, VERBS, Item
from kg.wording.number import numbers, years
from kg.wording.people import peoples
from kg.wording.phrase import phrases
from kg.wording.predicate import predicates
from kg.wording.pronoun import pronouns
from kg.wording.publisher import publishers
from kg.wording.quantity import quantities
from kg.wording.rank import among, tops
from kg.wording.repeat import meant_again, repeated
from kg.wording.second import seconds

_PLACES = {"region", "category", "initiative"}
_OWNERLESS = (("types", "state"), ("persons", "member"), ("persons", "use"), ("customers", "supply"))
_ABBREVIATED = 3
"""The most letters of an abbreviation, which is put before companies as an adjective is."""
_GOODS_LIKE = ("ship", "ships", "work", "works", "kits", "exports", "imports", "shops", "markets", "offers", "orders")
"""Words for other goods that are words of supply elsewhere, or say nothing."""
_DETERMINERS = ("a", "an", "the", "any", "some", "its", "their", "more", "most", "new")
_GOODS = ("vendor", "technology", "home", "about", "be", "supply")


def roles(items: list[Item]) -> set[str]:
    """Give each name its role in place, and return the kinds of thing that the text asks for."""
    if len(items) > 1 and items[-1].section == "grammar" and items[-1].concept == "where":
        items[-1].section = "words"
    _goods(items)
    pronouns(items)
    endings(items)
    peoples(items)
    phrases(items)
    predicates(items)
    _buyers(items)
    _markets(items)
    again = meant_again(items)
    tops(items)
    numbers(items)
    among(items)
    years(items)
    publishers(items)
    _listers(items)
    _owners(items)
    _homes(items)
    asked, head = kind.asked(items)
    if head is not None and _sellers(items, head):
        asked, head = {"state-as-supplier"}, None
    seconds(items, head)
    quantities(items, head)
    for at, item in enumerate(items):
        if item.section in VERBS and supply.is_noun(items, at):
            supply.trade(items, at)
            asked = asked or {"state"}
        elif item.section in VERBS and not (at and items[at - 1].owner):
            supply.verb(items, at, head)
        elif item.section == "customers" or (item.section, item.concept) == ("types", "vendor"):
            supply.noun(items, at)
    repeated(items, again)
    for item in items:
        if item.is_state and item.role == "supplier":
            item.role = "home"
        elif item.section == "name" and "vendor" in item.meanings and item.role in ("supplier", "home"):
            item.role = ""
        elif item.section == "name" and "vendor" in item.meanings and item.role == "recipient":
            item.role = "buyer"
    changes(items)
    _users(items)
    if head is not None and items[head].section == "types":
        items[head].form = "asked"
    if head is not None:
        role = items[head].role
        if items[head].concept == "who" and not any(map(_relates, items)):
            asked = {"identity"}
        elif items[head].concept == "who":
            asked = {"supplier": {"vendor"}, "recipient": {"state"}}.get(role, {"vendor", "state"})
        elif (items[head].concept, role) in (("state", "supplier"), ("vendor", "recipient")):
            asked = {f"{items[head].concept}-as-{role}"}
            items[head].section = "done"
    return set() if asked == {"vendor"} and _whether(items) else asked


def _whether(items: Sequence[Item]) -> bool:
    """Return whether a text asks for a yes or a no of one state and companies of another, and give the one its role."""
    said = [item for item in items if item.section not in ("little", "done")]
    names = [item for item in said if item.section == "name" and "source" not in item.meanings]
    states = [item for item in names if item.is_state and item.role in ("", "recipient")]
    asks = bool(said) and (said[0].section, said[0].concept) == ("words", "yesno")
    if not asks or any(item.is_word("wh", "who", "count", "any", "all", "both") for item in said):
        return False
    if len(states) != 1 or sorted(item.role for item in names if item is not states[0]) != ["home"]:
        return False
    states[0].role = "recipient"
    return True


def _relates(item: Item) -> bool:
    """Return whether a word says how things are related: who is Huawei has none."""
    preposition = item.section == "grammar" and item.concept in ("in", "by", "from", "to", "with", "of", "have")
    return preposition or item.section in (*VERBS, *NOUNS, "words", "about", "done")


def _users(items: list[Item]) -> None:
    """Give the vendors that are said to use something that role: who does Huawei use."""
    said = [item for item in items if item.section != "little"]
    for at, item in enumerate(said[1:], 1):
        name, before = said[at - 1], said[at - 2] if at > 1 else None
        uses = item.section == "words" and item.concept == "use" and "vendor" in name.meanings
        if uses and (
            item.text == "uses" or (before is not None and before.section == "grammar" and before.concept == "do")
        ):
            name.role = "user"


def _goods(items: list[Item]) -> None:
    """Make other goods unknown that are spelt as words of supply are: bought ships, how many ships."""
    for at, item in enumerate(items):
        before = next((each for each in reversed(items[:at]) if each.text not in _DETERMINERS), None)
        if (
            item.text in _GOODS_LIKE
            and before is not None
            and (before.section in VERBS or before.is_word("count", "wh"))
        ):
            item.section = "unknown"


def _buyers(items: list[Item]) -> None:
    """Make it unknown that vendors are customers, and whose a state's customers are, for no question has those."""
    said = [item for item in items if item.section != "little"]
    for at, (one, two) in enumerate(pairwise(said)):
        vendors = (one.section, one.concept) == ("types", "vendor") and two.is_word("be")
        states = (one.section, one.concept) == ("types", "state") and two.text == "whose"
        for each in said[at + 2 : at + 2 + vendors + 2 * states]:
            each.section = "unknown" if each.section == "customers" else each.section


def _markets(items: list[Item]) -> None:
    """Make it unknown that states are the biggest buyers, for none has a size: the biggest suppliers are others."""
    sells = any(item.section == "gives" or (item.section, item.concept) == ("types", "vendor") for item in items)
    named = any({"vendor", "group", HOME} & item.meanings.keys() for item in items if item.section == "name")
    ordered = any((item.section, item.concept) == ("words", "most") for item in items)
    if not ordered or sells or named or any(item.is_word("have") for item in items):
        return
    for item in items:
        if item.section in ("takes", "customers"):
            item.section = "unknown"


def _sellers(items: list[Item], head: int) -> bool:
    """Return whether the states that are asked for are said to be suppliers: which country is the biggest supplier."""
    said = [item for item in items[head:] if item.section != "little"]
    most = [item for item in said[2:] if item.concept != "most"]
    found = items[head].concept == "state" and len(said) > 2 and (said[1].section, said[1].concept) == ("grammar", "be")
    if not found or not most or (most[0].section, most[0].concept) != ("types", "vendor"):
        return False
    items[head].section = most[0].section = "done"
    return True


def _listers(items: list[Item]) -> None:
    """Give the states that keep lists that role: the US entity list, sanctioned by the US, a list of America.

    Three letters before a list are its name, though they be the code of a state: the SDN list is not one of Sudan.
    """
    said = [item for item in items if item.section != "little" or item.text == "of"]
    for at, item in enumerate(said):
        follows, before = said[at + 1 : at + 2], [each for each in reversed(said[:at]) if each.concept != "have"][:2]
        kept = any(map(_of_lists, follows)) and not (follows[0].form == "past" and follows[0].section == "words")
        kept = kept and not _on_list(items, item, follows[0])
        by = len(before) == 2 and _of_lists(before[1]) and (before[0].concept == "by" or before[0].text == "of")
        if item.section == "name" and {"state", "region"} & item.meanings.keys() and (kept or by):
            item.role = "lister"
            item.section = "unknown" if item.form == CODE else "name"


def _on_list(items: list[Item], state: Item, noun: Item) -> bool:
    """Return whether what is said of a list is on which one stands: in Kenya, on a list; in Kenya, sanctioned by."""
    at, to = (next(n for n, each in enumerate(items) if each is one) for one in (state, noun))
    between = [each.text for each in items[at + 1 : to]]
    after = [each.text for each in items[to + 1 : to + 2]]
    put = noun.section == "words" and noun.text.endswith("ed") and after in (["on"], ["by"])
    return put or not {"on", "under"}.isdisjoint(between)


def _owners(items: list[Item]) -> None:
    """Give the names that own that role: owned by CETC, what does CETC own; not those that are owned: who owns it."""
    for at, item in enumerate(items):
        if (item.section, item.concept) != ("words", "own"):
            continue
        passive = item.text == "owned by"
        asked = any(each.concept in ("who", "wh") and each.text != "what" for each in items[:at])
        active = item.text in ("own", "owns", "owning") and not asked
        subject = _subject(items, at)
        for each in items[at + 1 :] if passive else items[:at] if active else subject:
            if each.section == "name":
                each.role = "owner"


def _subject(items: Sequence[Item], at: int) -> list[Item]:
    """Return the names between an auxiliary and a verb, whose subject they are: which vendors does CETC own."""
    does = next((n for n in range(at - 1, -1, -1) if items[n].is_word("do")), at)
    return list(items[does + 1 : at])


def _of_lists(item: Item) -> bool:
    """Return whether a list is named or meant, or that something is put on one."""
    named = item.section == "name" and "list" in item.meanings
    return named or (item.section in ("types", "words") and item.concept in ("list", "listed"))


def _homes(items: list[Item]) -> None:
    """Give the states that are the home of companies that role: Chinese vendors, companies from China."""
    before: list[str] = []
    for at, item in enumerate(items):
        follows = items[at + 1] if at + 1 < len(items) else None
        if item.role in ("lister", "owner", "home"):
            pass
        elif item.section == "name" and _PLACES & item.meanings.keys():
            _seat(item, follows, before)
        elif item.is_state and HOME in item.meanings and _bare(items, at):
            item.section = "unknown"
        elif item.is_state and HOME in item.meanings:
            noun = follows is not None and follows.section in NOUNS
            persons = follows is not None and follows.section != "types" and follows.concept != "compete"
            if noun and follows is not None and (follows.concept == "state" or persons):
                item.role = "people"
            elif not (item.owner and "state" in item.meanings) and before[-1:] not in (["to"], ["in"]):
                item.role = "home"
        elif item.is_state and follows is not None and not item.owner:
            good = follows.section == "about" or "technology" in follows.meanings
            if at == 0 and len(items) == 2 and len(item.text) > _ABBREVIATED and follows.concept == "technology":
                pass
            elif good or (follows.section == "types" and follows.concept in ("vendor", "technology")):
                item.role = "beside" if _either(item, follows) else "home"
            elif follows.section == "types":
                item.role = "people"
        if (
            item.is_state
            and not item.role
            and (
                _origin(before)
                or _from(before)
                or before[-2:] == ["home", "in"]
                or before[-1:] == ["depend"]
                or (before[-1:] == ["or"] and _seated(items[:at]))
            )
        ):
            item.role = "home"
        if before[-2:] == ["vendor", "from"] and (
            (item.section, item.concept) in _OWNERLESS or item.concept in ("autocracy", "democracy")
        ):
            item.section = "unknown"
        if item.section not in ("little", "done"):
            technology = "technology" in item.meanings or item.section == "about"
            named = item.concept if item.section != "customers" else ""
            before.append("about" if technology else named or item.section)


def _seated(before: Sequence[Item]) -> bool:
    """Return whether the last name is a state that vendors are from, where a preposition says so: from China or."""
    names = [n for n, each in enumerate(before) if each.section == "name"]
    last = before[names[-1]] if names else None
    return last is not None and last.role == "home" and HOME not in last.meanings and names[-1] > 0


def _bare(items: Sequence[Item], at: int) -> bool:
    """Return whether a word for the people of a state ends a text as what is supplied: who supplies Saudi."""
    return at > 0 and at + 1 == len(items) and items[at - 1].section == "gives"


def _either(item: Item, noun: Item) -> bool:
    """Return whether a state beside vendors can be their home or their customer: Kenya suppliers, but US vendors."""
    return len(item.text) > _ABBREVIATED and noun.text.startswith(("supplier", "vendor", "seller", "provider"))


def _seat(item: Item, follows: Item | None, before: Sequence[str]) -> None:
    """Give a region or a group of states the role of the home of companies: European vendors, companies from Africa."""
    noun = follows is not None and follows.section == "types" and follows.concept in ("vendor", "technology")
    seat = _origin(before) or (before[-1:] == ["from"] and "supply" in before) or list(before[-2:]) == ["home", "in"]
    if (noun and "region" in item.meanings and not item.owner) or seat:
        item.role = "home"


def _from(before: Sequence[str]) -> bool:
    """Return whether vendors are told of, and what follows is where some are from: vendors except those from."""
    return before[-1:] == ["from"] and "vendor" in before and before[-2] not in ("differ", "compare")


def _origin(before: Sequence[str]) -> bool:
    """Return whether what follows is said to be where companies or goods come from: vendors from, are not from."""
    said = [each for each in before[-3:-1] if each != "not"]
    return bool(before) and before[-1] == "from" and bool(said) and said[-1] in _GOODS
