"""Which documents a site has: whole, with five for every thing, or compact, with claims sharing documents.

Claims, situations and the passages they stand in are nine tenths of a site's files and bytes. Of a compact site they
stand together in 256 bundles, by the first two digits of their ids, so that a rule for a web server, which knows an id
alone, leads to the right one; the fragment of the address is the thing. What the dumps hold as well is left out.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

APART = ("claim", "situation", "evidence")
"""The registers whose members share documents."""
BUNDLE = "bundle"
"""The folder of the documents they share."""
_SPARE = re.compile(r"question/[\w-]+\.json|chart/(?!map-use\.)[\w-]+\.svg")
_LINK = re.compile(rf'(href="(?:\.\./)*)((?:{"|".join(APART)})/)([0-9a-f]{{2}})([0-9a-f]+)\.html"')
_CODE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_SPARED = tuple(
    re.compile(pattern, re.DOTALL)
    for pattern in (
        r' title="(?<=" title=")(?:sheet|row|column|entry|cited as|characters)[^"]*"',
        r'<td><a href="[^"]*" aria-label="Claims">§</a></td>',
        r'<th scope="col"><span class="hidden">situation</span></th>',
        r"\n<h2>(?:CSL-JSON|RIS)</h2>\n<pre>.*?</pre>",
        r'\n<p><a href="[^"]*">The only claim of this</a></p>',
        r' aria-label="Claim \d+ of this row"',
        r'<meta property="og:image:(?:width|height)"[^>]*>\n',
    )
)
"""What a page of a compact site does without: what its links lead to, and what it says itself in other words."""
_ASSERTED = '<b class="modality asserted">asserted</b>'
"""How a page marks what most claims are; a compact site says it without a mark."""
_BLOCK = "article section ul ol li table thead tbody tr td th h1 h2 h3 p dl dt dd div nav option main footer meta link"
_CODED = re.compile(r"(<(script|style|pre|textarea)\b.*?</\2>)", re.DOTALL)
"""What stays as it is, with its tag."""
_ENDS = re.compile(rf"</(?:td|th|tr|thead|tbody|li|dt|dd|option)>|\n(?=</?(?:{'|'.join(_BLOCK.split())})\b)")
"""What HTML lets be left out: some end tags, and ends of lines before blocks."""
_ALONE = re.compile(r"<td><div>((?:(?!</?div>|</td>).)*)</div></td>", re.DOTALL)
"""A cell with one block in it, which needs none."""
_UNSAID, _BLANK = '<td class="none">not stated</td>', "<td></td>"
"""A cell of which a source says nothing, and how a compact site writes it: the style of the site says so there."""
_QUOTED = re.compile(r"""(?<==)"([^"\s'=<>`]+)"(?=[\s>])""")
"""A value of an attribute that HTML lets stand without quotes; no text has quotes here."""
_LONG = 20_000
"""Characters of code from which a page of a picture shares it."""


class Layout(NamedTuple):
    """What a site has of each thing."""

    formats: tuple[str, ...]
    """The suffixes of the documents of a thing, the preferred first."""
    bundled: tuple[str, ...] = ()
    """The suffixes of the bundles; none where every claim has documents of its own."""

    @property
    def compact(self) -> bool:
        """Whether claims share documents."""
        return bool(self.bundled)


WHOLE = Layout(("html", "ttl", "jsonld", "nt", "rdf"))
COMPACT = Layout(("html", "ttl"), ("html", "ttl"))


def left_out(place: str) -> bool:
    """Return whether a compact site does without the file at a path: what another of its files says as well."""
    return bool(_SPARE.fullmatch(place))


def bundle(name: str) -> str:
    """Return the path of the bundle of a claim, a situation or a passage by its path, with its fragment.

    >>> bundle("claim/239cd28db1a923604a6b")
    'bundle/23#claim-239cd28db1a923604a6b'
    """
    register, _, local = name.partition("/")
    return f"{BUNDLE}/{local[:2]}#{register}-{local}"


def linked(text: str) -> str:
    """Return a page whose links to claims, situations and passages lead into the bundles, and that says so.

    >>> linked('<a href="../claim/239c.html">')
    '<a href="../bundle/23.html#claim-239c">'
    """
    text = text.replace('<html lang="en">', f'<html lang="en" data-shared="{BUNDLE}">', 1)
    return _LINK.sub(lambda found: f'{found[1]}{BUNDLE}/{found[3]}.html#{found[2][:-1]}-{found[3]}{found[4]}"', text)


def arranged(place: str, text: str, base: str, version: str) -> tuple[str, dict[str, str]]:
    """Return a text as a compact site has it at a path, and path → text of the files that it shares with others.

    Nothing stands below the version: what a description names there is below ``latest/``, and the Turtle of a named
    graph is its document.
    """
    for before in (base, 'href="'):
        text = text.replace(f"{before}{version}/", f"{before}latest/").replace(
            f"{before}latest/graph/", f"{before}graph/"
        )
    if place.endswith(".ttl") and '"""' not in text:
        text = shortened(text.replace("\n    ", "\n"), base)
    if not place.endswith(".html"):
        return text, {}
    for spared in _SPARED:
        text = spared.sub("", text)
    text = linked(text).replace(_ASSERTED, "asserted")
    if place.startswith(("view/", "chart/")):
        return parted(text)
    if place.startswith("question/"):
        text = re.sub(r', <a id="json"[^>]*>JSON</a>', "", text)
    return unquoted(unended(_ALONE.sub(r"<td>\1</td>", text.replace(_UNSAID, _BLANK)))), {}


def shortened(text: str, base: str) -> str:
    r"""Return Turtle in which a part of a claim, situation or passage is written by the prefix that the text declares.

    >>> shortened("@prefix evidence: <http://a/evidence/> .\n<http://a/evidence/9f#cell> a <http://a/b> .", "http://a/")
    '@prefix evidence: <http://a/evidence/> .\nevidence:9f\\#cell a <http://a/b> .'
    """
    declared = [each for each in APART if f"@prefix {each}: <{base}{each}/> ." in text]
    parts = re.compile(rf"<{re.escape(base)}({'|'.join(declared)})/(\w+)#(\w+)>")
    return parts.sub(r"\1:\2\\#\3", text) if declared else text


def unquoted(text: str) -> str:
    """Return a page in which values of attributes stand without quotes where HTML needs none, but for its head.

    >>> unquoted('<link rel="icon"></head><a href="../x.html" title="a b">c</a>')
    '<link rel="icon"></head><a href=../x.html title="a b">c</a>'
    """
    head, end, body = text.partition("</head>")
    return head + end + _outside(body, lambda part: "".join(_QUOTED.split(part)))


def unended(text: str) -> str:
    r"""Return a page without the end tags and ends of lines that HTML does without; code and the like keep theirs.

    >>> unended("<ul><li>a</li>\n<li>b</li></ul><script>'</li>'</script>")
    "<ul><li>a<li>b</ul><script>'</li>'</script>"
    """
    return _outside(text, lambda part: _ENDS.sub("", part))


def _outside(text: str, changed: Callable[[str], str]) -> str:
    """Return a page of which only what is outside of code and the like is changed."""
    parts = _CODED.split(text)
    parts[::3] = map(changed, parts[::3])
    del parts[2::3]
    return "".join(parts)


def parted(text: str) -> tuple[str, dict[str, str]]:
    """Return a picture's page without the code that many share, and the files, beside the pictures', that hold it."""
    import hashlib

    files: dict[str, str] = {}

    def out(found: re.Match[str]) -> str:
        if len(found[1]) < _LONG:
            return found[0]
        name = f"code/{hashlib.sha256(found[1].encode()).hexdigest()[:12]}.js"
        files[name] = found[1]
        return f'<script src="../{name}"></script>'

    text = _CODE.sub(out, text)
    return text.replace("script-src ", "script-src 'self' ", 1), files
