"""What a picture says of its use to the programs that read it."""

from html import escape

from kg.namespace import RDF, prefixes


def credited(license_: str, credit: str) -> str:
    """Return RDF/XML for the metadata of an SVG: its license, if it is an address, and what is said of its use.

    >>> credited("", "")
    ''
    """
    if not credit:
        return ""
    address = f'<t:license r:resource="{escape(license_)}"/>' if license_.startswith("http") else ""
    return (
        f'<r:RDF xmlns:r="{RDF}" xmlns:t="{prefixes()["dcterms"]}"><r:Description r:about="">'
        f"{address}<t:rights>{escape(credit)}</t:rights></r:Description></r:RDF>"
    )
