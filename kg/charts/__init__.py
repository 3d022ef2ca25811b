"""Maps and charts whose marks keep their claims: what a chart is, what stands around it, and the files it becomes.

It imports from ``answering`` and what is below it. Read :func:`kg.charts.chart.read` first.
"""
