"""One module a command, named like it: `arguments` declares its options, `run` does it.

A module is imported when its command is given, so that a short command stays a quick one.
"""
