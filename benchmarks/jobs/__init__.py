"""The jobs, a module each: ``TITLE``, the ``BAR`` it is to reach, who does it for us and whom it is held against.

``CONTENDERS`` is name → a function that takes the folder of inputs, prepares, and returns the work to be timed; the
work returns the answer, which has to be the same for all. ``ENVIRONMENT`` is contender → the environment it runs in,
``LARGEST`` contender → the quads above which it is left out, ``LEFT_OUT`` who takes no part → why, ``TOOLS``
contender → an environment whose program it calls. A job is done on graphs of each size, and on the released sources as
well where ``REAL`` is true; one with ``SIZES`` and their ``UNIT`` has sizes of its own, and may have a ``LIMIT`` of
its own; one with ``held`` runs its contenders itself. ``CLOCK`` is true where the time by the clock is what counts,
``MEAN`` where the seconds are a mean over several answers.
"""
