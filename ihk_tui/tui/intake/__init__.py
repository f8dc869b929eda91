"""The intake: who comes, and why."""
