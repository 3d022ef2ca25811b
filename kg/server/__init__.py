"""The same site live from a built store, SPARQL, and what is made for machines.

It imports from ``site`` and what is below it. Read :func:`kg.server.application.application` first.
"""
