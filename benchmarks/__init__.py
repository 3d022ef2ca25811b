"""Side-by-side runs against peers: the same work, the answers compared before the times are."""
