"""What every picture and page is made with: letters, colors, templates, and the file that is replaced as a whole.

It imports from the ground. Read :func:`kg.drawing.template.templates` first.
"""
