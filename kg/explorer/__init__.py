"""The explorer: one selection of facts as map, network, table, timeline and receipts, in a reader's browser.

It imports from ``charts`` and what is below it. Read :func:`kg.explorer.facts.facts` first.
"""
