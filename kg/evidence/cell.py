"""The term that a value in a cell of a register stands for."""

from kg.errors import RegisterError, UnknownName
from kg.literal import lexical, literal
from kg.namespace import RDF, XSD, iri, prefixes, reference, terms


def term(place: str, property_: str, language: str, value: str) -> str:
    """Return a value as a term in N-Triples: a text in the language, a value of the property's range, or a thing.

    Raises:
        RegisterError: it is not of the range, or names no thing; ``place`` is where it stands.
    """
    if language:
        return literal(value, language=language)
    property_iri = iri(property_)
    datatype = XSD + "boolean" if property_ == "owl:deprecated" else terms().ranges.get(property_iri, "")
    if datatype.startswith(XSD):
        try:
            lexical(value, datatype)
        except ValueError as error:
            raise RegisterError(f"{place}, {property_}", str(error), "correct it") from error
        return literal(value, datatype)
    prefix, colon, local = value.partition(":")
    if property_iri == RDF + "type" or (colon and (local.startswith("//") or prefix in prefixes())):
        try:
            iri(value)
        except UnknownName as error:
            raise RegisterError(place, error.found, error.todo) from error
        try:
            return reference(value)
        except UnknownName as error:
            raise RegisterError(f"{place}, {property_}", f"{value!r} is {error.found}", error.todo) from error
    return literal(value)
