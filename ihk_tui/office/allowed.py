"""What the role of whoever acts must hold, said where the verb is."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from ihk_tui.domain.rights import Right, may
from ihk_tui.domain.words import Refusal
from ihk_tui.office.session import Session

P = ParamSpec("P")
T = TypeVar("T")

Verb = Callable[Concatenate[Session, P], T]


def needs(right: Right) -> Callable[[Verb[P, T]], Verb[P, T | Refusal]]:
    """Have a verb refused (code `role`) to those whose role does not hold the right."""

    def guard(verb: Verb[P, T]) -> Verb[P, T | Refusal]:
        @wraps(verb)
        def guarded(session: Session, /, *args: P.args, **named: P.kwargs) -> T | Refusal:
            return may(session.person.role, right) or verb(session, *args, **named)

        return guarded

    return guard
