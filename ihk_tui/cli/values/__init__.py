"""What `--json` prints: the office's values under stable English keys."""
