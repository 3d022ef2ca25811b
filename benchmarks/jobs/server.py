"""Requests to ``kg serve`` beside rdflib-endpoint and Oxigraph's server, under wrk, with 16 clients.

What each server answers is compared first: servers that disagree get no figures. Once all of them rest, wrk asks each
in turn, several times. The seconds are those of one request by the clock; beside them stand requests per second and the
processor time of all processes of the server for one request, which other work on the machine moves less.
"""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.graphs import inputs
from benchmarks.peers import server
from benchmarks.standing import Standing

TITLE = "server, one request"
BAR = "≥ 0.6 of oxigraph serve on SELECT asked anew, ≥ 1.0 on an entity and on a question asked anew"
OURS, AGAINST = "kg serve", "rdflib-endpoint"
ENVIRONMENT = {"kg serve": "kg", "oxigraph serve": "kg", "rdflib-endpoint": "endpoint"}
CONTENDERS = dict.fromkeys(ENVIRONMENT)
"""They run at once, and are asked in turn: :func:`held` does that."""
SECONDS = {"small": 1, "medium": 4, "large": 4}
TURNS, CLIENTS = 3, 16
RATE = "requests/s"
ENTITY, SAME, VARIED = "entity", "SELECT, the same", "SELECT, each another"


def held(size: str, to: Path) -> Iterator[list[Standing]]:
    """Yield how each server did, a kind of request at a time; one case with a note where wrk is missing."""
    if shutil.which("wrk") is None:
        yield [Standing("server", ENTITY, 0, who, note=server.MISSING, clock=True) for who in CONTENDERS]
        return
    graph = inputs.store_of(inputs.real(to / "inputs"))
    kinds = {
        ENTITY: (None, server.TURTLE),
        SAME: (server.SELECT, server.JSON),
        VARIED: (server.SELECT, server.JSON),
        server.QUESTION: (server.question(), server.JSON),
    }
    with tempfile.TemporaryDirectory() as scratch, server.servers(graph, Path(scratch), to / "environments") as running:
        same = server.compare(running)
        server.settle(running)
        for kind, (text, accept) in kinds.items():
            found = {
                each.name: Standing("server", kind, 0, each.name, answer=same or each.name, clock=True)
                for each in running
            }
            for each in running * TURNS:
                standing = found[each.name]
                if kind in server.SLOW.get(each.name, ()):
                    standing.note = "left out: one answer takes it longer than a turn"
                    continue
                url = each.entity if text is None else server.asked(each.sparql, text)
                varied = kind in (VARIED, server.QUESTION)
                rate, cost = server.wrk(each, url, accept, SECONDS[size], CLIENTS, Path(scratch), varied)
                standing.seconds.append(1 / rate if rate else float(SECONDS[size]))
                standing.processor.append(cost / 1000)
                standing.memory = max(standing.memory, server.memory(each.process.pid))
                standing.figures.setdefault(RATE, []).append(rate)
            yield list(found.values())
