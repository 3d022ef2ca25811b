"""A verb that is meant again: that Huawei supplies but ZTE does not."""

from collections.abc import Sequence

from kg.wording.item import VERBS, Item

_LINKS = ("but", "and", "that")
_AUXILIARIES = ("do", "be", "have")


def meant_again(items: list[Item]) -> list[Item]:
    """Put "but ZTE does not" as "but not ZTE", with the verb before it, and return the names that are its subjects.

    The clause has to be the last of the text.
    """
    said = [item for item in items if item.section != "little"]
    if len(said) < 5 or said[-1].section != "grammar" or said[-1].text != "not":
        return []
    auxiliary, names = said[-2], list[Item]()
    if auxiliary.section != "grammar" or auxiliary.concept not in _AUXILIARIES:
        return []
    at = len(said) - 3
    while at >= 0 and (said[at].section == "name" or (names and said[at].text in ("or", "nor"))):
        names.insert(0, said[at])
        at -= 1
    verb = next((each for each in reversed(said[: max(at, 0)]) if _acts(each)), None)
    if not names or at < 1 or said[at].section != "grammar" or said[at].concept not in _LINKS or verb is None:
        return []
    if any(each.section == "grammar" and each.concept in ("not", "lacking", "except") for each in said[:at]):
        return []
    start = next(n for n, each in enumerate(items) if each is said[at])
    said[at].text, said[at].concept = "but", "but"
    auxiliary.text, auxiliary.section, auxiliary.concept = verb.text, "words", verb.concept
    items[start:] = [said[at], said[-1], *names, auxiliary]
    return [each for each in names if each.section == "name"]


def repeated(items: Sequence[Item], again: Sequence[Item]) -> None:
    """Give the subjects of a verb that is meant again the role of its subject."""
    if not again:
        return
    first = next(n for n, each in enumerate(items) if each is again[0])
    at = next(n for n in range(first - 1, -1, -1) if _acts(items[n]))
    subject = next((each for each in reversed(items[:at]) if each.section == "name"), None)
    for each in again:
        each.role = subject.role if subject is not None else each.role
        if subject is None or not each.meanings.keys() & subject.meanings.keys():
            each.section = "unknown"


def _acts(item: Item) -> bool:
    return item.section in VERBS or (item.section == "words" and item.concept == "use")
