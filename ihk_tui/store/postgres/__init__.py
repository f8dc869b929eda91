"""The log in PostgreSQL, for several hosts on one office."""
