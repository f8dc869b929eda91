"""The year's consultation days."""
