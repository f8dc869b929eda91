"""Short questions; each gives its answer or None for Esc."""
