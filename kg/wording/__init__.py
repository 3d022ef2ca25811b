"""Questions in plain words: what a text says, which questions of the library use all of it, and what is refused.

It imports from ``evidence``, ``query`` and the ground. Read :func:`kg.wording.plain.understand` first: it says what
runs, and what is not used.
"""
