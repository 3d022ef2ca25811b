"""The site, SPARQL and what is made for machines, live from a built store over HTTP."""
