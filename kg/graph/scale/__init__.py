"""Where the tasks of a build run: in this process, in several, or on a cluster that exists.

It imports from ``graph``. Read :func:`kg.graph.scale.runner.runner` first.
"""
