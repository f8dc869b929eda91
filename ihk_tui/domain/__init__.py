"""The rules of a consultation day: frozen values and pure functions.

Nothing here reads a file, a screen or a clock, and nothing is random: the moment, new ids and the acting
person are always passed in. The terms and rules are those of the field (see README, "Terms").
"""
