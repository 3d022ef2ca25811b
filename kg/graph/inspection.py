"""A built graph that is inspected: what is wrong with it, and where in a reader's files that stands."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pyoxigraph as ox

from kg.errors import KgError
from kg.evidence import register, source
from kg.graph import inference, placement, validation
from kg.graph.validation import Finding
from kg.namespace import curie, folders


def placed(findings: Sequence[Finding], store: ox.Store, extra: Sequence[Path] = ()) -> list[Finding]:
    """Return findings about a store with the files, or else the sources, that state what each is about.

    Files that cannot be read are left out: the store still says which source a claim is of.
    """
    if not findings:
        return []
    registers, sources = register.released(), {}
    with suppress(KgError):
        sources = source.read_all(*folders("sources"), *extra)
        return placement.placed(findings, sources, registers, store)
    return placement.placed(findings, {}, registers, store)


def validate(store: ox.Store) -> list[Finding]:
    """Return what is wrong with a built store, sorted: what the checks find, and what the rules do not bear out.

    Raises:
        KgError: as :func:`kg.graph.validation.validate`.
    """
    forged, lacking = inference.unproved(store)
    told = [(triple, "no rule and no claim bears this conclusion out") for triple in forged]
    told += [(triple, "the rules conclude this, and the graph does not hold it") for triple in lacking]
    found = {
        Finding("rules/unproved", str(triple.subject)[1:-1], f"{_said(triple)}: {message}") for triple, message in told
    }
    return sorted({*validation.validate(store), *found})


def _said(triple: ox.Triple) -> str:
    return " ".join(curie(str(term).strip("<>")) for term in (triple.subject, triple.predicate, triple.object))
