"""Messages of an assistant: one that is too long is answered by an error, and the next as if it had not been."""

import io
import json
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.server import message


def told(sent: bytes) -> list[str]:
    """Return the lines that are read of what was sent."""
    return message.bounded(io.TextIOWrapper(io.BytesIO(sent))).read().split("\n")


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=30)))
def test_messages_of_common_length_are_read_as_they_are(lines: list[str]) -> None:
    assert told("\n".join(lines).encode()) == "\n".join(lines).split("\n")


@pytest.mark.parametrize("id_", [7, "a-1", None])
@pytest.mark.parametrize("ends", [b"\n", b""])
def test_a_message_that_is_too_long_is_an_error_with_its_id_and_the_next_is_read(
    id_: int | str | None, ends: bytes
) -> None:
    begins = b'{"jsonrpc": "2.0", ' + (b"" if id_ is None else b'"id": %s, ' % json.dumps(id_).encode())
    long = begins + b'"method": "' + b"x" * (2 * message.LONGEST) + b'"}'
    lines = told(b'{"first": 1}\n' + long + ends + (b'{"next": 1}' if ends else b""))
    assert (lines[0], lines[-1]) == ('{"first": 1}', '{"next": 1}' if ends else "")
    said = cast(dict[str, object], json.loads(lines[1]))
    assert said.get("id") == id_
    assert "more than 4,000,000 bytes" in str(said["method"])
    assert len(lines[1]) < 200
