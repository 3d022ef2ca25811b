"""A view as a network: nodes and edges that keep their claims, where each box stands, and the files it becomes.

It imports from ``answering`` and what is below it. Read :func:`kg.networks.view.read` first.
"""
