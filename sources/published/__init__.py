"""How the published files are read: one ``<id>.toml`` a source, and the parts that ``from_published.py`` uses."""
