"""Whether what is said is shared with others, and why not where it is not."""

from kg.errors import SourceError, suggestion

PUBLIC = "public"
VISIBILITIES = (PUBLIC, "internal")


def reason(place: str, visibility: str, why: str | None, key: str) -> str | None:
    """Return why something is not shared, or None where it is public; ``key`` is that of the reason.

    Raises:
        SourceError: the visibility is none, or it is internal without a reason.
    """
    if visibility not in VISIBILITIES:
        hint = suggestion(visibility, VISIBILITIES, f"use {' or '.join(VISIBILITIES)}")
        raise SourceError(f"{place}, visibility", f"{visibility!r} is none", hint)
    if visibility == PUBLIC:
        return None
    if not (why or "").strip():
        raise SourceError(f"{place}, visibility", "internal without a reason", f"say why: {key} = …")
    return why
