"""Claims become a checked dataset, on disk or at an endpoint: loaded, what follows inferred, what is wrong found.

It imports from ``evidence``, ``vocabulary``, ``query`` and the ground. Read :func:`kg.graph.pipeline.build` first.
"""
