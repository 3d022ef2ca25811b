"""A load and an import that are killed at any moment leave what was there before or what they make, whole."""

from pathlib import Path

import pytest

from tests.graph.kills import killed


@pytest.mark.parametrize("kind", ["load", "import"])
def test_what_is_killed_leaves_the_state_before_or_the_one_after_and_the_next_run_works(
    tmp_path: Path, kind: str
) -> None:
    assert killed(kind, 3, tmp_path).total() >= 3
