"""The way in over SSH: what an `authorized_keys` line runs, and how that line is made (DESIGN.md §7)."""
