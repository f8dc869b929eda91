"""A calendar on a real CalDAV server: what the office changes, and nothing else, changes there."""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path

import pytest

from ihk_tui.ical.publish.server import CalendarServer
from tests.publish.office import FIRST, Office
from tests.publish.radicale import PASSWORD, USER, Radicale

pytestmark = pytest.mark.slow

FOREIGN = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\nBEGIN:VEVENT\r\nUID:zahnarzt@elsewhere\r\n"
    "DTSTAMP:20261101T080000Z\r\nDTSTART:20261203T090000Z\r\nDTEND:20261203T100000Z\r\nSUMMARY:Zahnarzt\r\n"
    "END:VEVENT\r\nEND:VCALENDAR\r\n"
)


def test_booking_moving_cancelling_is_one_event_that_changes(connected: Office, radicale: Radicale) -> None:
    booked = connected.book()
    done = connected.publish()["caldav"]
    days = done["created"] - 1
    assert days > 0
    event = radicale.event(booked.uid)
    assert (event.sequence, str(event.summary)) == (0, "Folgegespräch: Änne Öz")
    assert radicale.start_of(booked.uid) == booked.start
    content = radicale.get(f"{booked.uid}.ics")
    assert "METHOD" not in content and "geheim" not in content
    names = radicale.names()

    done = connected.publish()["caldav"]
    assert (done["created"], done["updated"], done["unchanged"]) == (0, 0, days + 1)

    moved = connected.move(booked, hours=1)
    done = connected.publish()["caldav"]
    assert (done["created"], done["updated"], done["deleted"]) == (0, 1, 0)
    event = radicale.event(booked.uid)
    assert (event.sequence, radicale.start_of(booked.uid)) == (1, moved.start)

    connected.cancel(moved)
    assert connected.publish()["caldav"]["updated"] == 1
    event = radicale.event(booked.uid)
    assert (event.sequence, str(event.status), event["TRANSP"]) == (2, "CANCELLED", "TRANSPARENT")
    assert str(event.summary).startswith("ABGESAGT: ")
    assert radicale.names() == names

    connected.later(days=90)
    connected.publish()
    assert f"{booked.uid}.ics" in radicale.names()
    connected.later(days=1)
    assert connected.publish()["caldav"]["deleted"] >= 1
    assert f"{booked.uid}.ics" not in radicale.names()


def test_a_booking_taken_back_is_called_off(connected: Office, radicale: Radicale) -> None:
    booked = connected.book()
    connected.publish()
    connected.undo()
    assert connected.publish()["caldav"]["updated"] == 1
    assert str(radicale.event(booked.uid).status) == "CANCELLED"


def test_what_the_office_no_longer_has_disappears(connected: Office, radicale: Radicale) -> None:
    booked = connected.book()
    connected.publish()
    connected.lose(booked)
    assert connected.publish()["caldav"]["deleted"] == 1
    assert f"{booked.uid}.ics" not in radicale.names()


def test_what_is_long_over_disappears(connected: Office, radicale: Radicale) -> None:
    booked = connected.book()
    connected.publish()
    connected.set(past_days=3)
    connected.later(days=16)
    connected.publish()
    assert f"{booked.uid}.ics" in radicale.names()
    connected.later(days=1)
    connected.publish()
    assert f"{booked.uid}.ics" not in radicale.names()


@pytest.mark.parametrize("recorded", [True, False])
def test_events_of_others_stay_to_the_letter(connected: Office, radicale: Radicale, recorded: bool) -> None:
    radicale.put("zahnarzt.ics", FOREIGN)
    before = radicale.get("zahnarzt.ics")
    booked = connected.book()
    connected.publish()
    connected.lose(booked)
    if not recorded:
        (connected.folder / "publish.json").unlink()
    connected.publish()
    connected.publish("--overwrite")
    assert radicale.get("zahnarzt.ics") == before
    assert (f"{booked.uid}.ics" in radicale.names()) is not recorded  # nobody knows any more whose it was


@pytest.mark.parametrize("how", ["lost", "damaged"])
def test_a_lost_record_neither_doubles_nor_deletes(connected: Office, radicale: Radicale, how: str) -> None:
    radicale.put("zahnarzt.ics", FOREIGN)
    same, moved, cancelled = connected.book(), connected.book(FIRST + timedelta(hours=1)), connected.book()
    cancelled = connected.cancel(cancelled)
    connected.publish()
    names = radicale.names()
    record = connected.folder / "publish.json"
    record.unlink() if how == "lost" else record.write_text('{"calendars": {"')
    connected.move(moved, hours=1)
    done = connected.publish()["caldav"]
    assert (done["created"], done["deleted"], len(done["replaced"])) == (0, 0, 1)
    assert radicale.names() == names
    assert radicale.event(moved.uid).sequence == 1
    assert radicale.event(same.uid).sequence == 0
    record.unlink()
    connected.later(days=91)
    connected.publish()
    assert f"{cancelled.uid}.ics" not in radicale.names()
    assert "zahnarzt.ics" in radicale.names()


def test_a_change_of_others_stays_until_the_office_changes_it(connected: Office, radicale: Radicale) -> None:
    booked = connected.book()
    connected.publish()
    theirs = radicale.change(booked.uid, "T100000", "T070000")
    done = connected.publish()["caldav"]
    assert done["kept"] == [f"Termin {booked.id} (Do., 03.12.2026)"]
    assert radicale.get(f"{booked.uid}.ics") == theirs
    said = connected.run()
    assert (said.code, said.err) == (0, "")
    assert f"Termin {booked.id}" in said.out and "--overwrite" in said.out

    moved = connected.move(booked, hours=2)
    done = connected.publish()["caldav"]
    assert done["kept"] == [] and len(done["replaced"]) == 1
    assert radicale.start_of(booked.uid) == moved.start


def test_changes_of_others_are_replaced_when_that_was_decided(connected: Office, radicale: Radicale) -> None:
    booked = connected.book()
    connected.publish()
    radicale.change(booked.uid, "T100000", "T070000")
    assert len(connected.publish("--overwrite")["caldav"]["replaced"]) == 1
    assert radicale.start_of(booked.uid) == booked.start


def test_an_alarm_somebody_set_is_no_conflict(connected: Office, radicale: Radicale) -> None:
    booked = connected.book()
    connected.publish()
    alarm = "BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:x\r\nTRIGGER:-PT15M\r\nEND:VALARM\r\nEND:VEVENT"
    radicale.change(booked.uid, "END:VEVENT", alarm)
    done = connected.publish()["caldav"]
    assert (done["kept"], done["replaced"], done["updated"]) == ([], [], 0)
    assert "VALARM" in radicale.get(f"{booked.uid}.ics")


def test_what_others_deleted_comes_back(connected: Office, radicale: Radicale) -> None:
    booked = connected.book()
    connected.publish()
    radicale.delete(f"{booked.uid}.ics")
    assert connected.publish()["caldav"]["created"] == 1
    assert radicale.event(booked.uid).sequence == 0


def test_our_event_imported_by_hand_becomes_ours_where_it_is(connected: Office, radicale: Radicale) -> None:
    booked = connected.book()
    connected.publish()
    content = radicale.get(f"{booked.uid}.ics")
    radicale.delete(f"{booked.uid}.ics")
    radicale.put("import.ics", content)
    connected.move(booked, hours=1)
    assert connected.publish()["caldav"]["kept"] == []
    assert f"{booked.uid}.ics" not in radicale.names()
    assert "SEQUENCE:1" in radicale.get("import.ics")
    connected.cancel(booked)
    connected.publish()
    assert "STATUS:CANCELLED" in radicale.get("import.ics")


def test_of_a_server_that_is_down_only_what_waits_is_said(
    connected: Office, radicale: Radicale, tmp_path: Path
) -> None:
    booked = connected.book()
    connected.set(folder=str(tmp_path / "kalender"))
    connected.publish()
    radicale.kill()
    said = connected.run()
    files, *more = said.out.splitlines()
    assert "0 geschrieben, 3 unverändert" in files and not more, "everything is there already"
    assert said.code == 4 and "wird beim nächsten Mal nachgeholt" in said.err
    connected.move(booked, hours=1)
    said = connected.run()
    files, calendar = said.out.splitlines()
    assert "2 geschrieben, 1 unverändert" in files, "the folder is served all the same"
    assert calendar == f"{radicale.url}: 1 Änderung wartet auf den nächsten Versuch."
    connected.book()
    connected.lose(booked)
    assert "2 changes wait for the next attempt." in connected.run("--lang", "en").out
    done = connected.run("--json").value["caldav"]
    assert (done["complete"], done["waiting"], done["created"], done["unchanged"]) == (False, 2, 0, 0)
    radicale.start()
    done = connected.publish()["caldav"]
    assert (done["complete"], done["waiting"], done["created"], done["deleted"]) == (True, 0, 1, 1)


def test_what_waits_for_the_library_is_said_too(connected: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    connected.publish()
    connected.book()
    monkeypatch.setitem(sys.modules, "caldav.collection", None)
    said = connected.run("--json")
    assert said.code == 4 and "pip install" in said.value["troubles"][0]
    assert (said.value["caldav"]["complete"], said.value["caldav"]["waiting"]) == (False, 1)


def test_a_server_that_is_down_loses_nothing(connected: Office, radicale: Radicale) -> None:
    booked = connected.book()
    radicale.kill()
    said = connected.run()
    assert said.code == 4
    assert "127.0.0.1" in said.err and "nicht erreichbar" in said.err and PASSWORD not in said.err + said.out
    moved = connected.move(booked, hours=1)
    connected.run()
    radicale.start()
    connected.publish()
    assert radicale.start_of(booked.uid) == moved.start


def test_a_server_that_dies_midway_is_caught_up_with(
    connected: Office, radicale: Radicale, monkeypatch: pytest.MonkeyPatch
) -> None:
    booked = [connected.book(FIRST + timedelta(minutes=5 * number)) for number in range(30)]
    put, calls = CalendarServer.put, 0

    def dying(self: CalendarServer, path: str, content: bytes, instead_of: str | None) -> str:
        nonlocal calls
        calls += 1
        if calls == 12:
            put(self, path, content, instead_of)  # done there, but the answer never comes
            radicale.kill()
        return put(self, path, content, instead_of)

    with monkeypatch.context() as patched:
        patched.setattr(CalendarServer, "put", dying)
        said = connected.run()
    assert said.code == 4
    so_far, left = said.out.splitlines()
    assert so_far == f"{radicale.url}: bis dahin 11 neu."
    value = connected.run("--json").value
    assert left == f"{radicale.url}: {value['caldav']['waiting']} Änderungen warten auf den nächsten Versuch."
    assert value["caldav"]["waiting"] >= 30 - 11
    assert len(value["troubles"]) == 1
    connected.move(booked[0], hours=5)
    radicale.start()
    assert len(radicale.names()) == 12
    done = connected.publish()["caldav"]
    assert (done["kept"], done["replaced"]) == ([], [])
    assert {f"{each.uid}.ics" for each in booked} <= radicale.names()
    again = connected.publish()["caldav"]
    assert (again["created"], again["updated"], again["deleted"]) == (0, 0, 0)


def test_a_wrong_password_is_said_without_it(connected: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IHK_TUI_CALDAV_PASSWORD", "falsch-0815")
    said = connected.run()
    assert said.code == 4
    assert USER in said.err and "Passwort" in said.err
    assert "falsch-0815" not in said.err + said.out


def test_the_environment_s_password_goes_before_the_file_s(
    connected: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    (connected.folder / "passwort").unlink()
    monkeypatch.setenv("IHK_TUI_CALDAV_PASSWORD", PASSWORD)
    assert connected.publish("--caldav")["caldav"]["created"] > 0
    assert PASSWORD not in (connected.folder / "publish.json").read_text()


def test_a_password_others_can_read_is_refused(connected: Office) -> None:
    for mode in (0o640, 0o604):
        (connected.folder / "passwort").chmod(mode)
        said = connected.run()
        assert said.code == 2
        assert "chmod 600" in said.err and PASSWORD not in said.err


@pytest.mark.parametrize(
    "url",
    [
        "http://kalender.example/x/",
        "https://jemand:geheim-4711@kalender.example/x/",
        "kalender.example",
        "ftp://kalender.example/",
        "https://[kaputt/",
    ],
)
def test_an_address_that_will_not_do_is_said(connected: Office, url: str) -> None:
    connected.set(caldav_url=url)
    said = connected.run()
    assert said.code == 2
    assert "caldav_url" in said.err and "geheim" not in said.err


def test_somebody_who_is_there_at_the_same_moment_is_not_overruled_unseen(
    connected: Office, radicale: Radicale, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = connected.book(), connected.book(FIRST + timedelta(hours=1))
    connected.publish()
    content = radicale.get(f"{new.uid}.ics")
    radicale.delete(f"{new.uid}.ics")
    old = connected.move(old, hours=2)
    etags = CalendarServer.etags

    def then_others_come(self: CalendarServer) -> dict[str, str]:
        there = etags(self)
        radicale.change(old.uid, "T100000", "T070000")
        radicale.put(f"{new.uid}.ics", content.replace("Änne", "Anne"))
        return there

    monkeypatch.setattr(CalendarServer, "etags", then_others_come)
    done = connected.publish()["caldav"]
    assert len(done["replaced"]) == 1  # looked at, and changed by the office since
    assert done["kept"] == [f"Termin {new.id} (Do., 03.12.2026)"]
    assert radicale.start_of(old.uid) == old.start
    assert "Anne Öz" in radicale.get(f"{new.uid}.ics")


def test_a_calendar_that_belongs_to_somebody_else_is_said(connected: Office, radicale: Radicale) -> None:
    connected.set(caldav_url=radicale.url.replace("/sprechtag/", "-2/sprechtag/"))
    said = connected.run()
    assert said.code == 4
    assert "darf" in said.err and USER in said.err


def test_where_there_is_no_calendar_is_said(connected: Office, radicale: Radicale) -> None:
    for path in ("nirgends/", ""):
        connected.set(caldav_url=radicale.url.removesuffix("sprechtag/") + path)
        said = connected.run()
        assert said.code == 4
        assert "kein Kalender" in said.err
    assert radicale.names() == set()
