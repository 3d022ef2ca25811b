"""Pictures of the graph: a view's answer as a network, where its boxes stand, and the page it becomes."""
