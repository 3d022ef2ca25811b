"""Tables as people keep them: workbooks, delimited text and records, read cell by cell under a mapping.

Read :func:`kg.tables.reading.rows` first.
"""
