"""Claims become a checked dataset, on disk or at an endpoint: loaded, what follows inferred, what is wrong found.

A build is parted into shards. It imports from ``evidence``, ``vocabulary``, ``query``, ``tables`` and the ground.
Read :func:`kg.graph.pipeline.build` first.
"""
