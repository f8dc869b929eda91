"""The consultation day of an IHK regional office, in a terminal."""

__version__ = "0.1.0"
