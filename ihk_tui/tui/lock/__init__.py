"""Locking the screen."""
