"""What to do about an error, in the words of whoever is told: what is a verb of the command is a tool elsewhere."""

import re

from kg.site.remedy import ANYWAY, PARAM

_LIST = re.compile(r"'kg ask --list' lists")
_ASKED = re.compile(rf"kg ask ([\w-]+)((?: {PARAM.pattern})*)")
_RUN = re.compile(r"\brun:? (?='?kg |\S+ -m pip )")


def for_assistants(text: str) -> str:
    """Return the text of an error that names the tools of an assistant in the place of commands.

    >>> for_assistants("'a': not used: 'b'; kg ask size --param edition=x; --anyway runs it")
    "'a': not used: 'b'; ask_question with name='size' and edition='x'; ask_in_words with anyway=true runs it"
    """

    def asked(found: re.Match[str]) -> str:
        given = " and ".join(f"{name}={value!r}" for name, value in PARAM.findall(found[2]))
        return f"ask_question with name={found[1]!r}" + (f" and {given}" if given else "")

    text = ANYWAY.sub("ask_in_words with anyway=true runs it", _LIST.sub("the tool list_questions lists", text))
    text = PARAM.sub(r"the parameter \1=\2", _ASKED.sub(asked, text))
    return _RUN.sub("ask whoever runs this server to run ", text)


def for_clients(text: str) -> str:
    """Return the text of an error that names addresses and parameters of a server in the place of commands.

    >>> for_clients("'x': no question has this name; 'kg ask --list' lists them")
    "'x': no question has this name; /openapi.json lists them"
    """
    return ANYWAY.sub("anyway=true runs it", _LIST.sub("/openapi.json lists", text))
