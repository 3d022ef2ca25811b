"""Linked data as files: a document for each resource and question, dumps, descriptions, and rules for web servers.

It imports from ``explorer``, ``networks``, ``charts``, ``answering`` and what these rest on.
Read :func:`kg.site.publication.publish` first.
"""
