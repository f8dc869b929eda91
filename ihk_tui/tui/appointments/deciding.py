"""Doing what may have to be decided: what stands against it is asked, and the answer covers that alone."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Concatenate, ParamSpec, TypeVar

from ihk_tui.domain.words import Refusal, StoreTrouble, Words
from ihk_tui.office.session import Session
from ihk_tui.tui.app import SprechtagApp
from ihk_tui.tui.dialogs.choose import confirm

T = TypeVar("T")
P = ParamSpec("P")

DECIDED = frozenset({"full", "adviser_busy"})
"""What a person may decide to do all the same."""


async def decide(
    app: SprechtagApp, question: Words, do: Callable[[bool | Refusal], Awaitable[T | Refusal]]
) -> T | Refusal:
    """Do it, from within a worker; ask as long as something new stands against it.

    A refusal in `DECIDED` that comes back was answered with no.
    """
    result = await do(False)
    while isinstance(result, Refusal) and result.code in DECIDED:
        if not await confirm(app, question, result.words):
            break
        result = await do(result)
    return result


async def saved(
    app: SprechtagApp,
    verb: Callable[Concatenate[Session, P], T | Refusal],
    *args: P.args,
    **kwargs: P.kwargs,
) -> T | Refusal:
    """Do a verb; trouble with the store counts as a refusal, so that the form comes back and says it."""

    def kept(session: Session) -> T | Refusal:
        try:
            return verb(session, *args, **kwargs)
        except StoreTrouble as trouble:
            return Refusal("trouble", trouble.words)

    result = await app.ask(kept)
    return Refusal("ended", Words("", "")) if result is None else result
