"""What the toolkit reads: from a folder of :mod:`benchmarks.graphs.generate`, or the released sources."""

from pathlib import Path

from kg.evidence import register, source, statement
from kg.evidence.claim import Claim
from kg.evidence.register import Registers
from kg.evidence.source import Source
from kg.namespace import folder as shipped


def read(folder: Path) -> tuple[Registers, dict[str, Source], list[Claim]]:
    """Return the registers, the sources by id, and every claim."""
    registers = register.read_all(folder / "registers")
    sources = source.read_all(folder / "sources")
    claims = [claim for each in sources.values() for claim in statement.claims(each, sources, registers)]
    return registers, sources, claims


def released() -> tuple[Registers, dict[str, Source], list[Claim]]:
    """Return the registers, the sources by id, and every claim, as they are released."""
    registers = register.released()
    sources = source.read_all(shipped("sources"))
    claims = [claim for each in sources.values() for claim in statement.claims(each, sources, registers)]
    return registers, sources, claims
