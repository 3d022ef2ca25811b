"""Words that refer back: which name "it", "the company" or "the latter" stands for."""

import re
from collections.abc import Sequence
from copy import copy

from kg.prose.context import Context
from kg.prose.focus import again, country
from kg.prose.gazetteer import TECHNICAL, Gazetteer, Mention
from kg.prose.grammar import listed
from kg.prose.grammar import word as pattern
from kg.prose.host import firm
from kg.prose.token import Token
from kg.prose.whose import whose

_DETERMINERS, _SYSTEMS = listed("pointing"), listed("systems")
_STATE_DOES, _VENDOR_DOES, _TO_IT = listed("after-it"), listed("vendor-after-it"), listed("before-it")
_GROUP_DOES = listed("group-after-they")
_TO_ITS, _VENDOR_HAS = listed("before-its"), listed("after-its")
_HELPING, _AGAIN = listed("helping") | listed("dropped"), listed("vendor-again")
_GIVEN_BY, _GOT_FROM = listed("given-by"), listed("got-from")
_IS = ("is", "are", "was", "were", "has", "have", "runs", "run", "works", "work", "serves", "reached", "reaches")
_COUNTRIES = ("country", "nation", "island", "kingdom", "republic", "sultanate", "emirate", "archipelago")
_OF_TWO = ("former", "latter")
_POINTED = ("the", "this", "that")
_AFTER_ONE_OF_TWO = listed("after-one-of-two") | _VENDOR_DOES | _STATE_DOES | _HELPING | _GIVEN_BY | _GOT_FROM
_BODIES, _BODY_WORDS = listed("state-bodies"), listed("body-words")
_THERE = re.compile(r"(?:an?|the|one|two|some|several|many) (?:[a-z-]+ ){0,3}?([a-z-]+) (?:in|of|from) (?:the )?[SC]\b")
_NEAR = 3
"""The sentences for which a state that was named is still spoken of."""
_LAST_NAMED = {"S": "state", "V": "vendor", "G": "group", "I": "initiative"}
"""Letter → what of the context a mention of it is the last of."""


def refer(
    tokens: list[Token],
    by_start: dict[int, Mention],
    covered: list[tuple[int, int]],
    context: Context,
    gazetteer: Gazetteer,
) -> None:
    """Add mentions for words that refer back, and for misspelt names of vendors."""
    given = context
    taken = {at for start, end in covered for at in range(start, end)}
    words = [token.word for token in tokens]
    here: dict[str, list[str]] = {"V": [], "S": []}
    about = context.ground if _watches(words, by_start) and not _placed(tokens, words, by_start) else None
    ours = context.seller if '"' not in words else None
    for i, token in enumerate(tokens):
        if token.start in taken:
            named = by_start.get(token.start)
            letter = "S" if named and named.letter == "C" and i == 0 else named.letter if named else ""
            partner = letter == "S" and words[max(0, i - 1)] == "with" and bool(here["S"])
            if named and named.names and letter in _LAST_NAMED and not partner and not _beside(words, i):
                context = copy(context) if context is given else context
                setattr(context, _LAST_NAMED[letter], named.names[0])
                if named.names[0] not in here.get(letter, [named.names[0]]):
                    here[letter].append(named.names[0])
            continue
        word, nxt = words[i], words[i + 1] if i + 1 < len(words) else ""
        end = token.end
        mention: Mention | None = None
        if word == "the" and nxt in _OF_TWO:
            mention = _one_of_two(tokens, words, i, here, context)
            context = copy(context) if context is given else context
            meant = mention.names[0] if mention and mention.letter == "V" else None
            context.vendor, here["V"] = meant, [meant] if meant else []
        elif ours and word in ("we", "us", "our", "ours") and not (word == "our" and _named(tokens, i, by_start)):
            mention = Mention(token.start, end, "V", (ours,))
        elif about and (stop := _whose(tokens, words, i, taken, by_start, inside=context.inside)):
            mention = Mention(token.start, stop, "S", (about,))
        elif word == "the" and (stop := _body(tokens, words, i, by_start, context)):
            mention = Mention(token.start, stop, "S", tuple(context.every))
        elif word == "the" and (stop := _vendor_again(tokens, words, i, by_start, context, here["V"])):
            mention = Mention(token.start, stop, "V", tuple(here["V"] or context.vendors)[:1])
        elif not here["V"] and (pointed := again(tokens, words, i, by_start, context)):
            mention = Mention(token.start, pointed[0], "V", (pointed[1],))
        elif word in _DETERMINERS:
            step = i + 2 if nxt in ("new", "same", "surveillance", "kinds") else i + 1
            head = words[step] if step < len(words) else ""
            stop = tokens[step].end if step < len(words) else end
            if step < len(words) and tokens[step].start in taken:
                continue
            if head in ("cameras", "camera") and context.camera:
                mention = Mention(token.start, stop, "T", (context.camera,))
            elif head in _SYSTEMS and context.system and word in ("the", "this"):
                mention = Mention(token.start, stop, "Y", (context.system,))
            elif word == "such" and context.others:
                continue
            elif head in TECHNICAL and head not in ("applications", "programs", "projects") and context.technologies:
                mention = Mention(token.start, stop, "T", (_common(context.technologies, gazetteer),))
            elif head in _COUNTRIES and context.state and word in ("the", "this") and _lone(context, here["S"]):
                mention = Mention(token.start, stop, "S", (context.state,))
            elif head in ("company", "firm", "vendor") and (context.host or context.vendor) and word in _POINTED:
                told = words[step + 1 : step + 2] in (["that"], ["which"], ["whose"], ["behind"])
                told = told or not (here["V"] or context.host or context.nameless)
                name = None if told else firm(context, here["V"])
                mention = Mention(token.start, stop, "V", (name,)) if name else None
            elif head == "initiative" and context.initiative and word in ("the", "this"):
                mention = Mention(token.start, stop, "I", (context.initiative,))
            elif head in ("group", "institute") and context.organization:
                mention = Mention(tokens[step].start, stop, "O", (context.organization,))
            elif word == "these" and nxt in ("include", "are", "range") and context.technologies:
                mention = Mention(token.start, end, "T", (_common(context.technologies, gazetteer),))
        elif word == "they" and context.group and nxt in _GROUP_DOES:
            mention = Mention(token.start, end, "G", (context.group,))
        elif context.vendor and (
            (word == "it" and (nxt in _VENDOR_DOES or _gives(words, i, here["V"] or context.vendors)))
            or (word == "its" and nxt in _VENDOR_HAS and i and words[i - 1] in _TO_ITS and not _from_others(words, i))
        ):
            mention = Mention(token.start, end, "V", (context.vendor,))
        elif word == "its" and len(here["V"]) == 1 and not here["S"] and _its_wares(tokens, words, i, by_start):
            mention = Mention(token.start, end, "V", tuple(here["V"]))
        elif context.state and (
            (word == "its" and nxt in ("suppliers", "government", "police") and len(context.states) < 2)
            or (
                word == "it"
                and _lone(context, here["S"])
                and (not context.vendors or context.leads == "S")
                and (nxt in _STATE_DOES or (i and words[i - 1] in _TO_IT))
            )
        ):
            mention = Mention(token.start, end, "S", (context.state,))
        elif context.organization and f"{word} {nxt}" in ("think tank", "research group", "research institute"):
            stop = tokens[i + 1].end
            mention = Mention(token.start, stop, "O", (context.organization,))
        elif word in _SYSTEMS and i and words[i - 1] == "surveillance" and context.system:
            mention = Mention(tokens[i - 1].start, end, "Y", (context.system,))
        elif len(word) >= 5 and token.text[0].isupper() and token.text.isalpha():
            near = gazetteer.nearest(token.text)
            if near:
                mention = Mention(token.start, end, "V", (), suggestion=near)
        if mention:
            by_start[mention.start] = mention
            taken.update(range(mention.start, mention.end))
            if mention.letter == "Y" and mention.start < token.start:
                by_start.pop(token.start, None)


def _lone(context: Context, here: Sequence[str]) -> bool:
    """Return whether one state alone can be meant: the last that its sentence names, or that which was spoken of."""
    return bool(here) or country(context) == context.state


def _named(tokens: list[Token], at: int, by_start: dict[int, Mention]) -> bool:
    """Return whether "our" at a place is of somebody who is named: "our partner V"."""
    return any(token.start in by_start and by_start[token.start].letter in "VG" for token in tokens[at + 1 : at + 4])


def _whose(
    tokens: list[Token], words: list[str], at: int, taken: set[int], by_start: dict[int, Mention], *, inside: bool
) -> int:
    """Return where a body ends whose state is known, or 0.

    Where only a place ``inside`` the sentence gives the state, no vendor is to stand before it, and no place behind it.
    """
    stop = whose(tokens, words, at, taken)
    if not stop or not inside:
        return stop
    follows = next((token.word for token in tokens[at:] if token.start >= stop), "")
    before = any(m.letter == "V" and m.start < tokens[at].start for m in by_start.values())
    return 0 if before or follows in ("in", "of", "at", "from") else stop


def _watches(words: list[str], by_start: dict[int, Mention]) -> bool:
    """Return whether a sentence names a vendor or a technology, or a ware that may be one."""
    return any(m.letter in "VT" for m in by_start.values()) or not listed("wares").isdisjoint(words)


def _from_others(words: list[str], at: int) -> bool:
    """Return whether it is told from whom what "its" stands before is got: "its T from V", which is the buyer's."""
    return not {"from", "through", "via", "elsewhere"}.isdisjoint(words[at + 2 : at + 5])


def _its_wares(tokens: list[Token], words: list[str], at: int, by_start: dict[int, Mention]) -> bool:
    """Return whether wares follow "its" at a place and are what the clause is about: "its software is in use"."""
    named = by_start.get(tokens[at + 1].start) if at + 1 < len(tokens) else None
    wares = (named is not None and named.letter == "T") or (words[at + 1 : at + 2] or [""])[0] in _VENDOR_HAS
    before = words[at - 1] if at else ""
    got = any(pattern(one).fullmatch(before) for one in ("supply", "serve", "buy", "use"))
    return wares and not got and any(word in _IS for word in words[at + 2 : at + 8])


def _common(technologies: tuple[str, ...], gazetteer: Gazetteer) -> str:
    """Return the one technology, or what several have in common: the broader one."""
    if len(technologies) == 1:
        return technologies[0]
    from kg.namespace import curie

    broader = [curie(gazetteer.broader[name]) for name in technologies if name in gazetteer.broader]
    return broader[0] if broader else technologies[-1]


def _beside(words: list[str], at: int) -> bool:
    """Return whether the name at a place only says of somebody else who that is: "a rival of V"."""
    return at > 1 and words[at - 1] in ("of", "to") and words[at - 2] in listed("beside")


def _gives(words: list[str], at: int, vendors: Sequence[str]) -> bool:
    """Return whether "it" at a place is the one vendor spoken of: what follows, or leads to it, is said of vendors."""
    if len(vendors) != 1:
        return False
    before = words[at - 1] if at else ""
    if before == "by":
        return at > 1 and words[at - 2] in _GIVEN_BY
    if before == "from":
        return any(word in _GOT_FROM for word in words[:at])
    does = next((word for word in words[at + 1 : at + 5] if word not in _HELPING), "")
    return does in _VENDOR_DOES


def _vendor_again(
    tokens: list[Token],
    words: list[str],
    at: int,
    by_start: dict[int, Mention],
    context: Context,
    here: Sequence[str],
) -> int:
    """Return where "the Chinese company" ends that means the one vendor spoken of, with its state, or 0."""
    demonym = by_start.get(tokens[at + 1].start) if at + 2 < len(tokens) else None
    vendors = here or context.vendors
    if demonym is None or demonym.letter not in "DC" or len(vendors) != 1 or demonym.names[0] not in context.states:
        return 0
    head = next((i for i in range(at + 2, min(at + 5, len(words))) if words[i] in _AGAIN), 0)
    following = by_start.get(tokens[head + 1].start) if 0 < head < len(tokens) - 1 else None
    return 0 if not head or (following and following.letter == "V") else tokens[head].end


def _body(tokens: list[Token], words: list[str], at: int, by_start: dict[int, Mention], context: Context) -> int:
    """Return where "the ministry" ends that is one of the only state the text has named, or 0.

    The sentence names a vendor or a technology, and no state by itself.
    """
    if (
        len(context.every) != 1
        or context.silent >= _NEAR
        or _placed(tokens, words, by_start)
        or not any(m.letter in "VT" for m in by_start.values())
    ):
        return 0
    if any(m.letter in "SCDX" for m in by_start.values()):
        return 0
    head = at + 1
    while words[head : head + 1] and words[head] in _BODY_WORDS:
        head += 1
    after = tokens[head + 1] if head + 1 < len(tokens) else None
    ends = after is None or after.start in by_start or _ends(after.word)
    return tokens[head].end if words[head : head + 1] and words[head] in _BODIES and ends else 0


def _placed(tokens: list[Token], words: list[str], by_start: dict[int, Mention]) -> bool:
    """Return whether a sentence names a place that no register has: "in Detroit, the police"."""
    return any(
        words[i] in ("in", "of", "from", "at", "near")
        and (token.text[0].isupper() and token.word not in listed("times") and token.start not in by_start)
        for i, token in enumerate(tokens[1:])
    )


def _ends(after: str) -> bool:
    """Return whether a noun phrase has ended where a word stands."""
    plain = after != "of" and (after in listed("function") or after in listed("verbs") or not after[0].isalnum())
    return (plain and after not in ("'s", "'")) or any(pattern(one).fullmatch(after) for one in ("use", "buy", "say"))


def _one_of_two(
    tokens: list[Token], words: list[str], at: int, here: dict[str, list[str]], context: Context
) -> Mention | None:
    """Return what "the former" or "the latter" stands for: one of just two vendors, or of just two states."""
    if words[at + 2 : at + 3] and words[at + 2] not in _AFTER_ONE_OF_TWO:
        return None
    named = here if any(here.values()) else {"V": list(context.vendors), "S": list(context.states)}
    pairs = [letter for letter in "VS" if len(named[letter]) == 2]
    if len(pairs) != 1:
        return None
    letter = pairs[0]
    return Mention(tokens[at].start, tokens[at + 1].end, letter, (named[letter][_OF_TWO.index(words[at + 1])],))


def somebody(marked: str) -> bool:
    """Return whether a sentence is about somebody in a state, and not the state: "a hotel in S bought cameras"."""
    found = _THERE.match(marked)
    known = ("bodies", "body-names", "public-places", "owned-places", "wares", "watching")
    return found is not None and not any(found[1].removesuffix("'s") in listed(one) for one in known)
