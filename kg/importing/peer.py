"""Layouts of tables that others publish: a mapping for each, in ``layouts/``, named by its stem."""

from pathlib import Path

from kg.errors import UnknownName, suggestion

_FOLDER = Path(__file__).parent / "layouts"


def names() -> list[str]:
    """Return the layouts that are known, by name."""
    return sorted(path.stem for path in _FOLDER.glob("*.toml"))


def layout(name: str) -> str:
    """Return the text of the mapping of a layout.

    Raises:
        UnknownName: none is called so.
    """
    if name not in names():
        todo = suggestion(name, names(), f"use one of {', '.join(names())}")
        raise UnknownName(f"--from {name}", "no layout is called so", todo)
    return (_FOLDER / f"{name}.toml").read_text(encoding="utf-8")
