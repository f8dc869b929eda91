"""What people read when the server, or somebody at it, does what it should not."""

from __future__ import annotations

import importlib
import sys
import traceback
from collections.abc import Callable

import psycopg
import pytest

from ihk_tui.domain.words import StoreTrouble
from ihk_tui.store.postgres.log import PostgresLog
from ihk_tui.store.postgres.opening import create_postgres, open_postgres
from ihk_tui.store.postgres.trouble import reason, reason_of_refusal
from tests.postgres.place import ANNA, Place, add, numbers, read, record, replace, tables
from tests.postgres.server import PASSWORD, Server

pytestmark = pytest.mark.slow


def fails(place: Place, code: str, *, at_commit: bool = False) -> None:
    """Let the server refuse every further transaction with an SQLSTATE."""
    place.execute(
        "create function TABLE.fail() returns trigger language plpgsql as"
        f" $$ begin raise exception 'it fails' using errcode = '{code}'; end $$"
    )
    timing = "constraint trigger fails after insert on TABLE.journal initially deferred"
    place.execute(
        f"create {timing if at_commit else 'trigger fails before insert on TABLE.journal'}"
        " for each row execute function TABLE.fail()"
    )


@pytest.mark.parametrize("at_commit", [False, True])
@pytest.mark.parametrize(
    ("code", "english", "german"),
    [
        ("53100", "the disk of the server is full", "der Datenträger des Servers ist voll"),
        ("25006", "the database server is read-only", "schreibgeschützt"),
        ("42501", "permission is missing", "die Berechtigung fehlt"),
        ("58030", "the disk of the server reports an error", "meldet einen Fehler"),
        ("XX001", "the database is damaged", "beschädigt"),
        ("P0001", "it fails", "it fails"),
    ],
)
def test_a_refused_transaction_is_told_in_a_sentence(
    place: Place, code: str, english: str, german: str, at_commit: bool
) -> None:
    log = place.open()
    add(log)
    fails(place, code, at_commit=at_commit)
    with pytest.raises(StoreTrouble) as trouble, log.exclusive(ANNA):
        log.append(record(2))
    assert str(trouble.value).startswith(f"Not saved: {english}.")
    assert german in trouble.value.words.de and "Nicht gespeichert" in trouble.value.words.de
    assert not log.behind() and log.holder() is None
    place.execute("drop trigger fails on TABLE.journal")
    assert add(log) == 2


def test_an_append_after_a_failed_one_in_the_same_turn_fails_too(place: Place) -> None:
    log = place.open()
    add(log)
    fails(place, "53100")
    with log.exclusive(ANNA):
        for _ in range(2):
            with pytest.raises(StoreTrouble, match="Not saved"):
                log.append(record(2))
    place.execute("drop trigger fails on TABLE.journal")
    assert add(log) == 2


def test_a_failed_generation_is_told_and_changes_nothing(place: Place) -> None:
    log = place.open()
    add(log)
    place.execute("alter table TABLE.snapshot add check (name <> 'bad')")
    with pytest.raises(StoreTrouble, match="Not saved"):
        log.prepare(1, tables(bad={}), ANNA.since)
    assert log.extent().generation == 1
    assert replace(log, 1).snapshot is not None


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("postgresql://guarded:falsch-0815@/postgres?host={folder}", "refuses the login"),
        ("postgresql://nobody-here:falsch-0815@/postgres?host={folder}", "refuses the login"),
        ("postgresql://tester:falsch-0815@/missing?host={folder}", "no such database"),
        ("postgresql://tester:falsch-0815@127.0.0.1:1/postgres", "cannot be reached"),
        ("postgresql://tester:falsch-0815@/postgres?host={folder}/no", "cannot be reached"),
        ("postgresql://tester:falsch-0815@no.host.invalid/postgres", "cannot be reached"),
        ("postgresql//tester:falsch-0815@host/postgres", "cannot be understood"),
        ("postgresql://tester:falsch-0815@/postgres?nonsense=falsch-0815", "cannot be understood"),
        ("postgresql://tester:falsch-0815%zz@/postgres", "cannot be understood"),
        ("host=x falsch-0815", "cannot be understood"),
        ("host=x port=falsch-0815", "cannot be understood"),
        ("postgresql://tester:x@falsch-0815@127.0.0.1/postgres", "cannot be understood"),
        ("postgresql://tester:x/falsch-0815@127.0.0.1/postgres", "cannot be understood"),
    ],
)
def test_a_server_that_lets_nobody_in_is_told_without_the_password(
    postgres: Server, url: str, sentence: str
) -> None:
    for attempt in (_open, _create):
        with pytest.raises(StoreTrouble, match=sentence) as trouble:
            attempt(url.format(folder=postgres.folder))
        words = trouble.value.words
        assert "falsch-0815" not in f"{words.de} {words.en}"
        assert "falsch-0815" not in "".join(traceback.format_exception(trouble.value, limit=0))


def test_a_password_that_is_right_lets_in_and_is_never_shown(place: Place) -> None:
    place.execute(f"grant usage on schema {place.schema} to guarded")
    place.execute(f"grant select on all tables in schema {place.schema} to guarded")
    log = place.open(place.server.url("guarded", PASSWORD))
    read(log)
    with pytest.raises(StoreTrouble, match="permission is missing") as trouble, log.exclusive(ANNA):
        log.append(record(1))
    assert PASSWORD not in f"{trouble.value.words} {log!r} {vars(log)}"


def test_too_many_connections_are_told(place: Place) -> None:
    place.execute("alter role guarded connection limit 0")
    try:
        with pytest.raises(StoreTrouble, match="too many connections"):
            place.open(place.server.url("guarded", PASSWORD))
    finally:
        place.execute("alter role guarded connection limit -1")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("FATAL:  sorry, too many clients already", "too many connections"),
        ("FATAL:  tut mir leid, schon zu viele Verbindungen", "too many connections"),
        ("FATAL:  Passwort-Authentifizierung für Benutzer »x« fehlgeschlagen", "refuses the login"),
        ("FATAL:  kein pg_hba.conf-Eintrag für Host »1.2.3.4«", "refuses the login"),
        ("FATAL:  Datenbank »x« existiert nicht", "no such database"),
        ("FATAL:  the database system is starting up", "stopped or is starting"),
        ("FATAL:  das Datenbanksystem fährt herunter", "stopped or is starting"),
        ("connection timeout expired", "cannot be reached"),
    ],
)
def test_a_server_may_speak_german(said: str, sentence: str) -> None:
    assert sentence in reason_of_refusal(psycopg.OperationalError(said)).en


def test_a_failure_without_a_code_is_a_lost_line() -> None:
    assert "broke" in reason(psycopg.OperationalError("server closed the connection unexpectedly")).en


def test_there_is_one_log_to_a_schema(place: Place) -> None:
    add(place.open())
    with pytest.raises(StoreTrouble, match="already"):
        PostgresLog.create(place.url, place.schema, "another")
    assert add(place.open()) == 2


def test_a_schema_without_a_log_is_told(place: Place) -> None:
    with pytest.raises(StoreTrouble, match="no office in schema nowhere of postgres"):
        PostgresLog(place.url, "nowhere")


@pytest.mark.parametrize("schema", ["", "x" * 64, "a\0b"])
def test_a_name_that_no_schema_can_have_is_refused(place: Place, schema: str) -> None:
    with pytest.raises(StoreTrouble, match="name of the schema"):
        PostgresLog.create(place.url, schema, "x")


def test_a_schema_may_have_an_awkward_name_and_exist_already(place: Place) -> None:
    schema = f'Büro "1" {place.schema}; drop table x'
    place.execute('create schema "{}"'.format(schema.replace('"', '""')))
    PostgresLog.create(place.url, schema, "awkward")
    log = PostgresLog(place.url, schema)
    assert (add(log), log.office) == (1, "awkward")
    log.close()


def test_a_newer_format_is_refused_at_once(place: Place) -> None:
    log = place.open()
    add(log)
    place.execute("update TABLE.office set format = format + 1")
    for act in (lambda: place.open(), lambda: add(log)):
        with pytest.raises(StoreTrouble, match="written by a newer version") as trouble:
            act()
        assert "neueren Fassung" in trouble.value.words.de


def test_an_older_format_is_not_sound_until_a_generation_is_written(place: Place) -> None:
    place.execute("update TABLE.office set format = 0")
    log = place.open()
    with log.exclusive(ANNA):
        assert not log.sound
        log.adopt(log.prepare(0, tables(), ANNA.since))
        assert log.sound
        log.append(record(1))
    assert read(place.open()).records and place.open().extent().generation == 2


def test_another_office_is_noticed(place: Place) -> None:
    log = place.open()
    add(log)
    place.execute("update TABLE.office set id = 'another'")
    with pytest.raises(StoreTrouble, match="another office"):
        add(log)


def _forget_the_last(place: Place) -> None:
    place.execute("delete from TABLE.journal where seq = 3")


def _go_on_otherwise(place: Place) -> None:
    _forget_the_last(place)
    for name in ("another", "past"):
        add(place.open(), docs={"guests": {"3": {"name": name}}})


def _replace_the_generation_too(place: Place) -> None:
    _go_on_otherwise(place)
    other = place.open()
    read(other)
    replace(other, 4)


def _have_only_the_first_generation(place: Place) -> None:
    place.execute("delete from TABLE.journal")
    place.execute("update TABLE.office set generation = (select min(id) from TABLE.generation)")


@pytest.mark.parametrize(
    "rewind",
    [
        _forget_the_last,
        _go_on_otherwise,
        _replace_the_generation_too,
        _have_only_the_first_generation,
    ],
)
def test_a_server_that_was_set_back_is_noticed(place: Place, rewind: Callable[[Place], None]) -> None:
    log = place.open()
    add(log)
    replace(log, 1)
    add(log)
    add(log)
    rewind(place)
    assert log.behind()
    for act in (lambda: read(log), lambda: add(log)):
        with pytest.raises(StoreTrouble, match=r"no longer knows what .* \(up to number 3\)") as trouble:
            act()
        assert "älterer Stand" in trouble.value.words.de
    assert add(place.open()) > 0


def test_a_server_that_lost_only_a_generation_lost_nothing(place: Place) -> None:
    log = place.open()
    add(log)
    replace(log, 1)
    add(log)
    place.execute("update TABLE.office set generation = (select min(id) from TABLE.generation)")
    assert numbers(read(log)) == [1, 2]
    assert add(log) == 3


@pytest.mark.parametrize("column", ["entry", "docs"])
def test_a_transaction_that_was_altered_by_hand_is_named(place: Place, column: str) -> None:
    here, there = place.open(), place.open()
    for _ in range(2):
        add(here)
    read(there)
    add(here)
    place.execute(f"update TABLE.journal set {column} = {column} || ' ' where seq = 3")
    for log in (there, place.open()):
        with pytest.raises(StoreTrouble, match="entry 3 is damaged"):
            read(log)


def test_a_transaction_that_is_missing_is_named(place: Place) -> None:
    log = place.open()
    for _ in range(3):
        add(log)
    place.execute("delete from TABLE.journal where seq = 2")
    with pytest.raises(StoreTrouble, match="entry 2 is damaged"):
        read(place.open())


def test_a_server_that_does_not_force_to_the_disk_is_refused(weak_place: Place) -> None:
    server = weak_place.server
    server.execute("alter system set fsync = off")
    server.execute("select pg_reload_conf()")
    try:
        with pytest.raises(StoreTrouble, match="fsync=off"):
            weak_place.open()
    finally:
        server.execute("alter system reset fsync")
        server.execute("select pg_reload_conf()")


def test_what_the_administrator_set_for_the_role_does_not_weaken_it(place: Place) -> None:
    for setting in ("synchronous_commit = off", "lock_timeout = 1", "default_transaction_read_only = on"):
        place.execute(f"alter role tester set {setting}")
    try:
        log = place.open()
        assert add(log) == 1
        with log._server.lent(lambda c: c.execute("show synchronous_commit").fetchone()) as (_, shown):
            assert shown == ("on",)
    finally:
        place.execute("begin read write; alter role tester reset all; commit")


def _open(url: str) -> None:
    PostgresLog(url)


def _create(url: str) -> None:
    PostgresLog.create(url, "any", "any")


def test_without_the_driver_it_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in [name for name in sys.modules if name.startswith("ihk_tui.store.postgres")]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "psycopg", None)
    opening = importlib.import_module("ihk_tui.store.postgres.opening")
    for act in (opening.open_postgres, lambda url: opening.create_postgres(url, "x")):
        with pytest.raises(StoreTrouble, match="pip install") as trouble:
            act("postgresql:///postgres")
        assert "psycopg" in trouble.value.words.de


def test_a_log_and_its_drafts_are_opened_together(place: Place) -> None:
    create_postgres(place.url, "office-1", f"{place.schema}_opened")
    log, drafts = open_postgres(place.url, f"{place.schema}_opened")
    drafts.save("anna", "note", {"text": "…"})
    assert (log.office, drafts.load("anna", "note")) == ("office-1", {"text": "…"})
    log.close()
