"""What staff do, in their words. Each verb is one transaction; the rules it asks are in the domain.

A verb is a function whose first argument is the session it is done in. It gives the new value, or a
`Refusal` when a rule does not allow it; trouble with the store is raised as `StoreTrouble`.
"""
