"""A thing of one's own."""

import argparse

from kg.verbs import arguments

SUMMARY = "Add a thing to a register of the workspace: a vendor, a state, a technology, …"


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument(
        "register", metavar="REGISTER", help="vendor, state, technology, or another register's singular"
    )
    parser.add_argument("name", metavar="NAME", help="what it is called")
    parser.add_argument("--also", action="append", default=[], metavar="NAME", help="another name of it")
    parser.add_argument("--id", default="", help="its id (made of the name)")
    parser.add_argument("--type", default="", metavar="CLASS", help="its class (that of most rows)")
    cell = "a column of the register and its value, such as ais:region=region:europe"
    parser.add_argument("--set", action="append", default=[], metavar="COLUMN=VALUE", help=cell)


def run(given: argparse.Namespace) -> int:
    """Run the verb and return its exit status."""
    from kg.evidence import entry, register
    from kg.overlay import workspace

    made = entry.add(
        workspace.in_use("kg add"),
        register.released(),
        given.register,
        given.name,
        id_=given.id,
        also=given.also,
        type_=given.type,
        more={key: str(value) for key, value in arguments.params(given.set, "--set").items()},
    )
    print(f"{made.name}  {given.name}  ({made.path})")
    for name in made.near:
        print(f"           resembles {name!r}: if it is the same, 'kg merge {made.name} …' lets one stand for both")
    return 0
