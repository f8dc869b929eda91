"""The public call display."""
