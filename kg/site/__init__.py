"""Linked data as files: a document for each resource and question, dumps, descriptions, and rules for web servers.

It imports from every room below it, but ``checking`` and ``measures``. Read :func:`kg.site.publication.publish` first.
"""
