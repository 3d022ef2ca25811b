"""A reader's own folder, whose registers, sources, queries and stories stand beside what is released.

It imports from the ground. Read :func:`kg.overlay.workspace.find` first.
"""
