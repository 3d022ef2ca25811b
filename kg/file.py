"""A file that was named: whether it can be read to its end, and where it stands; and files written as a whole."""

import codecs
import errno
import os
import re
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

_KINDS = {
    stat.S_IFIFO: "it is a pipe, not a file",
    stat.S_IFSOCK: "it is a socket, not a file",
    stat.S_IFCHR: "it is a device, not a file",
    stat.S_IFBLK: "it is a device, not a file",
    stat.S_IFDIR: "it is a folder, not a file",
}


_WRITING, _WRITTEN = ".placing-", ".placed-"
"""What the folder begins with in which files are written, and that in which all of them are."""


def irregular(path: Path) -> str:
    """Return what a path leads to if that is no regular file, which alone has an end, without opening it.

    Nothing is returned for a file, and for a path that cannot be followed: whoever opens it says why.
    """
    try:
        return _KINDS.get(stat.S_IFMT(path.stat().st_mode), "")
    except (OSError, ValueError):
        return ""


def outside(path: Path, folder: Path) -> str:
    """Return what to say of a link that leads out of the folder it stands in; nothing of any other path."""
    try:
        if not path.is_symlink() or path.resolve().is_relative_to(folder.resolve()):
            return ""
    except (OSError, RuntimeError, ValueError):
        return ""
    return "it is a link to a file out of the folder"


def strange(path: Path) -> str:
    """Return what keeps a file in a folder of sources from being read: it is no file, or a link out of the folder."""
    return irregular(path) or outside(path, path.parent)


def held(path: Path) -> bytes:
    """Return the bytes of a file in a folder of sources.

    Raises:
        OSError: it cannot be read, is no regular file, or a link out of its folder.
    """
    if found := strange(path):
        raise OSError(errno.EINVAL, found)
    return path.read_bytes()


def undecoded(data: bytes) -> tuple[int, str]:
    r"""Return where bytes are not UTF-8: the line, from 1, and the byte in words; line 0 where they are.

    >>> undecoded(b"a\ncaf\xe9")
    (2, 'the byte e9')
    """
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return data[: error.start].count(b"\n") + 1, f"the byte {data[error.start]:02x}"
    return 0, ""


_UNWRITTEN = ("idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape")
"""Encodings of Python's in which no file of text is written: one takes the square of its length, one is none."""


def charset(name: str) -> str:
    """Return what Python calls an encoding that a file, or what describes it, names.

    Raises:
        LookupError: nobody knows it, or no text is written in it.
        ValueError: it is no name.
    """
    found = codecs.lookup(name).name
    if found in _UNWRITTEN:
        raise LookupError(f"no text is written in {found}")
    return found


_JSON = (
    ("Expecting value", "no value stands there"),
    ("Expecting property name", "no name in double quotes stands there"),
    ("Expecting ':'", "no ':' follows the name"),
    ("Expecting ','", "no ',' parts two values"),
    ("Extra data", "more stands there than one value"),
    ("Unterminated string", "a text is not closed"),
    ("Invalid control character", "a text goes on over the end of its line"),
    ("Invalid \\", "a '\\' begins no sign"),
)
"""What a reader of JSON says → how it is told."""


_RDF = (
    (r"Unexpected end.*", "it ends within a statement"),
    (r"The prefix (\S+) has not been declared", r"the prefix '\1' is not declared"),
    (r"No scheme found in an absolute IRI", "an IRI has no scheme, as https:"),
    (r"Invalid IRI code point (.+)", r"an IRI holds \1"),
    (r"(.+) is not a valid RDF object", r"'\1' stands in the place of an object"),
    (r"The given language subtag is invalid", "a language tag is none of BCP 47"),
    (r"Not both (\S+) and (\S+) could be set at the same time", r"\1 and \2 stand in one tag"),
    (r"<?(.+?)>? has already been used as rdf:ID value", r"\1 is the rdf:ID of two elements"),
    (r"error while parsing IRI '(.*)': .*", r"'\1' is no IRI"),
    (r"error while parsing language tag '(.*)': .*", r"'\1' is no language tag of BCP 47"),
    (
        r"Invalid (?:property|node) element tag name: (.+)",
        r"no element may be called \1",
    ),
    (r"Unexpected char: (.+)", r"\1 stands there, where a value must"),
    (r"Unexpected text event: (.*)", r"the text \1 stands where an element must"),
    (r"XML namespaces are required.*", "its root is no rdf:RDF"),
)
"""What a reader of RDF says → how it is told."""
_PARSER = re.compile(
    r"Parser error (?:at line \d+ (?:between columns (\d+) and \d+|column (\d+))"
    r"|between line \d+ column (\d+) and line \d+ column \d+): |\s*\(line \d+\)$"
)


def why(error: BaseException) -> str:
    r"""Return in a few words why a file cannot be read, without what the system and a library add to it.

    >>> why(FileNotFoundError(2, "No such file or directory", "x"))
    'No such file or directory'
    >>> why(UnicodeDecodeError("utf-8", b"a\xe9", 1, 2, ""))
    'line 1 is not UTF-8: the byte e9'
    """
    from json import JSONDecodeError

    if isinstance(error, SyntaxError):
        at = _PARSER.match(str(error))
        said = _PARSER.sub("", str(error))
        told = next((re.sub(form, words, said) for form, words in _RDF if re.fullmatch(form, said)), said)
        column = next(filter(None, at.groups()), "") if at else ""
        return f"column {column}: {told}" if column else told
    if isinstance(error, UnicodeDecodeError):
        line = error.object[: error.start].count(b"\n") + 1
        return f"line {line} is not {error.encoding.upper()}: the byte {error.object[error.start]:02x}"
    if isinstance(error, JSONDecodeError):
        said = next((told for form, told in _JSON if error.msg.startswith(form)), "it is no value of JSON")
        return f"line {error.lineno}, column {error.colno}: {said}"
    if isinstance(error, RecursionError):
        return "its values are nested too deeply"
    if isinstance(error, KeyError):
        return f"it has no {error.args[0]!r}"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return re.sub(r"^\[(?:Errno|WinError) -?\d+\] ", "", str(error)) or "no reason is given"


def damage(error: BaseException) -> str:
    """Return what is wrong with the files of a store, where that is what an engine met; nothing where it is not.

    >>> damage(OSError("IO error: No such file or directory: While open a file: kg/000034.sst"))
    'its file 000034.sst is missing'
    """
    said = str(error)
    if not said.startswith(("IO error", "Corruption")):
        return ""
    named = re.search(r"([^\s/:]+\.(?:sst|log)|MANIFEST-\d+|CURRENT|IDENTITY|LOCK|OPTIONS-\d+)\b", said)
    which = f"its file {named[1]}" if named else "a file of it"
    if "lock" in said.casefold() and "Resource temporarily" in said:
        return "another process writes it"
    for words, told in (("No such file", "is missing"), ("Permission", "may not be read"), ("No space", "has no room")):
        if words in said:
            return f"{which} {told}"
    return f"{which} is damaged"


def placed(folder: Path, files: Mapping[str, str | Path]) -> None:
    """Put files in a folder, all of them or none: each is a text, or a copy of the file that is named.

    They are written beside their places first. One change of a name decides then that they are to stand there:
    whatever ends the process after it, :func:`settled` carries it out.

    Raises:
        OSError: a file cannot be written; none is in its place.
    """
    import shutil
    import tempfile

    folder.mkdir(parents=True, exist_ok=True)
    settled(folder)
    for name in files:
        _within(folder / name, folder)
    for left in folder.glob(f"{_WRITING}*"):
        if _ended(left.name.removeprefix(_WRITING).partition("-")[0]):
            shutil.rmtree(left, ignore_errors=True)
    made = Path(tempfile.mkdtemp(prefix=f"{_WRITING}{os.getpid()}-", dir=folder))
    try:
        for name, given in files.items():
            place = made / name
            place.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(given, str):
                place.write_text(given, encoding="utf-8", newline="")
            else:
                shutil.copyfile(given, place)
        made.rename(made.with_name(_WRITTEN + made.name.removeprefix(_WRITING)))
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise
    settled(folder)


def _within(place: Path, folder: Path) -> None:
    """Raise an OSError where a file would stand out of the folder, by a link in it."""
    if not place.parent.resolve().is_relative_to(folder.resolve()):
        raise OSError(errno.EINVAL, f"{place.parent} is a link out of the folder")


def _ended(process: str) -> bool:
    """Return whether a process is no more, where the system tells."""
    if os.name != "posix" or not process.isdigit():
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


def settled(folder: Path) -> None:
    """Carry out what :func:`placed` had decided when its process ended; nothing is done where nothing is left.

    Raises:
        OSError: a file cannot be moved to its place.
    """
    for made in sorted(folder.glob(f"{_WRITTEN}*")):
        import shutil

        if made.is_symlink():  # it leads to files that nobody placed
            continue
        for each in sorted(made.rglob("*")):
            place = folder / each.relative_to(made)
            if each.is_file():
                _within(place, folder)
                place.parent.mkdir(parents=True, exist_ok=True)
                with suppress(FileNotFoundError):  # another process carries it out as well
                    each.replace(place)
        shutil.rmtree(made, ignore_errors=True)


def replace(target: Path, content: bytes) -> None:
    """Write a file, and the folders above it; what stood there stays whole until the new content is.

    Raises:
        OSError: it cannot be written; what stood there still does, and nothing beside it. A device or a pipe is no file
            that another takes the place of.
    """
    import tempfile

    if found := irregular(target):
        raise OSError(errno.EINVAL, found)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as file:
        scratch = Path(file.name)
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            scratch.unlink(missing_ok=True)
            raise
    try:
        scratch.chmod(0o666 & ~_umask())
        scratch.replace(target)
    except BaseException:
        scratch.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
