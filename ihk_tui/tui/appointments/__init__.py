"""The appointments of a day."""
