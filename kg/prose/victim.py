"""Whom surveillance meets: where those are who were hacked or bugged says nothing of who did it."""

import re
from typing import TYPE_CHECKING

from kg.prose.dependency import Path, Tree
from kg.prose.grammar import belongs
from kg.prose.role import objects, obliques, passive, subjects
from kg.prose.walk import is_body

if TYPE_CHECKING:
    from spacy.tokens import Token


def struck_in(tree: Tree, path: Path) -> bool:
    """Return whether a state is only where somebody is hacked or bugged: "exiles were hacked in the capital of S"."""
    if re.search(r">(?:in|at|near|across|throughout|inside) [SL]$", path.text) is None:
        return False
    for verb in (token for token in path.nodes if token.pos_ == "VERB"):
        if belongs(verb.lemma_.lower(), "attack") and not _doer(tree, verb):
            led = [f.token for word, f in obliques(verb) if word in ("in", "at", "near", "across", "inside")]
            met = [f.token for f in objects(verb)]
            if any(one in path.nodes for one in led) and any(one not in path.nodes for one in met):
                return True
    return False


def _doer(tree: Tree, verb: "Token") -> bool:
    """Return whether somebody who may be the state does what a verb says."""
    doers = [f.token for f in ([] if passive(verb) else subjects(verb))]
    doers += [f.token for word, f in obliques(verb) if word == "by"]
    return any(is_body(one) or tree.label(one) == "S" for one in doers)
