"""Unfinished forms in the database, so that they are found on whichever host their owner goes on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any
from urllib.parse import quote, unquote

import msgspec

from ihk_tui.store.drafts import teller
from ihk_tui.store.postgres.server import Connection, Server
from ihk_tui.store.postgres.trouble import told_plainly
from ihk_tui.store.trouble import NOT_OPENED, NOT_SAVED

# for the one statement: typing does not wait for the disk
_LAZILY = "(select set_config('synchronous_commit', 'off', true)) as lazily"
_SAVE = f"""
insert into draft (person, name, form) select %s, %s, %s from {_LAZILY}
on conflict (person, name) do update set form = excluded.form
"""
_LOAD = "select form from draft where person = %s and name = %s"
_NAMES = "select name from draft where person = %s"
_EVERYONES = "select person, name, form from draft order by person, name"
_DROP = f"delete from draft using {_LAZILY} where person = %s and name = %s"

_ALL = "select person, name, form from draft for update"
_DROP_FOR_GOOD = "delete from draft where person = %s and name = %s"
_DURABLY = (
    "select txid_current()"  # so that the commit waits for the disk, and with it what was dropped before
)


class PostgresDrafts:
    """A row for each form. Not forced to the disk: a power cut may take the last second of typing.

    Every method raises `StoreTrouble` when the server cannot do it.
    """

    def __init__(self, server: Server) -> None:
        self._server = server

    def save(self, person: str, name: str, form: Mapping[str, Any]) -> None:
        """Keep a form."""
        fields = msgspec.json.encode(dict(form))
        self._do(_SAVE, (_key(person), _key(name), fields))

    def load(self, person: str, name: str) -> dict[str, Any] | None:
        """The fields kept under this name, or None; what cannot be decoded counts as none."""
        key = _key(person), _key(name)

        def ask(connection: Connection) -> tuple[Any, ...] | None:
            return connection.execute(_LOAD, key, binary=True).fetchone()

        with told_plainly(NOT_OPENED, folder=self._server.place):
            row = self._server.ask(ask)
        try:
            return None if row is None else _decode(row[0])
        except msgspec.MsgspecError:
            return None

    def names(self, person: str) -> list[str]:
        """The names under which this person's forms are kept."""

        def ask(connection: Connection) -> list[tuple[Any, ...]]:
            return connection.execute(_NAMES, (_key(person),)).fetchall()

        with told_plainly(NOT_OPENED, folder=self._server.place):
            return [unquote(name) for (name,) in self._server.ask(ask)]

    def drop(self, person: str, name: str) -> None:
        """Forget a form."""
        self._do(_DROP, (_key(person), _key(name)))

    def forget(self, texts: Iterable[str]) -> None:
        """Forget forms in which one of the texts occurs, and such as cannot be decoded."""
        told = teller(texts)

        def gone(name: str, form: bytes) -> bool:
            try:
                return told(unquote(name), _decode(form))
            except msgspec.MsgspecError:
                return True

        def forget(connection: Connection) -> None:
            with connection.transaction():
                connection.execute(_DURABLY)
                for person, name, form in connection.execute(_ALL, binary=True).fetchall():
                    if gone(name, form):
                        connection.execute(_DROP_FOR_GOOD, (person, name))

        with told_plainly(NOT_SAVED):
            self._server.ask(forget)

    def everyones(self) -> list[tuple[str, str, dict[str, Any]]]:
        """Every form with its person and name, as far as it can be decoded."""

        def ask(connection: Connection) -> list[tuple[Any, ...]]:
            return connection.execute(_EVERYONES, binary=True).fetchall()

        found = []
        with told_plainly(NOT_OPENED, folder=self._server.place):
            for person, name, form in self._server.ask(ask):
                with suppress(msgspec.MsgspecError):
                    found.append((unquote(person), unquote(name), _decode(form)))
        return found

    def _do(self, statement: str, values: tuple[Any, ...]) -> None:
        with told_plainly(NOT_SAVED):
            self._server.ask(lambda connection: connection.execute(statement, values))


def _decode(form: bytes) -> dict[str, Any]:
    return msgspec.json.decode(form, type=dict[str, Any])


def _key(text: str) -> str:
    """Write a name so that any text is one; PostgreSQL keeps no zero character."""
    return quote(text, safe=" ")
