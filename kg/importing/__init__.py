"""Bringing a spreadsheet in: what its columns hold, the mapping that is proposed, and what came of it.

It imports from ``evidence``, ``tables`` and the ground. Read :func:`kg.importing.intake.taken` first.
"""
