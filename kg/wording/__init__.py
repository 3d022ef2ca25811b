"""Questions in plain words: what a text says, which questions of the library use all of it, and what is refused.

Read :func:`kg.wording.plain.understand` first: it says what runs, and what is not used.
"""
