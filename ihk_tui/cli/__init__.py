"""The plain commands: what staff do, line by line, for scripts, SSH and people without a full screen.

A command asks the office and shows its answer; it has no rules of its own. `main.run` is the way in,
`verbs` lists the commands, `commands` has one module for each.
"""
