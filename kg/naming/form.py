"""The form of a name: one name under the many ways in which files and people write it.

Each function goes further than the one before: what is seen, what is said, what is left without signs, and the bag of
words. The further ones are asked only where the nearer ones find nothing.
"""

import re
import unicodedata

_APOSTROPHES = dict.fromkeys(map(ord, "’‘ʼ′`´＇ʻʹ"), "'")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−﹣－"), "-")
_SIGNS = _APOSTROPHES | _DASHES | {ord("“"): '"', ord("”"): '"'}
_NOTE = r"[*†‡§¶]+|[⁰¹²³⁴-⁹ᵃ-ᶻ]+|\[(?:[\w*†]{1,3}|note \d+)\]|\((?:\d{1,2}|[a-z]|[ivx]{1,4}|[*†]+)\)"
_PLAIN = re.compile(r"[A-Za-z0-9]+(?:[ -][A-Za-z0-9]+)*")
"""Names in which nothing has to be looked at: words of letters and digits, parted by one sign."""
_NOTES = re.compile(rf"^(?:[*†‡§¶]+\s*)|(?:\s*(?:{_NOTE}))+$")
_NOTHING = frozenset(("", "-", "--", ".", "..", "...", "?", "??", "؟")) | frozenset(
    (
        "n/a",
        "n.a.",
        "n. a.",
        "#n/a",
        "none",
        "nil",
        "null",
        "nan",
        "unknown",
        "not known",
        "not available",
        "tbd",
        "tba",
        "tbc",
        "n/k",
        "n.k.",
        "no data",
        "no information",
        "not specified",
        "not stated",
        "not reported",
        "unspecified",
        "no info",
        "not sure",
        "not given",
        "not listed",
        "none listed",
        "not applicable",
        "to be checked",
        "to be confirmed",
        "to be determined",
        "missing",
        "blank",
        "#ref!",
        "#value!",
        "#name?",
        "#div/0!",
        "#null!",
        "#num!",
        "k.a.",
        "k. a.",
        "keine angabe",
        "keine angaben",
        "unbekannt",
        "nicht bekannt",
        "inconnu",
        "inconnue",
        "non renseigné",
        "non renseignée",
        "s/d",
        "s.d.",
        "sin datos",
        "sin información",
        "no disponible",
        "desconocido",
        "desconocida",
        "desconhecido",
        "desconhecida",
        "sem dados",
        "sconosciuto",
        "sconosciuta",
        "н/д",
        "неизвестно",
        "нет данных",
        "nepoznato",
        "непознато",
        "brak danych",
        "bilinmiyor",
        "不详",
        "未知",
        "不明",
        "غير معروف",
    )
)
_SHORT = {
    "cent": "central",
    "dem": "democratic",
    "dpr": "democratic peoples republic",
    "e": "east",
    "eq": "equatorial",
    "fed": "federated",
    "fr": "french",
    "herz": "herzegovina",
    "is": "islands",
    "isl": "islands",
    "n": "north",
    "pdr": "peoples democratic republic",
    "peop": "peoples",
    "rb": "bolivarian republic",
    "rep": "republic",
    "s": "south",
    "sar": "special administrative region",
    "st": "saint",
    "terr": "territory",
    "utd": "united",
    "w": "western",
}
_LEGAL = re.compile(
    r"(?:(?:pty|pte|pvt|private|public|co|and co|sdn|p) )?(?:ltd|ltda|limited|inc|incorporated|llc|llp|lp|plc"
    r"|gmbh|mbh|ag|kg|kgaa|se|sa|s a|sas|s a s|sarl|srl|s r l|spa|s p a|bv|b v|nv|n v|oy|oyj|ab|as|a s|aps|asa"
    r"|corp|corporation|co|company|company limited|jsc|pjsc|ojsc|cjsc|ooo|ao|pao|oao|zao|zrt|nyrt|kft|doo|d o o"
    r"|dd|ad|eood|ood|sro|s r o|spol s r o|sp z o o|kk|k k|bhd|berhad|tbk|fze|fzco|fz llc|wll|saog|saoc|cv"
    r"|sa de cv|sab de cv|oo|ltd sti|as)"
)
"""The legal forms of companies, as :func:`bare` has them."""
_LITTLE = frozenset(("the", "of", "and"))
_TOKEN = re.compile(r"[^\W_]+(?:[.&'’+/-][^\W_]+)*", re.UNICODE)
_OWNING = re.compile(r"['’]s?$")


def seen(text: str) -> str:
    r"""Return a text as it looks: composed letters, no invisible characters, one plain space between words.

    >>> seen("Co\u0302te\u00a0d\u00adIvoire\u200b ")
    'Côte dIvoire'
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    visible = (c for c in text if unicodedata.category(c) not in ("Cf", "Cc") or c in "\t\n\r")
    return " ".join(unicodedata.normalize("NFC", "".join(visible)).split())


def trimmed(text: str) -> str:
    r"""Return a text without blanks and invisible characters at its ends.

    >>> trimmed("\u00a0\ufeff two  words \u200b")
    'two  words'
    """
    if text.isascii():
        return text.strip()
    return re.sub(r"^[\s\u00ad\u200b-\u200f\u2060\ufeff]+|[\s\u00ad\u200b-\u200f\u2060\ufeff]+$", "", text)


def unmarked(text: str) -> str:
    """Return a text as it looks without the marks of footnotes at its ends.

    >>> [unmarked(name) for name in ("Taiwan*", "Kosovo¹", "UAE [1]", "Serbia (a)")]
    ['Taiwan', 'Kosovo', 'UAE', 'Serbia']
    """
    return _NOTES.sub("", seen(text)).strip() or seen(text)


def said(text: str) -> str:
    """Return a name without regard to case, to the shape of apostrophes, dashes and digits, and to compatible letters.

    >>> said("Côte d’Ivoire") == said("CÔTE D'IVOIRE")
    True
    """
    plain = seen(unicodedata.normalize("NFKC", seen(text).translate(_SIGNS)).casefold())
    if not plain.isascii():
        plain = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in plain)
    return " ".join(plain.split())


def bare(text: str) -> str:
    """Return a name as :func:`said`, without accents, signs and footnotes: words of letters and digits.

    >>> [bare(name) for name in ("Côte d’Ivoire", "U.A.E.", "Trinidad & Tobago", "Timor-Leste")]
    ['cote divoire', 'uae', 'trinidad and tobago', 'timor leste']
    """
    if _PLAIN.fullmatch(text):
        return text.casefold().replace("-", " ")
    plain = said(unmarked(text)).replace("ı", "i").replace("&", " and ")
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    plain = re.sub(r"\b(\w)\.(?=\w\b)", r"\1", plain).replace("'", "")
    return " ".join(re.findall(r"[^\W_]+", plain))


def is_legal(text: str) -> bool:
    """Return whether a text is the legal form of a company and nothing else.

    >>> is_legal("Co., Ltd."), is_legal("S.p.A."), is_legal("Huawei")
    (True, True, False)
    """
    rest = bare(text)
    while rest and (shorter := _shortened(rest)) != rest:
        rest = shorter
    return bool(_LEGAL.fullmatch(rest))


def core(text: str) -> str:
    """Return the name of a company as :func:`bare`, without the legal forms at its end.

    >>> [core(name) for name in ("ZTE Corp.", "Hikvision Co., Ltd", "Huawei Technologies Co. Ltd.", "Limited")]
    ['zte', 'hikvision', 'huawei technologies', 'limited']
    """
    rest = bare(text)
    while (shorter := _shortened(rest)) != rest:
        rest = shorter
    return rest


def _shortened(plain: str) -> str:
    """Return a bare name without the longest legal form at its end; the name where it has none before it."""
    words_ = plain.split()
    for place in range(max(1, len(words_) - 4), len(words_)):
        if _LEGAL.fullmatch(" ".join(words_[place:])):
            return " ".join(words_[:place])
    return plain


def words(text: str) -> frozenset[str]:
    """Return the words of a name in no order: abbreviations written out, articles and conjunctions left out.

    >>> words("Congo, Dem. Rep.") == words("Democratic Republic of the Congo")
    True
    """
    long = " ".join(_SHORT.get(word, word) for word in bare(text).split())
    return frozenset(long.split()) - _LITTLE


def plural(noun: str) -> str:
    """Return the plural of an English noun, which is the stem of the file of a register by its prefix.

    >>> plural("technology"), plural("vendor")
    ('technologies', 'vendors')
    """
    return f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"


def counted(name: str, number: int) -> str:
    """Return what so many of a kind are called in English, the kind being called so where there is one.

    >>> counted("territory", 1), counted("territory", 9), counted("effect of a rule", 2), counted("series of books", 2)
    ('territory', 'territories', 'effects of a rule', 'series of books')
    """
    noun, of, what = name.partition(" of ")
    return name if number == 1 or noun.endswith("s") else f"{plural(noun)}{of}{what}"


def one(noun: str) -> str:
    """Return a noun with the article of one, by its first letter.

    >>> one("Ownership"), one("Use"), one("Supply")
    ('an Ownership', 'a Use', 'a Supply')
    """
    return f"{'an' if noun[:1].casefold() in 'aeio' else 'a'} {noun}"


def is_nothing(text: str) -> bool:
    """Return whether a cell says that nothing is known, as "n/a", "unknown" and "-" do.

    >>> [is_nothing(cell) for cell in ("N/A", "–", "Mali")]
    [True, True, False]
    """
    return said(text) in _NOTHING


def spans(text: str) -> list[tuple[int, int]]:
    """Return the first place of each word of a text, and the one after its last: without the sign of the possessive."""
    return [(found.start(), found.start() + len(_OWNING.sub("", found[0]))) for found in _TOKEN.finditer(text)]


def tokens(text: str) -> list[str]:
    """Return the words of a text as written; the sign of the possessive is no part of a word.

    >>> tokens("Who sells to Kenya's police?")
    ['Who', 'sells', 'to', 'Kenya', 'police']
    """
    return [_OWNING.sub("", word) for word in _TOKEN.findall(seen(text))]


def folded(name: str) -> tuple[str, ...]:
    """Return the words of a name without regard to the case of their letters."""
    return tuple(word.casefold() for word in tokens(name))
