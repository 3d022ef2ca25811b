"""A heading: what the words over a column say that it holds, in the languages of ``headings.toml``."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from kg.naming.form import bare
from kg.tables import remark
from kg.tables.phrase import pattern

QUANTITY = "quantity"
_UNLIKE, _PUBLISHED = "unlike", "published-by"
_RECEIVES = re.compile(
    r"\b(?:recipient|receiv|import|destination|deploy|host|buyer|buying|purchas|user|customer|client|target"
    r"|receptor|destino|empfanger|bestimmung|destinataire|acheteur|comprador|bestemming|получател)"
)
"""How a word begins that says where something went."""
_OTHERWISE = re.compile(
    r"\b(?:not|never|without|ban|bans|banned|blacklist\w*|blocked|sanction\w*|prohibit\w*|forbid\w*|forbade|losing|lost"
    r"|loser|losers|unsuccessful|rejected|excluded|declined|former|formerly|previous|previously|ex|ended|discontinued|cancel\w*"
    r"|abandoned|planned|proposed|potential|possible|suspected|alleged|rumou?red|denied|disputed|refused|competing|competitors?"
    r"|runners? up|second place\w*|defeated|outbid|also ran"
    r"|underbidders?|unterlegen\w*|perdants?|perdedor\w*|проигравш\w*"
    r"|rivals?|shortlist\w*|bidders?|candidates?|verboten\w*|geplant\w*|interdit\w*|prevu\w*|prohibid\w*|previst\w*"
    r"|planificad\w*|planejad\w*|terminated|expired|decommissioned|dismantled|withdrawn|retracted|unverified|unconfirmed"
    r"|old|older|replaced|outgoing|prior|past|parent|shareholders?|investors?|subsidiar\w*|affiliat\w*"
    r"|considered|evaluated|approached|invited|interested|recommend\w*|would|should|could|might|hypothetical\w*"
    r"|removed|stopped|suspended|revoked|uninstalled|deactivated|inactive|duplicates?|exclude|ignore|abgelehnt\w*|beendet\w*|gekundigt\w*|annule\w*|abandonne\w*|abandonad\w*)\b"
)
"""What turns round, or takes back, what the other words of a heading say."""
_UNSAID = re.compile(
    r"\b(?:absen\w*|lack\w*|missing|none|free|hypothetical\w*|wanted|desired|requested|future|expected|recommended|fehlt|fehlend\w*"
    r"|absente?s?|ausente?s?|manquant\w*|отсутств\w*)\b"
)
"""What in brackets beside a name says that it is not there, or not yet."""
_ASKS = re.compile(
    r"(?:(?:in|to|from|by|for|on|im|en|dans|pour|a|em|no|na|в|у|u) )?"
    r"(?:which|what|welche[rsmn]?|was fur|quel(?:le)?s?|que|cual(?:es)?|qual|quais|quale|quali"
    r"|как(?:ая|ой|ие|ую|ом)|кој[аеи]|koj[aei]|hangi) (?:(?:is|are|was|were|ist|sind|est|sont|es) )?"
    r"(?:of (?:the|these) )?(?:following )?"
    r"(?:(?:the |other )?(?:kind|type|sort|name|art|tipo|вид)s? (?:of|von|de|di) )?(?:the )?(.+)"
)
"""A heading that asks, and what follows upon the word that asks."""
_WHO = re.compile(r"who (?:\w+ )?(?:suppl|deliver|provid|s[eo]ld?l?s?\b|built|manufactur|ma[dk]e)")
_ANSWERS = re.compile(
    r"\b(?:(?:do|did) you (?:live|work|come)|are you (?:from|based|located|in)|you were born|your (?:own )?"
    r"(?:country|nation\w*|home|state|citizenship|organi[sz]ation|company|employer|location)|respondents?|interviewees?"
    r"|residence|residency|citizenship)\b"
)
"""What a heading says that asks of who answers."""
_AGAINST = re.compile(
    r"\b(?:against|contra\w*|contrary|counter\w*|refut\w*|rebut\w*|debunk\w*|disprov\w*|oppos\w*|disput\w*|gegen|contre)\b"
)
"""What says of evidence that it does not bear out what a row says."""
_DATED = re.compile(
    r"\b(?:years?|yrs?|dates?|when|since|month|time|begin\w*|start\w*|first|until|end|jahr|datum|seit|annee|ano|anio|fecha|data"
    r"|desde|depuis|anno|rok|yil|год|дата|година|с|年|年份|日期)\b"
)
"""What a heading of times says, and one of figures does not."""
_DEAL = re.compile(
    rf"(?<!\w){pattern('deal')}(?!\w)|{pattern('deal', 'zh')}|{pattern('deal', 'ja')}|{pattern('deal', 'ko')}"
)
"""What the heading of a time says, where that is the time of a deal."""
_LASTS = re.compile(
    r"\b(?:start\w*|begin\w*|commenc\w*|effective|from|since|seit|beginn\w*|debut|depuis|inicio|desde|inizio|начал\w*"
    r"|period\w*|duration|term|laufzeit|duree|duracion|duracao|durata|срок\w*)\b"
)
"""What it says where a deal lasts."""
_UNIT = re.compile(
    r"\b(?:thousands?|hundreds?|millions?|billions?|mn|tsd|mio|mrd|000s?|per|percent|percentage|share|rate|tausende?"
    r"|hunderte?|prozent|milliers?|centaines?|milliards?|pour cent|miles|millares|cientos|millones|por ciento|milhares"
    r"|milh[õo]es|migliaia|milioni|duizend|miljoen|tysi[ąa]c\w*|tys|tis[íi]c\w*|тыс\w*|млн|млрд|миллион\w*|процент\w*"
    r"|сотн\w*|хиљад\w*|hiljad\w*|(?:en|em) mil)\b|\b(?:par|por|pro|je|на|na|од|od) (?:\d|km|км|mille|mil|hab|einw|жит)"
    r"|%|’000|'000|\(mil\)|[千万萬億亿百천만]|ألف|آلاف|مليون|هزار|x ?1[., ]?000"
)
"""What gives figures by another unit than one."""


def otherwise(text: str) -> str:
    """Return the word of a heading that says otherwise of what it names: not, banned, losing, planned; or nothing.

    >>> [otherwise(text) for text in ("Banned technology", "Losing bidder", "Vendor")]
    ['banned', 'losing', '']
    """
    found = _OTHERWISE.search(bare(text))
    return found.group() if found else ""


def aside(text: str) -> str:
    """Return what stands in brackets in a heading and says that what is named there is not so; or nothing.

    >>> [aside(text) for text in ("Facial recognition (absent)", "NEC (denied)", "Safe city (x = yes)")]
    ['absent', 'denied', '']
    """
    told = re.findall(r"[(\[]([^()\[\]]+)[)\]]", text)
    return next((each for each in told if _UNSAID.search(bare(each)) or against(each) or remark.within(each)), "")


def against(text: str) -> str:
    """Return the word of a heading of links that says that they speak against the row, or nothing.

    >>> against("Evidence against"), against("Evidence for")
    ('against', '')
    """
    found = _AGAINST.search(bare(text))
    return found.group() if found else otherwise(text)


def unit(text: str) -> str:
    """Return the unit, other than one, in which a heading gives its figures, or nothing.

    >>> [unit(text) for text in ("Cameras (thousands)", "Cameras, in %", "Number of cameras")]
    ['thousands', '%', '']
    """
    found = _UNIT.search(text.casefold())
    return found.group() if found else ""


@cache
def _told() -> dict[str, Any]:
    told: dict[str, Any] = tomllib.loads((Path(__file__).parent / "headings.toml").read_text(encoding="utf-8"))
    return told


@cache
def _others() -> dict[str, tuple[str, ...]]:
    return {thing: tuple(map(bare, words)) for thing, words in _told()[_UNLIKE].items()}


@cache
def _words() -> tuple[dict[str, str], dict[str, str]]:
    """Return the words of headings → what a column holds, and those of figures → what is counted."""
    told = {key: value for key, value in _told().items() if key not in (_UNLIKE, _PUBLISHED)}
    counted = {bare(word): thing for thing, words in told.pop(QUANTITY).items() for word in words}
    return {bare(word): reads for reads, words in told.items() for word in words}, counted


def reads(text: str) -> str:
    """Return what a heading says that its column holds, or nothing: the longest words of it that are known.

    What a question asks for is told by the words that follow upon the one that asks.

    >>> [reads(text) for text in ("Vendor(s)", "Vendor country", "Pays", "Colour", "Which firm supplied the state?")]
    ['vendor', 'home', 'state', '', 'vendor']
    """
    if _ANSWERS.search(bare(text)):
        return "respondent"
    return _asked(_plain(text)) or _longest(text, _words()[0])


def _asked(plain: str) -> str:
    """Return what a question asks for: the longest words that are known right behind those that ask."""
    if _WHO.match(plain):
        return "vendor"
    match = _ASKS.fullmatch(plain)
    words = match[1].split() if match else []
    known = _words()[0]
    found = next((known[first] for last in (4, 3, 2, 1) if (first := " ".join(words[:last])) in known), "")
    of_vendor = found == "state" and any(known.get(word) == "vendor" for word in words)
    return "home" if of_vendor else "" if found == "number" else found


def dated(text: str) -> bool:
    """Return whether a heading has a word that only a time has, as "Year cameras installed" has and that without not.

    >>> dated("Year cameras installed"), dated("Cameras installed")
    (True, False)
    """
    return bool(_DATED.search(bare(text)))


def deal(text: str) -> str:
    """Return ``moment`` or ``span`` where the heading of times says that they are those of deals; else nothing.

    >>> [deal(text) for text in ("Contract date", "Date de signature", "Contract period", "Installed")]
    ['moment', 'moment', 'span', '']
    """
    plain = bare(text)
    if not _DEAL.search(plain):
        return ""
    return "span" if _LASTS.search(plain) or reads(text) == "until" else "moment"


def unlike(text: str) -> str:
    """Return the thing of which a heading is no name, though it is often taken for one, or nothing.

    >>> unlike("Smart-city platform"), unlike("Safe city")
    ('technology:safe-city', '')
    """
    plain = f" {bare(text)} "
    return next((thing for thing, words in _others().items() if any(f" {each} " in plain for each in words)), "")


def publishers(thing: str) -> tuple[str, ...]:
    """Return the words of which one says that a scheme is meant whose name others have as well; none for the others.

    >>> "freedom house" in publishers("scheme:freedom-on-the-net-score"), publishers("scheme:regimes-of-the-world")
    (True, ())
    """
    return tuple(_told()[_PUBLISHED].get(thing, ()))


def receives(text: str) -> bool:
    """Return whether a heading says of a state that it gets or uses what there is, and does not only say "country".

    >>> receives("Importing country"), receives("Country")
    (True, False)
    """
    return bool(_RECEIVES.search(bare(text)))


def is_word(text: str) -> bool:
    """Return whether a text is a heading itself, and does not only hold words of one.

    >>> is_word("Vendor(s)"), is_word("Ministry of the Interior"), is_word("no")
    (True, False, False)
    """
    return _words()[0].get(_plain(text), "number") != "number"


def counted(text: str) -> str:
    """Return the quantity that a heading says is counted, or nothing.

    >>> counted("Number of cameras (est.)")
    'quantity:cameras'
    """
    return _longest(text, _words()[1])


def _longest(text: str, known: dict[str, str]) -> str:
    lowest = text.rpartition(" / ")[2]
    for each in dict.fromkeys((lowest, text)):
        plain = _plain(each)
        if plain in known:
            return known[plain]
        given = f" {plain} "
        found = [words for words in known if f" {words} " in given and (len(words) > 3 or not words.isascii())]
        if found:
            best = max(found, key=lambda words: (len(words), plain.startswith(words)))
            if len(best) * 3 >= len(plain) or len(plain.split()) <= 4:
                return known[best]
    return ""


def _plain(text: str) -> str:
    """Return the words of a heading without the plural in brackets, numbers at the end, and units."""
    plain = re.sub(r"\((?:s|es|e|n)\)", "", re.sub(r"\(column [A-Z]+\)$", "", text))
    plain = re.sub(r"\(.*?\)|\[.*?\]", " ", plain) if bare(re.sub(r"\(.*?\)|\[.*?\]", " ", plain)) else plain
    return re.sub(r"(?<=\w) \d{1,2}$", "", bare(plain))


def year(text: str) -> str:
    """Return the one year that a text names, or nothing.

    >>> year("Deployments 2021"), year("2019-2021")
    ('2021', '')
    """
    found = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", text)
    return found[0] if len(found) == 1 else ""
