"""Every file has a license whose text is here; every npm package is held to a hash, and those bundled are named."""

import json
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LOCKS = ("web/package-lock.json", "tests/server/comunica/package-lock.json")


def packages(lock: str) -> dict[str, dict[str, str]]:
    """Return the npm packages of a lock by the folder they are installed in."""
    return {place: told for place, told in json.loads((ROOT / lock).read_text("utf-8"))["packages"].items() if place}


def test_the_licenses_that_are_named_are_those_whose_texts_are_here() -> None:
    annotations = tomllib.loads((ROOT / "REUSE.toml").read_text(encoding="utf-8"))["annotations"]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = {each["SPDX-License-Identifier"] for each in annotations}
    assert named == {path.stem for path in (ROOT / "LICENSES").iterdir()}
    assert named == set(project["license"].split(" AND "))
    assert (ROOT / "LICENSES" / "Apache-2.0.txt").read_text("utf-8") == (ROOT / "LICENSE").read_text("utf-8")


def test_every_folder_that_is_licensed_otherwise_than_the_code_exists() -> None:
    annotations = tomllib.loads((ROOT / "REUSE.toml").read_text(encoding="utf-8"))["annotations"]
    data = next(each for each in annotations if each["SPDX-License-Identifier"] == "CC-BY-4.0")
    folders = [place.removesuffix("/**") for place in data["path"]]
    assert [place for place in folders if not (ROOT / place).exists()] == []
    text = (ROOT / "LICENSE-DATA").read_text(encoding="utf-8")
    assert [place for place in folders if place != "LICENSE-DATA" and f"{place}/" not in text] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_npm_package_is_held_to_a_hash(lock: str) -> None:
    found = packages(lock)
    assert len(found) > 20
    assert [place for place, told in found.items() if not re.match(r"sha512-\S{88}$", told.get("integrity", ""))] == []


def test_the_bundle_names_each_npm_package_it_is_made_of_with_its_license() -> None:
    wanted = json.loads((ROOT / "web" / "package.json").read_text(encoding="utf-8"))["dependencies"]
    lock = packages(LOCKS[0])
    told = (ROOT / "web" / "dist" / "LICENSES.txt").read_text(encoding="utf-8")
    named = set(re.findall(r"^(\S+) (\S+): \S", told, flags=re.M))
    assert {(name, lock[f"node_modules/{name}"]["version"]) for name in wanted} <= named
