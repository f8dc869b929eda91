"""The office's days and appointments as iCalendar files (RFC 5545): for staff, onlookers and visitors.

icalendar takes about 0.1 s to load, so nothing of this package is imported before a calendar is wanted.
"""
