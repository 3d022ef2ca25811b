"""Prose as proposed claims: articles, the figures and names in them, the rules, and the quote gate."""
