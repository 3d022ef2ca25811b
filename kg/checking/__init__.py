"""Verdicts on an article's figures and statements, decisions on proposed claims, and findings as a page.

It imports from ``answering``, ``prose`` and what is below them. Read :func:`kg.checking.check.check` first.
"""
