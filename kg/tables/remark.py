"""A remark beside or in a cell: what it says of the claims of its row, by stated rules, or that it says otherwise.

"planned" makes a plan of them, "never deployed" a denial of the use; "cancelled", "trial only" and "wrong" leave them
out, for what is so then is not said.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from kg.naming.form import bare, is_nothing, seen, unmarked
from kg.tables.figure import Unread

PLANS, DENIES = "plans", "denies"


class Saying(NamedTuple):
    """What a remark says of claims: the stance of those of one kind or of all, or nothing that a claim could say."""

    words: str
    """The words that say it."""
    stance: str = ""
    """Empty where the claims are left out."""
    kind: str = ""
    """The kind of claim that it is said of; of others nothing is said, and they are left out. Empty: of all."""


_PLANS = (
    r"(?:(?:still|only|currently) )?(?:planned|proposed|announced|envisaged|scheduled|intended|expected"
    r"|upcoming|forthcoming|pending|negotiating|in preparation|soon|coming soon|due|eta|exp|forecast|targeted"
    r"|target|awaiting \w+|not before|no earlier than|en negociation|en negociacion|em negociacao"
    r"|in verhandlung(?:en)?|in trattativa|to be (?:deployed|installed|delivered|implemented|launched)"
    r"|(?:under|in) (?:negotiations?|discussions?|procurement|planning|tender|consideration|construction"
    r"|development|talks)|not yet (?:deployed|installed|delivered|operational|active|in use|live|implemented"
    r"|launched|built|signed)|geplant|in planung|prevue?s?|planifie?e?|previst[oa]s?|planificad[oa]s?"
    r"|envisagee?s?|projetee?s?|en projet|a letude|angedacht|vorgesehen|en estudio|em estudo|in studio"
    r"|planejad[oa]s?|pianificat[oa]|planlandi|planirano|планируется|запланировано|планирано|计划中|计划|規劃中|مخطط)"
)
_NEVER = (
    r"(?:was |were |has been |is )?(?:never|not)(?: been| actually| really)? (?:deployed|used|in use|installed"
    r"|implemented|activated|operational|operated|in operation|switched on|went live|live|built|active|launched)"
)
_UNSOLD = (
    r"(?:was |were |has been |is )?(?:never|not)(?: been| actually)? (?:delivered|supplied|sold|bought|purchased"
    r"|procured|acquired|contracted|shipped|awarded)"
)
_OTHERWISE = (
    r"never|not yet|not (?:true|so|confirmed|verified|proven|correct|used|in use|deployed|installed|delivered"
    r"|supplied|sold|bought|purchased|operational|active|implemented|live|reliable|supported|the case|clear)"
    r"|no (?:longer|evidence|proof|contract|deal)|cancel\w*|terminat\w+|discontinu\w+|abandon\w*|withdrawn"
    r"|withdrew|suspend\w+|reject\w+|scrapped|shelved|halted|aborted|stalled|delayed|postponed|deferred|frozen"
    r"|on hold|paused|put off|not going ahead|decommission\w*|dismantl\w+|switched off|shut down|retired"
    r"|expired|formerly|ended|stopped|banned|failed|lost (?:the |its )?(?:bid|tender)|(?:bid|tender) lost"
    r"|losing bid\w*|trial\w*|pilot\w*|tests? only|test phase|testing|demo|demonstration|proof of concept|poc"
    r"|alleged\w*|suspected|rumou?r\w*|unconfirmed|unverified|unproven|disputed|denied|denies|doubtful|dubious"
    r"|questionable|possibl[ey]|probabl[ey]|presumabl[ey]|maybe|perhaps|might|uncertain|to be (?:verified"
    r"|confirmed)|retract\w*|wrong\w*|incorrect\w*|erroneous\w*|error|errors|mistak\w+|false|falsely|untrue"
    r"|inaccurate|invalid|debunked|disproved|disproven|refuted|superseded|obsolete|corrected|correction"
    r"|see correction|do not (?:use|cite|count|import)|ignore|delete|remove|removed|duplicate\w*"
    r"|planned(?! (?:expansion|extension|upgrade))|proposed|negotiat\w+|feasibility stud(?:y|ies)"
    r"|proposal only|letter of intent|ausgesetzt|abgebrochen|gestoppt|eingestellt|falsch|zuruckgezogen|nie"
    r"|annule\w*|abandonne\w*|retire|faux|errone\w*|jamais|cancelad[oa]\w*|retractad[oa]|falso|nunca"
    r"|suspendid[oa]|annullat[oa]|отмен\w*|неверно|ошибка|никогда|отозван\w*|отказан\w*|никад\w*|погрешно|取消"
    r"|撤回|错误|錯誤|从未|ملغى|خطأ"
    r"|rescind\w*|revok\w+|annul\w+|void(?:ed)?|nullified|quashed|overturned|vetoed"
    r"|struck (?:it |this )?down|strike down"
    r"|(?:pulled|backed|opted) out|pull out|called off|fell through|hoax\w*|myth|fake|fabricated|fiction(?:al)?|hearsay"
    r"|(?:did|does|do|was|were|is|are|has|have|had|will|would|could|can)(?: not|nt| nt| never) (?:\w+ )?(?:happen\w*"
    r"|exist\w*|occur\w*|take place|go ahead|proceed|materiali[sz]e\w*|delivered|awarded|signed|real)|non ?existent"
    r"|moratorium|replaced (?:by|with)|should (?:read|say)|should be (?:removed|deleted|corrected|ignored)"
    r"|rul(?:ed|es) (?:\w+ )?out|offline|unlikely|improbable|speculat\w+|anecdotal|unsubstantiated|unsupported|unclear"
    r"|contested|contradicted|out of (?:service|use|order|operation)|taken (?:down|offline)|turned off"
    r"|mothballed|defunct"
    r"|inactive|dormant|dropped by|dropped in|blocked by|lapsed|old do not use|used until|in use until|until \d{4}"
    r"|(?:19|20)\d\d (?:to |until )?(?:(?:19|20)\d\d )?only|only (?:in |until |from )?(?:19|20)\d\d"
    r"|plus (?:en (?:service|usage|fonction)|utilise\w*)|hors service|resilie\w*|nest plus|nexiste pas|non confirme\w*"
    r"|dementie?s?|rumeurs?|(?:aucune|sans) preuve|desactive\w*|demantele\w*|suspendue?s?|interrompue?s?"
    r"|ausser betrieb|stillgelegt|gekundigt|abgelehnt|verworfen|storniert|abgeschaltet"
    r"|nicht (?:mehr|bestatigt|in betrieb"
    r"|genutzt|eingesetzt)|keine? (?:beleg|beweis|hinweis)\w*|unbestatigt|gerucht\w*|widerrufen|angeblich|mutmasslich"
    r"|vermutlich|ehemalig\w*|gescheitert|dad[oa]s? de baja|rescindid[oa]s?"
    r"|(?:sin|sem) (?:evidencias?|pruebas?|provas?)"
    r"|ya no|ja nao|nao (?:confirmad[oa]|existe)|fuera de servicio|fora de servico|desmantelad[oa]s?"
    r"|desa(?:c)?tivad[oa]s?"
    r"|rechazad[oa]s?|no (?:confirmad[oa]|existe)|supuest[oa]\w*|anulad[oa]s?|retirad[oa]s?"
    r"|abandonad[oa]s?|descartad[oa]s?"
    r"|encerrad[oa]s?|dismess[oa]|revocat[oa]|rescisso|non (?:confermat[oa]|piu)|fuori servizio"
    r"|abbandonat[oa]|sospes[oa]"
    r"|niet meer|geannuleerd|opgezegd|anulowan\w+|iptal\w*|raskinut\w*|otkazan\w*|obustavljen\w*|zrusen\w*"
    r"|расторгнут\w*|аннулирован\w*|не (?:подтвержд\w+|используется)|слухи?|приостановлен\w*|прекращен\w*|раскинут\w*"
)
_ALONE = (
    r"former(?: \w+)?|tender(?:ed)?|mou(?: signed)?|memorandum(?: of understanding)?(?: signed)?|proposal|bid"
    r"|offer|tbc|tbd"
)
"""What says otherwise where it stands alone, and nothing within a longer text."""
_ABOUT = (
    r"(?:(?:both|all|each|since|later|now|then|project|contract|deal|was|were|is|are|has been|only|still"
    r"|reportedly) )*"
)
"""What stands before a remark and changes nothing of it."""
_MORE = re.compile(
    r"\bplanned (?:expansion|extension|upgrade)\w*|\b(?:(?:second|third|next|new|later) (?:phase|stage)"
    r"|(?:phase|stage) (?:\d|[iv]+|two|three)|expansion|extension|upgrade) (?:is |was |are |were )?(?:planned"
    r"|proposed|announced|scheduled|expected)\b"
    r"|\b(?:status|territory|sovereignty|independence|recognition|borders?) (?:(?:is|remains|was) )?(?:contested"
    r"|disputed|denied|unclear)|\b(?:contested|disputed) (?:status|territory|sovereignty|region|borders?)\b"
)
"""What is said of more than the row is about."""
_TITLE = re.compile(
    r"(?:the )?(?:old|draft|archived?|archive|backup|deprecated|scratch|template|examples?|dummy|test|rumou?rs)"
    r"(?: (?:data|sheet|version|copy|list|table|only|v?\d+))*"
)
"""What says of a whole sheet that it is none to be read."""
_PARTLY = re.compile(
    r"=|\b(?:incl\w*|excl\w*|except|without|and|or|some|partly|if|where|unless|blank|cells?|rows?|legend|key)\b",
    re.IGNORECASE,
)
"""What a title holds that is not said of each of the rows below it."""
_SAYS_SO = re.compile(
    r"(?:(?:still|now|currently|reported|since) )*(?:in (?:use|operation|service|betrieb)|en (?:service|uso|usage)"
    r"|confirmed|operational|active|live|deployed|installed|delivered|ok|yes|verified|checked)(?: (?:since )?\d{4})?"
)
_TELLS = re.compile(
    r"\b(?:which|who|whose|until|lost (?:to|out|the)|replac\w+|instead|rather than|but|except|not|neither|nor|never"
    r"|versus|vs|jv|joint venture|consortium|was|were|later|formerly|then|before|after|withdrew|withdrawn|taken over"
    r"|acquired by|bis|jusqu\w*|hasta|welche\w*|lequel|pero|mais|aber)\b"
)
"""What a part of a sentence has and a name does not."""
_WHOLE = ((re.compile(_PLANS), PLANS, ""), (re.compile(_NEVER), DENIES, "Use"), (re.compile(_UNSOLD), DENIES, "Supply"))
_ANY = re.compile(rf"(?:\b(?:{_OTHERWISE}|{_PLANS})\b|取消|撤回|错误|錯誤|从未)")
_ASIDE = re.compile(r"(.*\S)\s*[(\[]([^()\[\]]+)[)\]]|(.*\S)\s*(?:\s[-–—]|[,;:])\s+(\S.*)", re.DOTALL)
_LONGEST = 2000


@cache
def whole(text: str) -> Saying | None:
    """Return what a text says that is nothing but a remark; None where it is none.

    >>> [whole(text)[1:] for text in ("Planned", "never deployed", "cancelled")]
    [('plans', ''), ('denies', 'Use'), ('', '')]
    >>> whole("Huawei")
    """
    plain = re.sub(rf"^{_ABOUT}(?=\w)", "", bare(text[:_LONGEST]))
    for form, stance, kind in _WHOLE:
        if form.fullmatch(plain):
            return Saying(seen(text), stance, kind)
    if re.fullmatch(
        rf"(?:{_OTHERWISE}|{_ALONE})(?: (?:\d{{4}}|only|run|project|phase|in \d{{4}}|by .*|since \d{{4}}))*"
        r"|see correction.*",
        plain,
    ):
        return Saying(seen(text))
    return None


def within(text: str) -> Saying | None:
    """Return what a longer text says of its row: as :func:`whole`, or nothing that a claim could say; None if nothing.

    >>> within("The project was cancelled in 2021").stance
    ''
    >>> within("planned expansion to the coast") or within("Opened by the mayor")
    """
    if found := whole(text[:_LONGEST]):
        return found
    said = _ANY.search(_MORE.sub(" ", bare(text[:_LONGEST])))
    return Saying(said.group()) if said else None


def of_title(text: str) -> Saying | None:
    """Return what the name of a sheet, a title or the heading of a section says of all rows below; None if nothing.

    >>> [of_title(text).stance for text in ("Rejected bids", "Planned 2025", "Draft (unverified)")]
    ['', 'plans', '']
    >>> of_title("Confirmed and planned") or of_title("Red = cancelled") or of_title("Kenya")
    """
    if found := whole(re.sub(r"(?<=\w)\W*(?:19|20)\d\d\W*$", "", text)):
        return found
    plain = bare(text)
    if _TITLE.fullmatch(plain):
        return Saying(seen(text))
    if len(plain.split()) > 12 or _PARTLY.search(seen(text)):
        return None
    told = [whole(match.group()) or Saying(match.group()) for match in _ANY.finditer(_MORE.sub(" ", plain))]
    return next((each for each in told if not each.stance), told[0] if told else None)


def is_part(text: str) -> bool:
    """Return whether what stands for a name is a part of a sentence, as "which lost to ZTE" is.

    >>> is_part("until replaced by Dahua"), is_part("Acme Ltd")
    (True, False)
    """
    return bool(_TELLS.search(bare(text)))


def is_open(text: str) -> bool:
    """Return whether a remark says something of which no rule tells what it means for the claims of its row.

    It is asked of what :func:`within` finds nothing in.

    >>> [is_open(text) for text in ("Opened by the mayor", "in use", "2021-05-03", "n/a")]
    [True, False, False, False]
    """
    if not re.search(r"[^\W\d_]{3}|[\u3040-\u9fff\uac00-\ud7af]", text) or is_nothing(text):
        return False
    return not _SAYS_SO.fullmatch(bare(text[:_LONGEST]))


def of_all(text: str) -> Saying | None:
    """Return the remark in brackets that is said of each name in a cell; None where there is none.

    >>> of_all("Huawei, ZTE (both cancelled)").words, of_all("Huawei, ZTE (cancelled)")
    ('both cancelled', None)
    """
    match = re.search(r"\(((?:both|all|each)\b[^()]*)\)", text, re.IGNORECASE)
    return within(match[1]) if match else None


def parted(text: str) -> tuple[str, Saying] | None:
    """Return what stands in a cell before or after a remark, and the remark; None where it has none.

    >>> parted("2020 (planned)"), parted("Huawei - never deployed")[0], parted("Acme (Ltd.)")
    (('2020', Saying(words='planned', stance='plans', kind='')), 'Huawei', None)
    """
    plain = unmarked(text)
    if match := _ASIDE.fullmatch(plain):
        rest, aside = (match[1], match[2]) if match[1] else (match[3], match[4])
        if found := whole(aside):
            return rest, found
    if match := re.fullmatch(rf"(?i)({_PLANS}|cancel\w*|trial|pilot)[ .:]+(?:for |in |by )?(.+)", plain):
        return match[2], whole(match[1]) or Saying(match[1])
    if match := re.fullmatch(rf"(?i)(.+?) ({_PLANS}|cancel\w*|trial only|pilot|{_NEVER})", plain):
        return match[1], whole(match[2]) or Saying(match[2])
    return None


def together(sayings: Sequence[Saying], kind: str, stance: str) -> str | Unread:
    """Return the stance that remarks and a stance of before give a claim of a kind, or why it is left out.

    >>> planned = Saying("planned", "plans")
    >>> together([planned], "Use", ""), together([planned, Saying("cancelled")], "Use", "").why
    ('plans', "'cancelled' says otherwise of it")
    """
    stances = {stance: "its row"} if stance else {}
    for each in sayings:
        if not each.stance or each.kind not in ("", kind):
            return Unread(f"{each.words!r} says otherwise of it")
        stances.setdefault(each.stance, repr(each.words))
    if len(stances) > 1:
        told = " and ".join(f"{words} {stance}" for stance, words in stances.items())
        return Unread(f"two things are said of it: {told}")
    return next(iter(stances), "")
