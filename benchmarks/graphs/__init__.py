"""The graphs that jobs are done on: generated in the shape of the released one, and the inputs of each size."""
