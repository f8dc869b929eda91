"""Where the office is kept: TinyDB tables over an ordered, checksummed log that several processes share."""
