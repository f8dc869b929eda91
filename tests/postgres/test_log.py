"""The promises of a log, asked of PostgreSQL itself."""

from __future__ import annotations

from threading import Event, Thread

import msgspec
import pytest

from ihk_tui.domain.words import StoreTrouble
from ihk_tui.store.postgres.layout import Line
from ihk_tui.store.postgres.log import PostgresLog
from ihk_tui.store.postgres.turn import read_note, write_note
from ihk_tui.store.record import Doc, Holder, Record
from tests.postgres.place import ANNA, NOW, OFFICE, Place, add, last, numbers, read, record
from tests.postgres.server import Server
from tests.processes.until import until

AWKWARD: dict[str, dict[str, Doc | None]] = {
    "notes": {"1": {"text": "Öztürk \0 „x“ \u2028 😀 [/] %s {}", "n": 1.5, "list": [None, True]}},
    "gone": {"7": None},
}


def test_a_new_log_is_empty_and_knows_its_office(place: Place) -> None:
    log = place.open()
    assert log.office == OFFICE
    assert log.behind()
    news = read(log)
    assert news.snapshot is not None and (news.snapshot.seq, dict(news.snapshot.raw)) == (0, {})
    assert not news.records and not log.behind() and log.sound


def test_what_is_appended_comes_back_byte_for_byte(place: Place) -> None:
    here, there = place.open(), place.open()
    read(here)
    with here.exclusive(ANNA):
        stored = here.append(record(1, AWKWARD, subject="Ä", undoes=(3, 4)))
    assert stored == record(1, AWKWARD, subject="Ä", undoes=(3, 4))
    assert there.behind()
    assert list(read(there).records) == [stored]
    assert not there.behind() and not here.behind()


def test_a_line_is_the_json_of_the_transaction() -> None:
    made = record(1, AWKWARD, subject="7")
    line = Line.of(made, 5)
    assert line.follows(0, 5) and not line.follows(0, 6) and not line.follows(1, 5)
    assert line.record() == made
    whole = msgspec.json.encode(made)
    assert whole.startswith(line.entry[:-1]) and whole.endswith(line.docs + b"}")


def test_only_the_next_number_is_taken(place: Place) -> None:
    log = place.open()
    with log.exclusive(ANNA), pytest.raises(RuntimeError, match="does not follow"):
        log.append(record(2))
    assert add(log) == 1


def test_nothing_is_appended_outside_a_turn(place: Place) -> None:
    log = place.open()
    read(log)
    with pytest.raises(RuntimeError, match="only inside"):
        log.append(record(1))


def test_without_append_nothing_happened(place: Place) -> None:
    log = place.open()
    with log.exclusive(ANNA):
        pass
    with pytest.raises(ZeroDivisionError), log.exclusive(ANNA):
        1 / 0  # noqa: B018
    assert add(log) == 1


def test_each_sees_what_the_other_wrote_before_it_writes(place: Place) -> None:
    here, there = place.open(), place.open()
    assert [add(each) for each in (here, there, there, here)] == [1, 2, 3, 4]
    with there.exclusive(ANNA) as news:
        assert numbers(news) == [4]


def test_a_second_append_takes_the_turn_anew(place: Place) -> None:
    here, there = place.open(), place.open()
    with here.exclusive(ANNA):
        here.append(record(1))
        here.append(record(2))
    with here.exclusive(ANNA):
        here.append(record(3))
        add(there)
        with pytest.raises(StoreTrouble, match="somebody else saved"):
            here.append(record(4))
    assert [entry.seq for entry in here.entries()] == [1, 2, 3, 4]
    assert add(here) == 5


def test_turns_do_not_nest(place: Place) -> None:
    log = place.open()
    with log.exclusive(ANNA):
        with pytest.raises(RuntimeError, match="nest"), log.exclusive(ANNA):
            pass
        with pytest.raises(RuntimeError, match="nest"), log.shared():
            pass
    assert add(log) == 1


def test_others_wait_for_the_turn_and_readers_do_not(place: Place) -> None:
    here, there, reader = place.open(), place.open(), place.open()
    read(reader)
    waiting = Thread(target=add, args=(there,))
    with here.exclusive(ANNA):
        waiting.start()
        until(lambda: queueing(place.server) == 1, lambda: "nobody waits")
        assert numbers(read(reader)) == []
        here.append(record(1))
    waiting.join()
    assert (last(there), numbers(read(reader))) == (2, [1, 2])


def test_threads_of_one_log_take_turns(place: Place) -> None:
    here, there = place.open(), place.open()
    given: list[int] = []
    threads = [
        Thread(target=lambda s=s: given.extend(add(s) for _ in range(15))) for s in (here, here, there)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(given) == list(range(1, 46))


def test_the_holder_is_shown_while_the_turn_lasts(place: Place) -> None:
    here, there = place.open(), place.open()
    assert there.holder() is None
    holder = Holder(4711, "jürgen groß", "finish", NOW)
    with here.exclusive(holder):
        assert there.holder() == here.holder() == holder
        here.append(record(1))
        assert there.holder() is None
    assert here.holder() is None


def test_a_log_beside_it_has_a_turn_of_its_own(place: Place) -> None:
    schema = f"{place.schema}_beside"
    PostgresLog.create(place.url, schema, "another")
    here, beside = place.open(), PostgresLog(place.url, schema)
    with here.exclusive(ANNA):
        assert beside.holder() is None
        assert add(beside) == 1
    assert add(here) == 1
    assert beside.office == "another"
    beside.close()


@pytest.mark.parametrize("person", ["", "a/b", "müller%20", "ü" * 40, "x" * 80, "名前" * 20])
def test_who_has_the_turn_is_said_in_few_characters(person: str) -> None:
    note = write_note(Holder(4194303, person, "checkin", NOW))
    assert len(note) <= 63 and note.isascii()
    shown = read_note(note)
    assert shown is not None and (shown.pid, shown.verb, shown.since) == (4194303, "checkin", NOW)
    assert person.startswith(shown.person)
    assert shown.person == person or len(shown.person) >= 2


@pytest.mark.parametrize(
    "note", ["", "psql", "ihk_tui watch", "ihk_tui/x/1/v/p", "other/1/1/v/p", "a/b/c/d/e/f"]
)
def test_another_sessions_name_says_nothing(note: str) -> None:
    assert read_note(note) is None


def test_entries_come_in_order_over_many_pages(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ihk_tui.store.postgres.log._PAGE", 3)
    log = place.open()
    assert list(log.entries()) == []
    for _ in range(7):
        add(log)
    entries = list(log.entries())
    assert [entry.seq for entry in entries] == list(range(1, 8))
    assert not isinstance(entries[0], Record) and entries[0].person == "anna"


def test_connections_are_given_back(place: Place) -> None:
    log = place.open()
    for _ in range(5):
        add(log)
        read(log)
        list(log.entries())
        log.holder()
    until(lambda: sessions(place.server) == 1, lambda: "it takes more than one connection")
    with log.exclusive(ANNA):
        log.extent()
        assert sessions(place.server) == 2
    log.close()
    until(lambda: sessions(place.server) == 0, lambda: "connections are left open")


def test_close_waits_for_nobody(place: Place) -> None:
    log = place.open()
    inside, leave = Event(), Event()

    def hold() -> None:
        with log.exclusive(ANNA):
            inside.set()
            leave.wait()

    thread = Thread(target=hold)
    thread.start()
    inside.wait()
    log.close()
    leave.set()
    thread.join()
    until(lambda: sessions(place.server) == 0, lambda: "a connection is left open")


def queueing(server: Server) -> int:
    """How many sessions wait for a turn."""
    waiting = server.execute("select count(*) from pg_locks where locktype = 'advisory' and not granted")
    return int(waiting[0][0])


def sessions(server: Server) -> int:
    """How many connections there are beside the one that asks."""
    there = server.execute("select count(*) from pg_stat_activity where backend_type = 'client backend'")
    return int(there[0][0]) - 1
