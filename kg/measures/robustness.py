"""How far a ranking hangs on single sources: each one left out in turn, and only what several origins say."""

from typing import TYPE_CHECKING

from kg.answering.answer import Answer, Cell
from kg.measures import measure
from kg.networks import projection

if TYPE_CHECKING:
    from kg.networks.projection import Network

OUT = "out"
"""What stands for the rank of a node that has no line left."""


def without(found: projection.Answer, source: str) -> "Network":
    """Return the network of a view without the claims of one source."""
    return projection.network(found.kept(lambda note: note.source != source))


def confirmed(network: "Network", least: int) -> "Network":
    """Return the lines that ``least`` independent origins or more stand behind, and the nodes they join."""
    kept = network.copy()
    lines = network.edges(keys=True, data=True)
    kept.remove_edges_from([(a, b, key) for a, b, key, edge in lines if edge["originCount"] < least])
    kept.remove_nodes_from([node for node in network if not kept.degree(node)])
    return kept


def ranges(found: projection.Answer, name: str, least: int = 2) -> tuple[Answer, list[str]]:
    """Return the ranks of the nodes by a measure, and in words what decides them.

    A row has the node, its value and its rank among the nodes of its type; ``best`` and ``worst`` are its ranks with
    one source left out in turn, ``out`` where no line is left for it; ``confirmed`` its rank among the lines with
    ``least`` independent origins or more, empty where it has none; ``decidedBy`` the sources without which the rank is
    another.

    Raises:
        KgError: the name is no measure.
    """
    whole = projection.network(found)
    values = measure.measured(whole, [name])[name]
    rank = measure.ranks(values, whole)
    sources = sorted({note.source for note in found.notes.values()})
    left = {source: without(found, source) for source in sources}
    others = {source: measure.ranks(measure.measured(net, [name])[name], net) for source, net in left.items()}
    firm = confirmed(whole, least)
    firm_rank = measure.ranks(measure.measured(firm, [name])[name], firm)
    nodes = sorted(rank, key=lambda node: (whole.nodes[node]["type"], rank[node], whole.nodes[node]["label"]))
    claims = measure.cited(whole)
    rows: list[dict[str, Cell]] = []
    for node in nodes:
        held = [others[source].get(node) for source in sources]
        kept = [place for place in held if place is not None]
        rows.append(
            {
                "node": measure.thing(whole, node),
                "label": str(whole.nodes[node]["label"]),
                name: measure.rounded(values[node]),
                "rank": rank[node],
                "best": min(kept, default=OUT),
                "worst": OUT if len(kept) < len(held) else max(kept, default=OUT),
                "confirmed": firm_rank.get(node),
                "decidedBy": " ".join(s for s, place in zip(sources, held, strict=True) if place != rank[node]) or None,
            }
        )
    columns = ("node", "label", name, "rank", "best", "worst", "confirmed", "decidedBy")
    words = _words(whole, rank, name, {source: (left[source], others[source]) for source in sources})
    words.append(_confirmed(whole, rank, firm, firm_rank, name, least))
    if len(set(sources) & found.editions) > 1:
        words.append("Editions of one index count as one origin, since a later one draws on an earlier.")
    return Answer(columns, rows, [claims[node] for node in nodes], {}), words


def _words(
    whole: "Network", rank: dict[str, int], name: str, left: dict[str, tuple["Network", dict[str, int]]]
) -> list[str]:
    """Return for each type of node whether one source decides which node is first."""
    told = []
    if not rank:
        return [f"No node has a rank by {name}."]
    for kind in sorted({str(whole.nodes[node]["type"]) for node in rank}):
        first = _first(whole, rank, kind)
        decisive = []
        for source, (network, ranks) in left.items():
            now = _first(network, ranks, kind)
            if not now:
                decisive.append(f"without {source}, none is left")
            elif now != first:
                decisive.append(f"without {source}, it is {_labels(network, now)}")
        said = f"{kind.partition(':')[2]}, first by {name}: {_labels(whole, first)}"
        if decisive:
            told.append(f"{said}. One source decides this: {'; '.join(decisive)}.")
        else:
            told.append(f"{said}, whichever of the {len(left)} sources is left out.")
    if len(left) == 1:
        told.append(f"Every line rests on {next(iter(left))} alone; name more sources with --param to compare.")
    return told


def _confirmed(
    whole: "Network", rank: dict[str, int], firm: "Network", firm_rank: dict[str, int], name: str, least: int
) -> str:
    lines, kept = whole.number_of_edges(), firm.number_of_edges()
    said = f"{kept} of {lines} lines have {least} independent origins or more"
    if not kept:
        return f"{said}: nothing can be ranked on them."
    kinds = sorted({str(firm.nodes[node]["type"]) for node in firm_rank})
    firsts = "; ".join(f"{kind.partition(':')[2]}: {_labels(firm, _first(firm, firm_rank, kind))}" for kind in kinds)
    same = all(_first(firm, firm_rank, kind) == _first(whole, rank, kind) for kind in kinds)
    return f"{said}; first by {name} on them: {firsts} ({'as on all lines' if same else 'other than on all lines'})."


def _first(network: "Network", rank: dict[str, int], kind: str) -> frozenset[str]:
    return frozenset(node for node, place in rank.items() if place == 1 and network.nodes[node]["type"] == kind)


def _labels(network: "Network", nodes: frozenset[str]) -> str:
    return ", ".join(sorted(str(network.nodes[node]["label"]) for node in nodes))
