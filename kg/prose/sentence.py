"""A marked sentence: every name one capital letter, all else in lower case, so that rules can speak of grammar.

"Huawei has supplied these technologies to at least 50 states" becomes "V has supplied T to N states".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kg.prose.gazetteer import TECHNICAL, Gazetteer, Mention
from kg.prose.grammar import cue, listed
from kg.prose.number import figures
from kg.prose.token import Token, lowered

_DROPPED = listed("dropped")
_NORMAL = str.maketrans("“”„«»‘’\u00a0\u2007\u202f\u2009—", '"""""\'\'    –')
_ENDING = frozenset((".", "!", "?", "…", "...", "?!", "\n\n"))
_CLOSING = frozenset(('"', "''", ")", "]", "'", ".", "!", "?", "\n", " "))
_DETERMINERS = listed("pointing")
_SYSTEMS = listed("systems")
_STATE_DOES, _VENDOR_DOES, _TO_IT = listed("after-it"), listed("vendor-after-it"), listed("before-it")
_GROUP_DOES = listed("group-after-they")
_TO_ITS, _VENDOR_HAS = listed("before-its"), listed("after-its")
_LAST_NAMED = {"S": "state", "V": "vendor", "G": "group", "I": "initiative"}
"""Letter → what of the context a mention of it is the last of."""


LONGEST = 1_200
"""A sentence with more characters, a name counted as one, is not read: the rules look at each pair of its words."""


def normal(text: str) -> str:
    """Return a text with plain quotes, dashes and spaces; its length does not change."""
    return text.translate(_NORMAL)


_FIRST = re.compile(r"(?:in [^,]{1,20}, )?(?:(?:the )?D )?(?:[a-z]+ )?V(?= |,)(?! ?(?:,|and|or) (?:and |or )?V)")


@dataclass
class Context:
    """What a document has spoken of so far, for words such as "the system", "these technologies" or "its"."""

    organization: str | None = None
    technologies: tuple[str, ...] = ()
    camera: str | None = None
    system: str | None = None
    state: str | None = None
    vendor: str | None = None
    group: str | None = None
    initiative: str | None = None
    places: list[str] = field(default_factory=list)


@dataclass
class Sentence:
    """One sentence, marked; offsets are of the block it stands in."""

    text: str
    start: int
    end: int
    headline: bool
    marked: str
    starts: list[int]
    ends: list[int]
    mentions: list[Mention]
    owner: list[int]
    """For each character of ``marked`` the index of its mention, or -1."""
    quoted: list[tuple[int, int]]
    """The spans of the block between quotation marks."""

    def within(self, start: int, end: int) -> list[Mention]:
        """Return the mentions whose letters stand between two positions of ``marked``."""
        return [self.mentions[i] for i in self.owner[start:end] if i >= 0]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the block that a span of ``marked`` stands for."""
        while end > start and self.marked[end - 1] in " ,;:":
            end -= 1
        while start < end and self.marked[start] in " ,;:":
            start += 1
        return self.starts[start], self.ends[end - 1]


def mark(
    text: str,
    tokens: list[Token],
    found: list[Mention],
    context: Context,
    gazetteer: Gazetteer,
    *,
    headline: bool,
    inside: bool,
) -> tuple[Sentence, bool]:
    """Return the marked sentence, and whether a quotation is still open at its end.

    ``text`` is the normal text of the block, ``tokens`` are those of the sentence, ``found`` the mentions in it;
    figures, misspelt vendors and words that refer back are added.
    """
    first, last = tokens[0].start, tokens[-1].end
    mentions = list(found)
    covered = [(m.start, m.end) for m in mentions]
    for figure in figures(lowered(text[first:last])):
        start, end = first + figure.start, first + figure.end
        if not any(s < end and start < e for s, e in covered):
            mentions.append(Mention(start, end, "N", (), figure.lower, figure.upper))
            covered.append((start, end))
    by_start = {m.start: m for m in mentions}
    _refer(tokens, by_start, covered, context, gazetteer)
    return _write(text, tokens, by_start, headline=headline, inside=inside)


def _refer(
    tokens: list[Token],
    by_start: dict[int, Mention],
    covered: list[tuple[int, int]],
    context: Context,
    gazetteer: Gazetteer,
) -> None:
    """Add mentions for words that refer back, and for misspelt names of vendors."""
    taken = {at for start, end in covered for at in range(start, end)}
    words = [token.word for token in tokens]
    for i, token in enumerate(tokens):
        if token.start in taken:
            named = by_start.get(token.start)
            if named and named.names and named.letter in _LAST_NAMED:
                context = replace(context)
                setattr(context, _LAST_NAMED[named.letter], named.names[0])
            continue
        word, nxt = words[i], words[i + 1] if i + 1 < len(words) else ""
        end = token.end
        mention: Mention | None = None
        if word in _DETERMINERS:
            step = i + 2 if nxt in ("new", "same", "surveillance", "kinds") else i + 1
            head = words[step] if step < len(words) else ""
            stop = tokens[step].end if step < len(words) else end
            if step < len(words) and tokens[step].start in taken:
                continue
            if head in ("cameras", "camera") and context.camera:
                mention = Mention(token.start, stop, "T", (context.camera,))
            elif head in _SYSTEMS and context.system and word in ("the", "this"):
                mention = Mention(token.start, stop, "Y", (context.system,))
            elif head in TECHNICAL and head not in ("applications", "programs", "projects") and context.technologies:
                mention = Mention(token.start, stop, "T", (_common(context.technologies, gazetteer),))
            elif head in ("country", "nation") and context.state and word in ("the", "this"):
                mention = Mention(token.start, stop, "S", (context.state,))
            elif head in ("company", "firm", "vendor") and context.vendor and word in ("the", "this"):
                mention = Mention(token.start, stop, "V", (context.vendor,))
            elif head == "initiative" and context.initiative and word in ("the", "this"):
                mention = Mention(token.start, stop, "I", (context.initiative,))
            elif head in ("group", "institute") and context.organization:
                mention = Mention(tokens[step].start, stop, "O", (context.organization,))
            elif word == "these" and nxt in ("include", "are", "range") and context.technologies:
                mention = Mention(token.start, end, "T", (_common(context.technologies, gazetteer),))
        elif word == "they" and context.group and nxt in _GROUP_DOES:
            mention = Mention(token.start, end, "G", (context.group,))
        elif context.vendor and (
            (word == "it" and nxt in _VENDOR_DOES)
            or (word == "its" and nxt in _VENDOR_HAS and i and words[i - 1] in _TO_ITS)
        ):
            mention = Mention(token.start, end, "V", (context.vendor,))
        elif context.state and (
            (word == "its" and nxt in ("suppliers", "government", "police"))
            or (word == "it" and (nxt in _STATE_DOES or (i and words[i - 1] in _TO_IT)))
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


def _common(technologies: tuple[str, ...], gazetteer: Gazetteer) -> str:
    """Return the one technology, or what several have in common: the broader one."""
    if len(technologies) == 1:
        return technologies[0]
    from kg.namespace import curie

    broader = [curie(gazetteer.broader[name]) for name in technologies if name in gazetteer.broader]
    return broader[0] if broader else technologies[-1]


def _write(
    text: str, tokens: list[Token], by_start: dict[int, Mention], *, headline: bool, inside: bool
) -> tuple[Sentence, bool]:
    marked: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    owner: list[int] = []
    mentions: list[Mention] = []
    quoted: list[tuple[int, int]] = []
    first, last = tokens[0].start, tokens[-1].end
    opened = first if inside else -1
    skip, spaced = -1, True
    for token in tokens:
        start, end, word = token.start, token.end, token.word
        if end <= skip:
            continue
        mention = by_start.get(start)
        if mention:
            marked.append(mention.letter)
            starts.append(start)
            skip = end = mention.end
            ends.append(end)
            owner.append(len(mentions))
            mentions.append(mention)
            spaced = False
        elif word == '"' or word == "''" or word == "``":
            if opened >= 0:
                quoted.append((opened, start))
                opened = -1
            else:
                opened = end
        elif word in _DROPPED or word.isspace():
            continue
        else:
            marked.append(word)
            starts += range(start, end)
            ends += range(start + 1, end + 1)
            owner += [-1] * len(word)
            spaced = False
        if not spaced and end < last and text[end].isspace():
            marked.append(" ")
            starts.append(end)
            ends.append(end + 1)
            owner.append(-1)
            spaced = True
    if opened >= 0:
        quoted.append((opened, last))
    written = "".join(marked)
    done = Sentence(text[first:last], first, last, headline, written, starts, ends, mentions, owner, quoted)
    for match in cue("monitoring").finditer(written):
        at = owner[match.start()]
        if mentions[at].names == ("technology:artificial-intelligence",):
            mentions[at] = mentions[at]._replace(names=("technology:ai-surveillance",))
    return done, opened >= 0


def told(context: Context, sentence: Sentence) -> None:
    """Add to the context what a sentence speaks of."""
    technologies = tuple(dict.fromkeys(m.names[0] for m in sentence.mentions if m.letter == "T" and m.names))
    if technologies:
        context.technologies = technologies
    for mention in sentence.mentions:
        if not mention.names:
            continue
        name = mention.names[0]
        if mention.letter == "T" and name == "technology:video-surveillance":
            context.camera = name
        elif mention.letter == "S":
            context.state = name
        elif mention.letter == "G":
            context.group = name
        elif mention.letter == "I":
            context.initiative = name
        elif mention.letter == "P" and name not in context.places:
            context.places.append(name)
    vendors = [m for m in sentence.mentions if m.letter == "V" and m.names]
    if vendors:
        subject = vendors[0] if len({m.names for m in vendors}) == 1 else _subject(sentence)
        context.vendor = subject.names[0] if subject and subject.names else None


def _subject(sentence: Sentence) -> Mention | None:
    """Return the one vendor a sentence with several is about: the first word of it, but for what leads to it."""
    first = _FIRST.match(sentence.marked)
    return sentence.mentions[sentence.owner[first.end() - 1]] if first else None


def sentences(words: list[Token]) -> Iterator[list[Token]]:
    """Yield the words of each sentence of a text; a sentence ends with its full stop and what closes it."""
    first = 0
    ended = False
    for index, token in enumerate(words):
        if ended and token.word not in _CLOSING:
            yield words[first:index]
            first, ended = index, False
        ended = ended or token.word in _ENDING
    if words:
        yield words[first:]
