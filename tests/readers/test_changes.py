"""What is moved or called off is one event that changes, in calendars that have it already."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest
from msgspec.structs import replace

from ihk_tui.config import PublishSettings
from ihk_tui.domain.formats import local
from ihk_tui.publishing import PASSWORD as VARIABLE
from ihk_tui.publishing import Publisher
from tests.publish.radicale import PASSWORD, USER, Radicale
from tests.readers.collection import reported
from tests.readers.forms import shared
from tests.readers.khal import Diary
from tests.readers.office import berlin
from tests.readers.reader import Reader
from tests.readers.scene import Scene
from tests.readers.seen import Seen

pytestmark = pytest.mark.slow


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Scene]:
    """An office without appointments."""
    office = Scene(tmp_path / "office", "de")
    yield office
    office.close()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Radicale]:
    """A CalDAV server with an empty calendar."""
    server = Radicale(tmp_path / "radicale")
    yield server
    server.kill()


def publish(office: Scene, server: Radicale) -> None:
    settings = replace(office.config, publish=PublishSettings(caldav_url=server.url, user=USER))
    publisher = Publisher(
        office.session, office.folder, settings, office.session.catalogue, {VARIABLE: PASSWORD}
    )
    publisher.choose(None, caldav=True)
    done = publisher.publish()
    assert done.events and not done.troubles and not done.events.rejected


def without_days(seen: list[Seen]) -> list[tuple[object, ...]]:
    told = [(each.uid, each.start, each.status, each.sequence) for each in seen]
    return [each for each in told if not str(each[0]).startswith("day-")]


def test_khal_shows_a_move_and_a_cancellation_as_one_changed_event(office: Scene, tmp_path: Path) -> None:
    diary = Diary(tmp_path / "khal")
    booked = office.book(berlin(date(2026, 5, 4), "9:00"))
    diary.take(office.export())
    days = diary.keeps() - 1
    moved = office.move(booked, berlin(date(2026, 12, 4), "9:00"))
    diary.take(office.export())
    (seen,) = without_days(diary.shows()[0])
    assert seen == (booked.uid, moved.start, "CONFIRMED", None)
    office.cancel(moved)
    diary.take(office.export())
    (seen,) = without_days(diary.shows()[0])
    assert seen == (booked.uid, moved.start, "CANCELLED", None)
    assert diary.keeps() == days + 1


def test_radicale_shows_a_move_and_a_cancellation_as_one_changed_event(
    office: Scene, server: Radicale
) -> None:
    booked = office.book(berlin(date(2026, 5, 4), "9:00"))
    publish(office, server)
    names = server.names()
    moved = office.move(booked, berlin(date(2026, 12, 4), "9:00"))
    publish(office, server)
    assert without_days(reported(server, server.path)) == [(booked.uid, moved.start, "CONFIRMED", 1)]
    office.cancel(moved)
    publish(office, server)
    assert without_days(reported(server, server.path)) == [(booked.uid, moved.start, "CANCELLED", 2)]
    assert server.names() == names


def test_other_usual_hours_reach_a_calendar_as_a_later_version_of_the_same_days(
    office: Scene, server: Radicale
) -> None:
    publish(office, server)
    before = reported(server, server.path)
    policy = replace(office.session.policy, opens=time(10))
    office.session = office.session._replace(policy=policy)
    publish(office, server)
    after = reported(server, server.path)
    assert {each.sequence for each in before} == {0} and {each.sequence for each in after} == {1}
    assert {each.uid for each in after} == {each.uid for each in before}
    assert {f"{local(each.start):%H:%M}" for each in after} == {"10:00"}


def test_a_server_tells_others_what_the_store_holds(scene: Scene, server: Radicale) -> None:
    publish(scene, server)
    Reader("Radicale", lambda _: []).agrees(shared(scene), reported(server, server.path))
