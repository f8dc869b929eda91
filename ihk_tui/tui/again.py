"""What was done last and may be done again to another visit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from ihk_tui.domain.visits import Visit
from ihk_tui.domain.words import Words
from ihk_tui.office import reception, serving

REPEATABLE: frozenset[Callable[..., Any]] = frozenset(
    {serving.no_show, serving.defer, serving.transfer, reception.leave}
)
"""Verbs that set a visit aside. Calling, beginning, finishing and undoing are asked for each time: a key too
many would call somebody, or end a talk."""


class Again(NamedTuple):
    """A verb with everything but the visit, and what is said when it is done."""

    done: Callable[[Visit], Words]
    verb: Callable[..., Any]
    args: tuple[Any, ...]


def again(done: Callable[[Visit], Words], verb: Callable[..., Any], args: tuple[Any, ...]) -> Again | None:
    """Give what may be repeated of a verb that was done; `args` begin with the visit's number."""
    return Again(done, verb, args[1:]) if verb in REPEATABLE else None
