"""Quads as Jelly, a dump that is no text. The same quads give the same bytes."""

import io
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.namespace import XSD


def jelly(quads: Iterable[ox.Quad]) -> bytes:
    """Return quads as a Jelly file, a flat stream of quads, in the order given."""
    from pyjelly import jelly as form
    from pyjelly.integrations.generic import generic_sink, serialize
    from pyjelly.options import StreamParameters
    from pyjelly.serialize.streams import SerializerOptions

    def term(given: object) -> object:
        if isinstance(given, ox.NamedNode):
            return generic_sink.IRI(given.value)
        if isinstance(given, ox.BlankNode):
            return generic_sink.BlankNode(given.value)
        if isinstance(given, ox.Literal):
            plain = given.language is not None or given.datatype.value == XSD + "string"
            return generic_sink.Literal(given.value, given.language, None if plain else given.datatype.value)
        return generic_sink.DefaultGraph

    def statements() -> Iterator[generic_sink.Quad]:
        for quad in quads:
            yield generic_sink.Quad(*map(term, quad))

    file = io.BytesIO()
    flat = SerializerOptions(
        logical_type=form.LOGICAL_STREAM_TYPE_FLAT_QUADS,
        params=StreamParameters(generalized_statements=False, rdf_star=False),
    )
    serialize.flat_stream_to_file(statements(), file, flat)
    return file.getvalue()
