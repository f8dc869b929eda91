"""Choosing, changing and dropping the PIN that unlocks one's screen."""

from __future__ import annotations

import os

from ihk_tui.domain.pins import Pin, fits, kept
from ihk_tui.domain.words import Refusal, Words
from ihk_tui.office.session import Session
from ihk_tui.office.work import Reader

_WRONG = Refusal("wrong_pin", Words("Das ist nicht die bisherige PIN.", "That is not the PIN so far."))


def my_pin(session: Session) -> Pin | None:
    """The PIN of this person, if they chose one."""
    return _pin_of(session.person.id, session.read())


def choose_pin(session: Session, pin: str, before: str | None = None) -> Pin | Refusal:
    """Give this person a PIN, instead of the one they have.

    With `before`, it has to be that one; None when the person has proved otherwise who they are: by the key
    with which they logged in.
    """
    with session.begin("pin") as work:
        known = _pin_of(session.person.id, work)
        if known and before is not None and not fits(known, before):
            return _WRONG
        made = kept(session.person.id, pin, os.urandom(16))
        work.put(made)
        work.commit("set")
        return made


def drop_pin(session: Session, before: str | None = None) -> bool | Refusal:
    """Go without a PIN again; False when there was none. `before` as in `choose_pin`."""
    with session.begin("pin") as work:
        known = _pin_of(session.person.id, work)
        if known is None:
            return False
        if before is not None and not fits(known, before):
            return _WRONG
        work.remove(known)
        work.commit("dropped")
        return True


def _pin_of(person: str, reader: Reader) -> Pin | None:
    """Found by the person: its number would load OpenSSL at every start."""
    return next((pin for pin in reader.all(Pin) if pin.person == person), None)
