"""Names: how one is written, and who answers to it, for sources, parameters, prose, search and plain words alike.

It imports from the ground alone. Read :func:`kg.naming.country.named` first.
"""
