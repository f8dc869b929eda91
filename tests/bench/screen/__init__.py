"""Measuring the program as a terminal sees it: bytes that arrive, and when."""
