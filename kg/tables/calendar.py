"""The calendar in words: the months of many languages, by CLDR, and how people name a part of a year."""

import re
from functools import cache

from kg.naming.form import bare

_LANGUAGES = (
    "en",
    "de",
    "fr",
    "es",
    "pt",
    "it",
    "ca",
    "ro",
    "nl",
    "sv",
    "da",
    "no",
    "fi",
    "et",
    "lv",
    "lt",
    "pl",
    "cs",
    "sk",
    "hu",
    "sl",
    "hr",
    "bs",
    "sr",
    "sr_Latn",
    "mk",
    "bg",
    "ru",
    "uk",
    "be",
    "sq",
    "el",
    "tr",
    "az",
    "kk",
    "ka",
    "hy",
    "he",
    "ar",
    "ar_LB",
    "ar_DZ",
    "ar_MA",
    "id",
    "ms",
    "sw",
)
"""The languages whose months are known by their names in full."""
_YEARS = frozenset(
    re.findall(
        r"\w+",
        "in im w v в у en el the year jahr jahre год году года г р року рік роки god godine godina година године roku"
        " roce rok yili yilinda yil ano anno annee an l de del di des d of la le",
    )
)
"""What stands beside a year or a month and changes nothing of it."""
_FIRST = r"(?:[1-4](?:st|nd|rd|th|er|e|eme|re|o|a|и|я|е|ыи|ое|аи)?|i{1,3}|iv"
_ORDINAL = rf"""{_FIRST}|first|second|third|fourth|last
|erste[nrs]?|zweite[nrs]?|dritte[nrs]?|vierte[nrs]?|premiere?|deuxieme|seconde?|troisieme|quatrieme
|primer[oa]?|segund[oa]|tercer[oa]?|cuart[oa]|primeir[oa]|terceir[oa]|quart[oa]|prim[oa]|second[oa]|terz[oa]
|eerste|tweede|derde|vierde|перв\w+|втор\w+|трет\w+|четвер\w+|прв\w+|друг\w+|prv\w+|drug\w+|trec\w+|cetvrt\w+
|pierwsz\w+|drug\w+|trzeci\w*|czwart\w+|druh\w+|tret\w+|ctvrt\w+|birinci|ikinci|ucuncu|dorduncu|ilk)"""
_SPAN = r"""(?:quarter|quartal\w*|trimestre|trimester|trimestr\w*|kwartaal|kvartal\w*|kwarta[lł]\w*|ctvrtlet\w*
|квартал\w*|кв|тромесеч\w*|тримесеч\w*|tromesec\w*|ceyrek|ceyregi|half|halbjahr\w*|halfte|semestre|semester|semestr\w*|helft
|moitie|mitad|metade|meta|p[oó][lł]rocz\w*|po[lł]ow\w*|pololet\w*|polovin\w*|polugod\w*|половин\w*|полугод\w*|yarisi|yari
|yariyil)"""
_WHEN = r"""(?:q ?[1-4]|[1-4] ?q|t ?[1-4]|[1-4] ?t|h ?[12]|[12] ?h|s ?[12]|hj ?[12]|[12] ?hj|kw ?[1-4]|[1-4] ?kv
|spring|summer|autumn|fall|early|mid|middle|late|end|start|beginning
|fruhjahr|fruhling|sommer|herbst|anfang|beginn|mitte|ende|printemps|ete|automne|debut|mi|milieu|fin
|primavera|verano|otono|principios|inicios?|comienzos|mediados|finales|verao|outono|meados|fin(?:s|al|ais|e)?|estate
|autunno|meta|voorjaar|lente|zomer|herfst|najaar|begin|midden|eind|весна|весн\w+|лет[оа]м?|осен\w*|начал\w+|середин\w+
|кон(?:ец|ц\w+)|почет\w+|средин\w+|кра[јй]\w*|pocet\w+|sredin\w+|kraj\w*|prolec\w+|jesen\w*|wiosn\w+|lat\w+
|jesien\w*|poczatek|poczatku|po[lł]owa|po[lł]owie|koniec|koncu|zacatek|zacatku|konec|konci|basi|basinda|ortasi|sonu|sonunda
|ilkbahar|yaz|sonbahar)"""
_PART = re.compile(
    re.sub(
        r"\n",
        "",
        rf"{_ORDINAL} (?:{_SPAN})|{_SPAN} {_ORDINAL}|{_WHEN}(?: [аa])?|(?:a|at|the|au|til|до|к|в|u|na|pod) {_WHEN}",
    )
)
_UNSURE = re.compile(r"^[<>~≈?]|[-+?]$")
"""A sign that says more of a time than that it is one."""
_NUMBERED = r"第?[1-4一二三四]季度?|第?[1-4一二三四]四半期|[1-4]분기|[上下]半年|[上下]期|[상하]반기"
_EASTERN = re.compile(
    rf"((?:19|20)\d\d) ?[年년]? ?(?:{_NUMBERED}|年?[初中底末]|春|夏|秋|春季|夏季|秋季|초|중반|말|봄|여름|가을)"
)


def months(word: str) -> frozenset[int]:
    """Return the months that a word names in one of the languages; several where they differ, none where it names none.

    >>> [sorted(months(word)) for word in ("марта", "Şubat", "فبراير", "listopad", "Huawei")]
    [[3], [2], [2], [10, 11], []]
    """
    return _named().get(bare(word), frozenset())


def plain(text: str) -> list[str]:
    """Return the words of a time as :func:`kg.naming.form.bare`, without those that only say that it is one.

    There are none where a sign says that it is open or uncertain.

    >>> plain("5 марта 2019 г."), plain("im Jahr 2019"), plain("enero de 2020")
    (['5', 'марта', '2019'], ['2019'], ['enero', '2020'])
    """
    found = [] if _UNSURE.search(text) else _words(text)
    return [_joined(found, place) for place in range(len(found)) if not _is_second(found, place)]


def year_of_part(text: str) -> str:
    """Return the year of which a text names a part, a quarter, a half, a season or an end of it; else nothing.

    A winter lies in two years, and is none.

    >>> [year_of_part(text) for text in ("1er trimestre 2020", "первая половина 2019", "2019年第三季度", "winter 2019")]
    ['2020', '2019', '2019', '']
    """
    if _UNSURE.search(text):
        return ""
    if match := _EASTERN.fullmatch(text.strip()):
        return match[1]
    told = _words(text)
    years = [word for word in told if re.fullmatch(r"(?:19|20)\d\d", word)]
    if len(years) != 1:
        return ""
    told.remove(years[0])
    return years[0] if _PART.fullmatch(" ".join(told)) else ""


def is_part(text: str) -> bool:
    """Return whether a text names a part of a year, and no year, as "Q3" does.

    >>> is_part("Q3"), is_part("1. Halbjahr"), is_part("2019")
    (True, True, False)
    """
    return bool(_PART.fullmatch(" ".join(_words(text))))


def _words(text: str) -> list[str]:
    """Return the words of a text without those that stand beside a year or a month and change nothing of it."""
    return [word for word in bare(text).split() if word not in _YEARS]


@cache
def _named() -> dict[str, frozenset[int]]:
    """Return the name of a month in full → the months that it names."""
    from babel import localedata

    found: dict[str, set[int]] = {}
    for language in _LANGUAGES:
        told = localedata.load(language, merge_inherited=False).get("months", {})
        for context in ("format", "stand-alone"):
            named = told.get(context, {})
            for number, name in named["wide"].items() if isinstance(named, dict) and "wide" in named else ():
                found.setdefault(bare(name), set()).add(number)
    return {name: frozenset(numbers) for name, numbers in found.items() if not name.isdigit()}


def _joined(words: list[str], place: int) -> str:
    """Return a word, or two that are the name of a month together, as "كانون الثاني" is."""
    pair = " ".join(words[place : place + 2])
    return pair if len(words) > place + 1 and _is_second(words, place + 1) else words[place]


def _is_second(words: list[str], place: int) -> bool:
    """Return whether a word is the second one of the name of a month."""
    if place == 0 or words[place].isdigit() or words[place - 1].isdigit():
        return False
    return " ".join(words[place - 1 : place + 1]) in _named()
