"""The day: who waits, who is served, and everything staff do with them."""
