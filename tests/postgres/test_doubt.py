"""A line that is lost in the middle of a commit: what is then said of it is true."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from ihk_tui.domain.words import StoreTrouble
from ihk_tui.store.postgres import server as postgres_server
from ihk_tui.store.postgres import turn as postgres_turn
from ihk_tui.store.postgres.log import PostgresLog
from tests.postgres.place import ANNA, Place, add, numbers, read, record, replace
from tests.postgres.proxy import Cut, Proxy
from tests.processes.until import until

pytestmark = pytest.mark.slow


@pytest.fixture
def proxy(place: Place) -> Iterator[Proxy]:
    proxy = Proxy(place.server.socket)
    yield proxy
    proxy.close()


def there(place: Place) -> list[int]:
    return [row[0] for row in place.execute("select seq from TABLE.journal order by seq")]


def goes_on(log: PostgresLog, place: Place) -> None:
    """Everybody can write, and nothing is there twice."""
    before = there(place)
    given = [add(log), add(place.open()), add(log)]
    assert there(place) == before + given == list(range(1, len(before) + 4))


def test_a_commit_that_arrived_counts(place: Place, proxy: Proxy) -> None:
    log = place.open(proxy.url)
    add(log)
    proxy.cut = Cut.AFTER
    with log.exclusive(ANNA):
        assert log.append(record(2)) == record(2)
    assert there(place) == [1, 2]
    goes_on(log, place)


@pytest.mark.parametrize("cut", [Cut.BEFORE, Cut.HALF_OPEN])
def test_a_commit_that_did_not_arrive_is_not_saved_and_holds_up_nobody(
    place: Place, proxy: Proxy, cut: Cut
) -> None:
    log = place.open(proxy.url)
    add(log)
    proxy.cut = cut
    with pytest.raises(StoreTrouble, match=r"Not saved: the connection .* broke"), log.exclusive(ANNA):
        log.append(record(2))
    assert there(place) == [1]
    goes_on(log, place)


def test_what_is_said_is_true_whichever_came_first(place: Place, proxy: Proxy) -> None:
    log = place.open(proxy.url)
    add(log)
    for _ in range(20):
        before = there(place)
        proxy.cut = Cut.BLINDLY
        try:
            add(log)
            saved = True
        except StoreTrouble as trouble:
            assert str(trouble).startswith("Not saved")
            saved = False
        assert len(there(place)) == len(before) + saved
    goes_on(log, place)


@pytest.mark.parametrize("cut", [Cut.BEFORE, Cut.AFTER])
def test_when_the_server_cannot_be_asked_nobody_claims_to_know(
    place: Place, proxy: Proxy, cut: Cut, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres_turn, "DOUBT_SECONDS", 0.3)
    log = place.open(proxy.url)
    add(log)
    proxy.cut, proxy.unreachable_after_cut = cut, True
    with pytest.raises(StoreTrouble, match="not known whether") as trouble, log.exclusive(ANNA):
        log.append(record(2))
    assert "nachsehen, bevor Sie" in trouble.value.words.de
    with pytest.raises(StoreTrouble, match="cannot be reached"):
        log.behind()
    proxy.reachable = True
    until(lambda: place.open().holder() is None, lambda: "the lost session keeps its turn")
    assert numbers(read(log)) == there(place)[1:] == ([2] if cut is Cut.AFTER else [])
    goes_on(log, place)


def test_a_commit_that_the_server_is_still_busy_with_cannot_come_later(place: Place, proxy: Proxy) -> None:
    place.execute(
        "create function TABLE.dawdle() returns trigger language plpgsql as"
        " $$ begin perform pg_sleep(0.5); return new; end $$"
    )
    place.execute(
        "create constraint trigger dawdles after insert on TABLE.journal initially deferred"
        " for each row when (new.seq = 2) execute function TABLE.dawdle()"
    )
    log = place.open(proxy.url)
    add(log)
    proxy.cut = Cut.BLINDLY
    with log.exclusive(ANNA):
        try:
            log.append(record(2))
            saved = [1, 2]
        except StoreTrouble as trouble:
            assert str(trouble).startswith("Not saved")
            saved = [1]
    assert there(place) == saved
    goes_on(log, place)
    assert there(place)[:2] == [1, 2]


def test_somebody_elses_transaction_is_not_taken_for_ours(
    place: Place, proxy: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    log, other = place.open(proxy.url), place.open()
    add(log)
    look = postgres_turn._is_there

    def after_another(*arguments: Any) -> Any:
        place.execute("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'")
        add(other)
        return look(*arguments)

    monkeypatch.setattr(postgres_turn, "_is_there", after_another)
    proxy.cut = Cut.BEFORE
    with pytest.raises(StoreTrouble, match="Not saved"), log.exclusive(ANNA):
        log.append(record(2, {"guests": {"2": {"name": "ours"}}}))
    assert numbers(read(log)) == [2]
    goes_on(log, place)


def test_a_line_lost_before_the_commit_is_no_doubt(place: Place, proxy: Proxy) -> None:
    log = place.open(proxy.url)
    add(log)
    with pytest.raises(StoreTrouble, match="Not saved"), log.exclusive(ANNA):
        proxy.hang_up()
        log.append(record(2))
    assert there(place) == [1]
    goes_on(log, place)


def test_who_says_nothing_for_long_loses_the_turn(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(postgres_server._SESSION, "idle_in_transaction_session_timeout", "200ms")
    here, there_ = place.open(), place.open()
    with (
        pytest.raises(StoreTrouble, match="Not saved: the session was idle for too long"),
        here.exclusive(ANNA),
    ):
        assert add(there_) == 1  # waits until the server has ended the other session
        here.append(record(1))
    goes_on(here, place)


def test_a_line_lost_between_two_verbs_is_made_again(place: Place, proxy: Proxy) -> None:
    log = place.open(proxy.url)
    add(log)
    for act in (
        log.behind,
        log.holder,
        lambda: add(log),
        lambda: read(log),
        log.extent,
        lambda: [*log.entries()],
    ):
        proxy.hang_up()
        act()
    proxy.hang_up()
    replace(log, 2)
    proxy.hang_up()
    log.drafts.save("anna", "note", {"text": "…"})
    assert there(place) == [1, 2]
    goes_on(log, place)


def test_a_line_lost_while_a_generation_comes_into_force_can_be_repeated(place: Place, proxy: Proxy) -> None:
    log = place.open(proxy.url)
    add(log)
    for cut in (Cut.BEFORE, Cut.AFTER):
        proxy.cut = Cut.NEVER
        prepared = log.prepare(1, [("guests", b"{}")], ANNA.since)
        proxy.cut = cut
        with pytest.raises(StoreTrouble), log.exclusive(ANNA):
            log.adopt(prepared)
    until(lambda: place.open().extent().generation == 2, lambda: "the commit did not arrive")
    assert read(log).snapshot is not None
    goes_on(log, place)
