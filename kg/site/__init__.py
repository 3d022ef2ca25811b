"""Linked data on the web: one document per resource and question, the dumps, and the rules for web servers."""
