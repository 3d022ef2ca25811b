"""Which names of a sentence a claim could join, and none does."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kg.prose.gazetteer import UNSETTLED, Gazetteer, Mention
from kg.prose.proposal import Proposal
from kg.prose.sentence import Sentence

SUPPLY = re.compile(
    r"\b(?:use[sd]?\b|using|operat|switched|runs?\b|ran\b|adopt|deploy|employ|rel(?:y|ies)|monitor|surveil"
    r"|sp(?:y|ies|ied|ying) on"
    r"|suppl|sell|sold|bring|brought|shipp|provid|deliver|equip|install|built|build|bought|buy|purchas|acquir|contract|order|deal"
    r"|lent|lend|loan|financ|fund|credit|match(?:es|ed|ing)?\b|recogni[sz]|track|intercept|scan|compar|search|screen"
    r"|check(?:s|ed|ing)\b|wears?\b|wore\b|worn (?:by|on)|in service"
    r"|opens? (?:[a-z]+ )?(?:phones|telephones|handsets)|knows? (?:every|each)"
    r"|watch|identif|unlock|extract|wiretap|eavesdrop|hack|introduc|turn(?:s|ed) (?:it|them) on\b)"
)
_ANY_WARES = re.compile(
    r"\b(?:tools?|systems?|software|platforms?|technolog(?:y|ies)|techniques?|equipment|kits?|gear|devices?|machines?"
    r"|it|them)\b"
)
"""What means surveillance where the text is about it."""
_LENDER = re.compile(
    r"\b(?:bank|banks|fund|lenders?|O)\b[^.;]{0,60}\b(?:lent|lends|loan(?:s|ed)?|credits?|financed|funded|advanced|paid)\b"
    r"|\b(?:lent|loans?|credits?|financed|funded|advanced|paid)\b[^.;]{0,60}\b(?:bank|banks|fund|lenders?|O)\b"
    r"|\bborrow(?:s|ed|ing)?\b[^.;]{0,60}\bfrom\b"
)
_FROM = re.compile(r"\b(?:from|by|with) (?:the )?V\b|\bV's\b")
NEAR = 4
"""The sentences behind one that names a state in which it is still spoken of."""
WARES = re.compile(
    r"T|\b(?:cameras?|surveillance|cctv|safe city|smart city|biometric|policing|recognition|spyware|pegasus"
    r"|social media|plate[ -](?:read|scan|recogn)|intercept|wiretap"
    r"|(?:phone|mobile)[ -](?:extract|crack|hack|unlock|forensic|track)"
    r"|\bsp(?:y|ies|ied|ying) (?:up)?on\b"
    r"|eavesdrop|location[ -]track|video[ -](?:analy|search)|match(?:es|ed|ing)? faces|face|facial|extract(?:ion|ing)"
    r"|forensic|analytics|lens(?:es)?\b|bodycams?|phones? with"
    r"|hack(?:s|ed|ing)\b|unlock|fingerprint|iris\b|scanners?\b|drones?\b|snoop|watch-?list|imsi"
    r"|geoloc|bugging|predictive)"
)
"""What means surveillance in a marked sentence."""
_USED = re.compile(
    r"(?:S|C|D [a-z]+|police|army|navy|officers|government|authorities) (?:[a-z]+ )?"
    r"(?:wears?|wore|worn|carr(?:y|ies|ied)|fl(?:y|ies|ew)|opens?|opened)\b"
    r"|S's (?:[a-z-]+ ){0,3}?(?:cameras?|lens(?:es)?|drones?)\b"
    r"|(?:S|C|police|government|authorities) (?:[a-z]+ )?(?:use[sd]?|using|operate[sd]?|runs?|ran|deploy(?:s|ed)?"
    r"|employ(?:s|ed)?|rel(?:y|ies|ied) on|switched on|turned on|activated|put into service|inaugurated)\b"
    r"|\b(?:used|operated|deployed|employed|run|in (?:[a-z]+ )?use) by (?:the )?"
    r"(?:[SCD]|police|authorities|army|ministry)\b"
    r"|\bturn(?:s|ed)? (?:it|them) (?:on|against)\b"
    r"|\bpart of the (?:[a-z]+ )?(?:police|security|surveillance) network\b"
    r"|\b(?:police|officers|guards|authorities|army|ministry)(?: there)? (?:now |(?:have|has|had|are|is|were|was) )"
    r"(?:been )?(?:us|search|watch|scan|match|track|unlock|check|screen|operat|runn|comb)ing\b"
    r"|(?:S|C|D [a-z]+|police|army|government|ministry), (?:which|who|whose [a-z]+) "
    r"(?:[a-z]+ ){0,2}?(?:use[sd]?|operate[sd]?|runs?|ran|deploy(?:s|ed)?|employ(?:s|ed)?|rel(?:y|ies|ied) on)\b"
)
_HANDED = re.compile(
    r"\b(?:it|they|the (?:[a-z-]+ ){0,2}?(?:firm|company|vendor|group|start-up|maker))\b[^.;]{0,40}?"
    r"\b(?:g(?:i|a)ve|given|handed|lent|fitted|kitted|sold|supplied|provided|brought|delivered|equipped|installed)\b"
)
"""What says of a firm that was named before that it gave something."""
_WIELDED = re.compile(
    r"\b(?:us(?:e|es|ed|ing)|employ(?:s|ed|ing)?|operat(?:e|es|ed|ing)|r[ua]n|runs|running|rel(?:y|ies|ied|ying) on"
    r"|work(?:s|ed|ing)? with|search(?:es|ed|ing)?"
    r"|(?:turn|train|unleash|aim|switch)(?:e?s|ed|ing)? (?:[a-z]+ ){0,3}?(?:on|at|against)"
    r"|scan(?:s|ned|ning)?|watch(?:es|ed|ing)?|in (?:daily )?(?:use|service|operation)"
    r"|(?:gone|went|goes) live|entered service|works? on"
    r"|at work|up and running)\b"
)
"""What says of a thing, whoever has it, that it is used."""
_JOINS = re.compile(r"\b(?:members?|membership|join(?:s|ed|ing)?|acced(?:e|es|ed|ing)|belongs?|signed up|signed on)\b")
_ACTS = re.compile(
    r"\b(?P<who>(?!(?:It|They|He|She|We|I|You|This|That|These|Those|The|A|An|Who|What|There|Some|Many|Most|All)\b)"
    r"[A-Z][\w-]+(?: [A-Z][\w-]+){0,3}) (?:now |still |also |has |have |had |long )*"
    r"(?:uses?|used|employs?|employed|operates?|operated|runs?|ran|relies on|relied on|been using)\b"
)
"""Somebody of whom a text says by name that they use something."""
_BACK = re.compile(
    r"\b(?:its|their|it|they|we|our|the (?:D )?[a-z ]{0,20}?"
    r"(?:company|firm|vendor|maker|manufacturer|supplier|giant)(?:'s)?)\b"
)
_STATES = re.compile(
    r"N,?(?: [a-z]+| [DR](?:'s)?){0,3} (?:countries|nations|states|governments|jurisdictions|capitals|members)\b"
    r"|N of (?:them|these|those)|\bof (?:them|(?:the|these|those|which)(?: [a-z]+)?),? (?:only |just )?N\b"
    r"|\b(?:number|count|tally|total|figure|share) (?:of|for) [^.;:]{0,60}?\b(?:countries|nations|states|governments)\b"
)
_OF_THEM = re.compile(r"\bof (?:them|these|those|which)\b")
_SHARE = re.compile(r"\b(?:half|thirds?|quarters?|fifths?|tenths?|most|all|percent|per cent|majority|some) of\b")
_MEMBERSHIP = re.compile(
    r"\b(?:members?|membership|join|left|leav|quit|withdr|exit|pull(?:s|ed|ing)? out|part|particip|belong|acced|access"
    r"|turn(?:s|ed) (?:its|their) backs?\b|stay(?:s|ed)? (?:out|away)\b|kept? out|opt(?:s|ed) out|shun|spurn"
    r"|declin|refus|(?:is|are|was|were) (?:not )?(?:one|some) of them"
    r"|puts? (?:its|their) names?\b|sign|renew|abandon|drop|enter|back out|backed out"
    r"|end(?:s|ed|ing)?\b|cut ties|suspend|(?:is|are|was|were)(?: not| still)? in (?:the )?I\b)"
)
_JOINED = re.compile(
    r"\b(?:join(?:s|ed|ing)?|left(?= ?[.,;]| in N?\b| (?:it|again))|quit|withdr[ae]w|acced(?:e|es|ed)|membership"
    r"|turn(?:s|ed) (?:its|their) backs?|stay(?:s|ed)? (?:out|away)|kept out|opt(?:s|ed) out|refused to"
    r"|(?:is|are|was|were) (?:not )?(?:one|some) of them"
    r"|members?|(?:pull|drop|back)(?:s|ped|ed) out|never signed|did so|followed suit)\b"
)
"""What is said of members where the initiative was named before."""
_TOLD_BEFORE = re.compile(
    r"\b(?:(?:that|this|it) (?:is|was)|that's) (?:just |exactly |about )?"
    r"(?:how many|the number of|the (?:count|tally) of) (?:[a-z]+ ){0,2}(?:countries|nations|states|governments)\b"
    r"|^(?:that|so|this|as) many (?:[a-z]+ ){0,2}(?:countries|nations|states|governments)\b"
)
"""What is said of states of which the sentence before has the number."""
STATE_BEFORE = "a state named before"
BEFORE = "a figure named before"
_BANK = re.compile(r"\b(?:Bank|Fund|Eximbank)\b")
_BANK_AFTER = re.compile(r"(?: [A-Z][\w&-]*){0,4}? (?:Bank|Fund|Eximbank)\b")
_BANK_BEFORE = re.compile(r"\b(?:Bank|Fund|Eximbank) (?:of|for) (?:the )?$")
_BODY = re.compile(
    r"\b(?:the|its|our) (?:[a-z]+ )?(?:government|police|ministry|authorities|army|force|cabinet|country)\b"
)
_PARTNER = re.compile(
    r"\b(?:together|along|jointly|in partnership|in a consortium|in cooperation) with (?:the )?(?:[a-z]+ ){0,2}"
    r"(?P<name>[A-Z][\w&-]+(?: [A-Z][\w&.-]+){0,3})"
)
_OWN = re.compile(r"S's (?:[a-z]+ )?I\b")
Pairs = tuple[tuple[str, str], ...]


class Around(NamedTuple):
    """What stands around a sentence in its document."""

    vendor: bool
    """Whether a vendor was named by then."""
    state: bool
    """Whether a state was named in the sentences shortly before."""
    watched: bool
    """Whether the document speaks of surveillance."""
    initiative: bool = False
    """Whether an initiative was named in the sentences shortly before."""
    counted: bool = False
    """Whether the sentence before tells a number of states."""
    asked: str = ""
    """What the question that it answers lacks: "a lender", "a vendor named before"; else nothing."""


def pairs(
    sentence: Sentence, around: Around, said: Sequence[Proposal], gazetteer: Gazetteer
) -> tuple[Pairs, tuple[str, ...]]:
    """Return the pairs of a sentence that no claim joins, and what it names; nothing where no claim could be."""
    by_letter: dict[str, dict[str, None]] = {}
    lending = _LENDER.search(sentence.marked) is not None
    banks = [m for m in sentence.mentions if m.letter in ("S", "C", "D", UNSETTLED) and _of_bank(sentence, m)]
    banks = banks if lending or any(m.letter in "SCD" and m not in banks for m in sentence.mentions) else []
    for mention in sentence.mentions:
        if mention in banks:
            continue
        if mention.letter == "D" and mention.names[:1] and mention.names[0].startswith("region:"):
            continue
        letter = {"C": "S", "D": "S", "G": "V", UNSETTLED: "S"}.get(mention.letter, mention.letter)
        for name in _named(sentence, mention):
            if mention.letter == "P" and (state := gazetteer.lies.get(name)):
                letter, name = "S", state
            by_letter.setdefault(letter, {}).setdefault(name)
            acts = name in gazetteer.agencies and not _BANK.search(gazetteer.labels.get(name, ""))
            if acts and not any(name in proposal.roles.values() for proposal in said):
                by_letter.setdefault("S", {}).setdefault(gazetteer.agencies[name])
    lent = around.watched and lending and not any(p.kind == "Financing" for p in said)
    if not by_letter and not lent and not around.counted and not _STATES.search(sentence.marked):
        return (), ()
    vendors, states, technologies = (list(by_letter.get(letter, ())) for letter in "VST")
    again = around.counted and (_OF_THEM.search(sentence.marked) or sentence.marked.startswith("N "))
    told = again or _STATES.search(sentence.marked)
    counted = [sentence.written(m.start, m.end) for m in sentence.mentions if m.letter == "N" and told]
    share = _OF_THEM.search(sentence.marked) if around.counted and not counted else None
    counted += [share.group()] if share and _SHARE.search(sentence.marked) else []
    homes = {proposal.roles.get("state") for proposal in said if proposal.kind == "HomeState"}
    states = [state for state in states if state not in homes]
    if _TOLD_BEFORE.search(sentence.marked) and not counted:
        counted = [BEFORE]
    wares = WARES.search(sentence.marked) or (around.watched and _ANY_WARES.search(sentence.marked))
    traded = wares and (SUPPLY.search(sentence.marked) or _FROM.search(sentence.marked))
    lone = states if not vendors and not technologies and traded else []
    back = states if around.vendor and not vendors and SUPPLY.search(sentence.marked) else []
    back = back if _BACK.search(sentence.marked) else []
    beside = vendors or technologies
    joining = [] if beside and not _JOINS.search(sentence.marked) else _initiatives(sentence, [*states, *counted])
    whom = vendors if around.state and around.watched and not states and not counted else []
    whom = whom if traded or (SUPPLY.search(sentence.marked) and not technologies) else []
    watched = counted if traded and not vendors and not technologies and not joining else []
    elided = around.initiative and not joining and not by_letter.keys() & {"I", "O"}
    elided = elided and not vendors and not technologies and _JOINED.search(sentence.marked) is not None
    named = (vendors or technologies) and (states or counted)
    gone = [s for s in states if elided and not any(p.kind == "Membership" and s in p.roles.values() for p in said)]
    body = around.state and not states and not counted and not vendors and _BODY.search(sentence.marked)
    passed = around.vendor and around.state and _HANDED.search(sentence.marked) is not None
    apart = technologies if not (states or counted or vendors) else []
    own = technologies if (body and traded) else apart if passed else []
    acting = [] if states or vendors or counted or not technologies else _acting(sentence)
    asked = [one for one in (*states, *vendors) if around.asked and not (vendors and states) and not said]
    if not (acting or asked or joining or named or lone or back or whom or watched or lent or gone or own):
        return (), ()
    joined = [_expanded(proposal, gazetteer) for proposal in said]
    phrases = {p.phrase for p in said if p.kind == "CountObservation"}
    found = [(i, s) for i, s in joining if s not in phrases and not any({i, s} <= names for names in joined)]
    found += [(v, s) for v in vendors for s in states if not any({v, s} <= names for names in joined)]
    known = [names for p, names in zip(said, joined, strict=True) if p.kind != "Financing"]
    dealt = [names for p, names in zip(said, joined, strict=True) if p.kind != "HomeState"]
    held = [state for state in states if not any(state in names for names in known)]
    found += [(t, s) for t in technologies for s in held]
    if _USED.search(sentence.marked) or (_WIELDED.search(sentence.marked) and not any(p.kind == "Use" for p in said)):
        given = {str(proposal.roles.get("recipient")) for proposal in said if proposal.kind == "Supply"}
        using = [names for p, names in zip(said, joined, strict=True) if p.kind == "Use"]
        rest = [s for s in states if s in given and s not in held]
        goods = technologies or ["surveillance"]
        used = any(p.kind == "Use" for p in said) and not technologies
        found += [(t, s) for t in goods for s in rest if not used and not any({t, s} <= names for names in using)]
    found += [(s, "surveillance") for s in lone if not any(s in names for names in joined)]
    supplied = {str(proposal.roles.get("recipient")) for proposal in said}
    found += [(s, "a vendor named before") for s in back if s not in supplied]
    found += [(v, STATE_BEFORE) for v in whom if not any(v in names for names in dealt)]
    found += [(s, "an initiative named before") for s in gone]
    found += [(technologies[0], name) for name in acting]
    already = {one for pair in found for one in pair}
    found += [(one, STATE_BEFORE if one in vendors else around.asked) for one in asked if one not in already]
    found += [(figure, "surveillance") for figure in watched if figure not in phrases]
    found += [(t, STATE_BEFORE) for t in own if not any(t in names for names in dealt)]
    found += [(name, state) for state in supplied & {*states} for name in _partners(sentence)]
    found += [("a lender", states[0] if states else "a supply named before")] if lent else []
    first = [*vendors, *technologies]
    found += [(first[0], figure) for figure in counted if first and figure not in phrases]
    initiatives = dict.fromkeys(i for i, _ in joining)
    return tuple(found), (*vendors, *states, *technologies, *counted, *initiatives) or ("a lender",)


def _acting(sentence: Sentence) -> list[str]:
    """Return those of whom a sentence says by a name that no register has that they use something: "Scotland Yard"."""
    known = [(m.start - sentence.start, m.end - sentence.start) for m in sentence.mentions if m.letter in "VSCDO"]
    spans = ((m["who"], *m.span("who")) for m in _ACTS.finditer(sentence.text))
    return [name for name, start, end in spans if not any(a < end and start < b for a, b in known)]


def asked(marked: str) -> str:
    """Return what a question about lenders, members or suppliers lacks, that its answer may give; else nothing."""
    if re.search(r"\b(?:lend|lent|loans?|borrow(?:ed|s)?|financ(?:e|ed)|credit)\b", marked):
        return "a lender"
    if _JOINS.search(marked) or re.search(r"\bI\b", marked):
        return "an initiative named before"
    return "a vendor named before" if re.search(_SUPPLIED, marked) else ""


_SUPPLIED = r"\b(?:suppl|sell|sold|b(?:uy|ought)|deliver|equip|fitted|kitted|provid|install|built)"


def _partners(sentence: Sentence) -> Iterator[str]:
    """Yield the names, in no register, of who supplies beside a vendor that is known: "together with Foobar Corp."."""
    known = (m for m in sentence.mentions if m.letter in "VGSCD" and m.names)
    taken = [(m.start - sentence.start, m.end - sentence.start) for m in known]
    for match in _PARTNER.finditer(sentence.text):
        if not any(start < match.end("name") and match.start("name") < end for start, end in taken):
            yield match["name"].rstrip(".")


def _of_bank(sentence: Sentence, mention: Mention) -> bool:
    """Return whether the name of a state is a part of a bank's: "China Exim Bank", "the Bank of China"."""
    start, end = mention.start - sentence.start, mention.end - sentence.start
    return bool(_BANK_AFTER.match(sentence.text, end) or _BANK_BEFORE.search(sentence.text[:start]))


def _initiatives(sentence: Sentence, states: Iterable[str]) -> list[tuple[str, str]]:
    """Return the initiatives and states of a sentence that speaks of members; not a state whose initiative it is."""
    if not _MEMBERSHIP.search(sentence.marked):
        return []
    own = {
        n for at in _OWN.finditer(sentence.marked) for m in sentence.within(at.start(), at.start() + 1) for n in m.names
    }
    named = dict.fromkeys(name for m in sentence.mentions if m.letter == "I" for name in m.names[:1])
    return [(initiative, state) for initiative in named for state in states if state not in own]


def _named(sentence: Sentence, mention: Mention) -> Iterable[str]:
    return mention.names[:1] or ((sentence.written(mention.start, mention.end),) if mention.letter == UNSETTLED else ())


def _expanded(proposal: Proposal, gazetteer: Gazetteer) -> frozenset[str]:
    values = {str(v) for given in proposal.roles.values() for v in (given if isinstance(given, list) else [given])}
    return frozenset(values | {home for v in values if (home := gazetteer.home(v))})
