"""One ``.rq`` file: its front matter, the values bound in it, and the rows it gives.

It imports from the ground. Read :func:`kg.query.query.find` first.
"""
