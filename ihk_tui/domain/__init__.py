"""The rules of a consultation day: frozen values and pure functions.

Nothing here reads a file, a screen or a clock, and nothing is random: the moment, new ids and the acting
person are always passed in. The terms and rules are those of the field (see README, "Terms").

Values are frozen and hold no cycles, so the garbage collector leaves them alone (`gc=False`): reading a year
would otherwise spend most of its time being looked through.
"""
