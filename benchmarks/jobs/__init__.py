"""The jobs, a module each: ``TITLE``, the ``BAR`` it is to reach, who does it for us and whom it is held against.

``CONTENDERS`` is name → a function that takes the folder of inputs, prepares, and returns the work to be timed; the
work returns the answer, which has to be the same for all. ``ENVIRONMENT`` is contender → the environment it runs in,
``LARGEST`` contender → the quads above which it is left out. A job with ``SIZES`` does not depend on the graph's size.
"""
