"""Tables as people keep them: workbooks, delimited text and records, read cell by cell under a mapping.

It imports from the ground. Read :func:`kg.tables.reading.rows` first.
"""
