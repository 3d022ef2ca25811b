"""The file a picture is written to, replaced as a whole."""

import os
import tempfile
from pathlib import Path

from kg.errors import TargetError


def replace(target: Path, content: bytes) -> None:
    """Write a file; what stood there stays whole until the new content is.

    Raises:
        TargetError: the file cannot be written.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as file:
            scratch = Path(file.name)
            try:
                file.write(content)
            except OSError:
                scratch.unlink(missing_ok=True)
                raise
        try:
            scratch.chmod(0o666 & ~_umask())
            scratch.replace(target)
        except OSError:
            scratch.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise TargetError(str(target), f"cannot be written ({error.strerror})", "name a writable file") from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
