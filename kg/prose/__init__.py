"""Prose becomes proposed claims: articles, the names and figures in them, the rules, and the quote gate.

It imports from ``evidence``, ``query`` and the ground. Read :func:`kg.prose.extraction.reading` first.
"""
