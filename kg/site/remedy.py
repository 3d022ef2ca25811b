"""What to do about an error, in the words of a page."""

import re

ANYWAY = re.compile(r"--anyway runs it")
PARAM = re.compile(r"--param ([\w-]+)=(\S+?)(?=[,;)]?(?:\s|$))")
_RUNS = re.compile(rf"(?:; )?{ANYWAY.pattern}")
_LIST = re.compile(r"'kg ask --list' lists (?:them|the questions)")


def for_readers(text: str) -> str:
    """Return a text that names what a page has in the place of commands and their options.

    >>> for_readers("the nearest: size (How large?); --anyway runs it")
    'the nearest: size (How large?)'
    >>> for_readers("'kg ask --list' lists the questions")
    'the list below has the questions'
    """
    text = _RUNS.sub("", text)
    return PARAM.sub(r"\1 = \2", _LIST.sub("the list below has the questions", text))
