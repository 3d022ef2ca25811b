"""The graph in the forms that other communities read: RDF 1.2, nanopublications, FollowTheMoney, QuickStatements.

It imports from ``answering`` and what is below it. Read :func:`kg.bridges.situation.accepted` first.
"""
