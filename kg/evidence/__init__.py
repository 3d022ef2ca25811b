"""What sources say, and who is who: sources and their tables as claims, receipts, registers.

It imports from ``query``, ``tables`` and the ground. Read :func:`kg.evidence.statement.claims` first.
"""
