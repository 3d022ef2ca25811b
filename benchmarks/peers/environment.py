"""The environments of the peers: one each, made with the pinned packages of ``peers.toml``, the toolkit in none."""

import subprocess
import sys
import tomllib
import venv
from pathlib import Path

PEERS = Path(__file__).parent / "peers.toml"


def pins() -> dict[str, list[str]]:
    """Return environment → the packages in it, as pip takes them."""
    return {name: given["packages"] for name, given in tomllib.loads(PEERS.read_text(encoding="utf-8")).items()}


def python(name: str, folder: Path) -> str:
    """Return the interpreter of an environment, which is made if it is not there or was made from other pins.

    ``kg`` is the environment this runs in.

    Raises:
        subprocess.CalledProcessError: the packages cannot be installed.
    """
    if name == "kg":
        return sys.executable
    place, wanted = folder / name, "\n".join(pins()[name])
    mark = place / "pins.txt"
    if not mark.is_file() or mark.read_text(encoding="utf-8") != wanted:
        venv.create(place, clear=True, with_pip=True)
        quiet = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", *pins()[name]]
        subprocess.run([str(place / "bin" / "python"), *quiet], check=True, capture_output=True, text=True)
        mark.write_text(wanted, encoding="utf-8")
    return str(place / "bin" / "python")


def versions(name: str, folder: Path) -> dict[str, str]:
    """Return package → version of what ``peers.toml`` names in an environment that is made."""
    names = [pin.partition("==")[0].partition("[")[0] for pin in pins()[name]]
    show = f"import importlib.metadata as m; print(*(m.version(n) for n in {names!r}))"
    done = subprocess.run([python(name, folder), "-c", show], check=True, capture_output=True, text=True)
    return dict(zip(names, done.stdout.split(), strict=True))
