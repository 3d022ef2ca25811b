"""Names: how one is written, and who answers to it, for sources, parameters, prose, search and plain words alike.

It imports from the modules of the ground. Read :func:`kg.naming.names.one` first.
"""
