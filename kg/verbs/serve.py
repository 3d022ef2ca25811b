"""The graph over HTTP."""

import argparse
import sys
from pathlib import Path

from kg.errors import KgError
from kg.verbs import arguments

SUMMARY = "Serve the site and SPARQL from the graph over HTTP, within limits."


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument("--host", default="127.0.0.1", metavar="ADDRESS", help="the address to listen at (127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, metavar="N", help="the port to listen at (8000)")
    parser.add_argument("--base", metavar="IRI", help="the base of every IRI, in the place of the toolkit's own")
    parser.add_argument("--seconds", type=float, default=10.0, metavar="S", help="the time a query may run (10)")
    parser.add_argument("--rows", type=int, default=10_000, metavar="N", help="rows or triples of an answer (10000)")
    parser.add_argument("--size", type=int, default=20_000_000, metavar="BYTES", help="bytes of an answer (20000000)")
    parser.add_argument("--body", type=int, default=1_000_000, metavar="BYTES", help="bytes of a request (1000000)")
    parser.add_argument("--queue", type=int, default=100, metavar="N", help="queries run or waiting at once (100)")
    parser.add_argument("--rate", type=float, default=50.0, metavar="N", help="requests/s of a client; 0: any (50)")
    parser.add_argument("--memory", type=int, default=2_000, metavar="MB", help="megabytes of a query; 0: any (2000)")
    parser.add_argument("--processes", type=int, metavar="N", help="processes that answer queries (2 for each core)")
    parser.add_argument(
        "--proxy", action="append", default=[], metavar="NET", help="a proxy whose X-Forwarded headers are believed"
    )
    parser.add_argument("--forwarded", action="store_true", help="behind a proxy on this machine: --proxy 127.0.0.0/8")
    parser.add_argument("--allow-host", action="append", default=[], metavar="NAME", help="a name that it goes by")
    parser.add_argument(
        "--cors", action="store_true", help="let pages of any site ask, as they may of a public address"
    )
    parser.add_argument("--users", type=Path, metavar="FILE", help="answer only the users of this file")
    parser.add_argument(
        "--add-user", metavar="NAME", help="print a line for that file; the password is read from input"
    )
    public = "without what is marked as internal, and what rests on it alone"
    parser.add_argument("--public", action="store_true", help=public)
    parser.add_argument("--watch", action="store_true", help="take up the graph when it is built again")
    parser.add_argument("--lazy", action="store_true", help="make nothing ahead: who is first to ask for it waits")
    parser.add_argument("--quiet", action="store_true", help="write no line for each request")
    parser.add_argument("--notebooks", action="store_true", help="run the notebooks at the start and serve their pages")
    arguments.graph(parser)


def run(given: argparse.Namespace) -> int:
    """Run the verb until it is interrupted and return its exit status."""
    if given.add_user is not None:
        from kg.server import access

        print(access.line(given.add_user, sys.stdin.readline().rstrip("\r\n")))
        return 0
    from kg.graph import visibility
    from kg.namespace import published_base
    from kg.server import listening

    limits = listening.Limits(given.seconds, given.rows, given.size, given.body, given.queue, given.rate, given.memory)
    proxies = (*given.proxy, *(("127.0.0.0/8", "::1") if given.forwarded else ()))
    base = published_base() if given.base is None else given.base
    doors = listening.Doors(given.host, given.port, base, proxies, tuple(given.allow_host), given.cors, given.users)
    local = given.host in ("localhost", "::1") or given.host.startswith("127.")
    with visibility.served(given.graph, public=given.public, own=local or given.users is not None) as (place, told):
        if told:
            print(f"kg: {told}", file=sys.stderr, flush=True)
        if given.watch and place != given.graph:
            raise KgError("--watch", "a graph without what is internal is not taken up again", "serve without --watch")
        listening.serve(
            place,
            doors,
            limits,
            given.processes,
            log=not given.quiet,
            notebooks=given.notebooks,
            watch=given.watch,
            ahead=not given.lazy,
        )
    return 0
