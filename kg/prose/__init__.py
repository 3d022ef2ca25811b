"""Prose becomes proposed claims: articles, the names and figures in them, the rules, and the judge.

It imports from ``evidence`` and the ground. Read :func:`kg.prose.extraction.reading` first.
"""
