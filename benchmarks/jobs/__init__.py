"""The jobs, a module each: ``TITLE``, what is measured, who does it best for us, whom it is held against, and how.

``CONTENDERS`` is name → a function that takes the folder of inputs, prepares, and returns the work to be timed; the
work returns the answer, which has to be the same for all. ``ENVIRONMENT`` is contender → the environment it runs in.
"""
