"""An answer ready to be read: labels, citations, serializations, notebooks.

It imports from ``wording``, ``graph`` and what is below them. Read :func:`kg.answering.answer.read` first.
"""
