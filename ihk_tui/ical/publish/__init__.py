"""Calendars that others subscribe to: files in a folder, and a calendar on a CalDAV server (RFC 4791)."""
