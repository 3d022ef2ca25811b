"""What words mean: the terms of the ontology, what their shapes require, and its one canonical text.

It imports from ``query`` and the ground. Read :func:`kg.vocabulary.term.read` first.
"""
