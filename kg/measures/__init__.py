"""What can be computed of a network, and how far it hangs on one source.

It imports from ``networks`` and what is below it. Read :func:`kg.measures.measure.measured` first.
"""
