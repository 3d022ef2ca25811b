"""The verbs of the command: one module each, named as it is typed; what it takes and what it does.

It imports from every room. Read :func:`kg.verbs.build.run` first.
"""
