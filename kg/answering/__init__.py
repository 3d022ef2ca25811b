"""An answer ready to be read: labels, citations, serializations, notebooks, and the question that plain words ask.

It imports from ``graph`` and what is below it. Read :func:`kg.answering.answer.read` first.
"""
