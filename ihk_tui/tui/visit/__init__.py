"""One visit: topics, notes, timeline."""
