"""A folder that is read while it is being written: a file that is there is whole."""

from pathlib import Path

from kg.site.press import Site


class Whole(Site):
    """A site of which each file is in its place from when all of it is written; before, it is in a folder beside."""

    def __init__(self, folder: Path, base: str) -> None:
        super().__init__(folder, base)
        self._begun = Site(folder.with_name(f"{folder.name}-unfinished"), base)

    def write(self, place: str, content: str | bytes) -> None:
        """Write one file."""
        self._begun.write(place, content)
        target = self.folder / place
        target.parent.mkdir(parents=True, exist_ok=True)
        (self._begun.folder / place).replace(target)
