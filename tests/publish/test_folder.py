"""Files that a web server shows: who gets one, what it tells, and when it is written."""

from __future__ import annotations

import os
import stat
from datetime import timedelta
from pathlib import Path

import pytest

from ihk_tui.ical.publish.folder import file_name
from tests.ical.calendars import READERS, unfolded
from tests.publish.office import FIRST, Office

FILES = {"office.ics", "aydin.ics", "mueßig.ics"}


@pytest.fixture
def folder(office: Office, tmp_path: Path) -> Path:
    """Where the office publishes to."""
    folder = tmp_path / "Öffentlich" / "Kalender"
    office.set(folder=str(folder))
    return folder


def content(folder: Path) -> dict[str, str]:
    return {file.name: unfolded(file.read_bytes()) for file in folder.iterdir()}


def test_each_adviser_has_a_file_and_the_office_has_one(office: Office, folder: Path) -> None:
    office.book()
    office.book(FIRST + timedelta(hours=2), adviser="mueßig")
    done = office.publish()["folder"]
    assert set(done["written"]) == FILES
    told = content(folder)
    assert set(told) == FILES
    assert [told[name].count("BEGIN:VEVENT") for name in sorted(FILES)] == [1, 1, 2]
    for name, whose in (
        ("office.ics", ""),
        ("aydin.ics", "Selin Aydın\\, "),
        ("mueßig.ics", "Jörg Müßig\\, "),
    ):
        title = f"IHK in Hattingen: {whose}belegte Zeiten\r\n"
        assert f"\r\nNAME:{title}" in told[name] and f"\r\nX-WR-CALNAME:{title}" in told[name]
        assert "\r\nREFRESH-INTERVAL;VALUE=DURATION:PT60M\r\n" in told[name]
        assert "\r\nX-PUBLISHED-TTL:PT60M\r\n" in told[name]
        assert "METHOD" not in told[name]
    assert len({text[text.index("\r\nUID:") :].split("\r\n")[1] for text in told.values()}) == 3


def test_files_tell_no_names_unless_that_was_asked_for(office: Office, folder: Path) -> None:
    office.book()
    office.publish()
    told = content(folder)
    assert "SUMMARY:Belegt" in told["aydin.ics"]
    for text in told.values():
        assert "Änne" not in text and "2324" not in text and "geheim" not in text
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o644}

    office.set(profile="staff", refresh_minutes=15)
    office.publish()
    told = content(folder)
    assert "Änne Öz" in told["aydin.ics"] and "Sprechtag" in told["mueßig.ics"]
    assert "PT15M" in told["office.ics"]
    assert not any("geheim" in text for text in told.values())  # remarks stay in the house
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o640}


def test_independent_programs_read_them(office: Office, folder: Path) -> None:
    booked = office.book()
    office.set(profile="staff")
    office.publish()
    for read in READERS:
        seen = {event.uid: event for event in read((folder / "aydin.ics").read_bytes())}
        assert (seen[booked.uid].start, seen[booked.uid].end) == (booked.start, booked.end)


def test_only_what_changed_is_written(office: Office, folder: Path) -> None:
    office.book()
    office.publish()
    before = {file.name: (file.stat().st_ino, file.stat().st_mtime_ns) for file in folder.iterdir()}
    done = office.publish()["folder"]
    assert set(done["unchanged"]) == FILES
    assert before == {file.name: (file.stat().st_ino, file.stat().st_mtime_ns) for file in folder.iterdir()}

    office.book(FIRST + timedelta(hours=2), adviser="mueßig")
    done = office.publish()["folder"]
    assert set(done["written"]) == {"office.ics", "mueßig.ics"}
    after = {file.name: file.stat().st_ino for file in folder.iterdir()}
    assert after["aydin.ics"] == before["aydin.ics"][0]
    assert after["mueßig.ics"] != before["mueßig.ics"][0]


def test_whoever_published_the_bytes_are_the_same(office: Office, folder: Path) -> None:
    office.book()
    office.set(profile="staff")
    office.publish()
    before = content(folder)
    office.publish("--as", "kaya", "--lang", "en")
    assert content(folder) == before


def test_a_reader_never_sees_a_half(office: Office, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    office.book()
    office.publish()
    before = content(folder)
    office.book(FIRST + timedelta(hours=3))
    seen: list[dict[str, str]] = []
    rename = os.rename

    def look(old: Path, new: Path) -> None:
        if new.parent == folder:
            seen.append({name: text for name, text in content(folder).items() if name in FILES})
        rename(old, new)

    monkeypatch.setattr(os, "rename", look)
    office.publish()
    after = content(folder)
    assert len(seen) == 2
    for state in seen:
        assert set(state) == FILES
        assert all(text in (before[name], after[name]) for name, text in state.items())


def test_what_an_interruption_left_is_cleared_away(office: Office, folder: Path) -> None:
    office.publish()
    for name in ("office.ics.new-123", "brief.txt.new-123", "office.ics.new-x"):
        (folder / name).write_text("x")
    office.publish()
    assert {file.name for file in folder.iterdir()} == FILES | {"brief.txt.new-123", "office.ics.new-x"}


def test_the_file_of_somebody_who_left_goes(office: Office, folder: Path) -> None:
    office.publish()
    (folder / "index.html").write_text("x")
    settings = office.folder / "office.toml"
    settings.write_text(settings.read_text().replace('"mueßig"', '"neu"'))
    done = office.publish()["folder"]
    assert (done["written"], done["removed"]) == (["neu.ics"], ["mueßig.ics"])
    assert {file.name for file in folder.iterdir()} == {"office.ics", "aydin.ics", "neu.ics", "index.html"}


@pytest.mark.parametrize("recorded", [True, False])
def test_files_of_others_stay(office: Office, folder: Path, recorded: bool) -> None:
    if recorded:
        office.publish()
        office.book()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "aydin.ics").write_text("BEGIN:VCALENDAR\r\nPRODID:-//x\r\nEND:VCALENDAR\r\n")
    said = office.run("--json")
    assert said.code == 4
    assert "aydin.ics" in said.value["troubles"][0]
    assert "office.ics" in said.value["folder"]["written"]  # the others are served all the same
    assert "-//x" in (folder / "aydin.ics").read_text()
    settings = office.folder / "office.toml"
    settings.write_text(settings.read_text().replace('"aydin"', '"neu"'))
    office.publish()
    assert "-//x" in (folder / "aydin.ics").read_text()


def test_ours_are_known_without_a_record(office: Office, folder: Path) -> None:
    office.publish()
    (office.folder / "publish.json").unlink()
    office.book()
    assert set(office.publish()["folder"]["written"]) == {"office.ics", "aydin.ics"}


def test_a_folder_that_takes_nothing_is_said(office: Office, tmp_path: Path) -> None:
    (tmp_path / "datei").write_text("x")
    said = office.run("--folder", str(tmp_path / "datei" / "kalender"))
    assert said.code == 4
    assert str(tmp_path / "datei") in said.err and "veröffentlich" in said.err
    assert said.out.strip() == "", "nothing was done, and no counts pretend it was"


def test_a_full_disk_is_said_and_nothing_is_torn(
    office: Office, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.book()
    office.publish()
    before = content(folder)
    office.book(FIRST + timedelta(hours=1))
    with monkeypatch.context() as patched:
        import errno

        def full(*_: object) -> None:
            raise OSError(errno.ENOSPC, "")

        patched.setattr(os, "fsync", full)
        said = office.run()
    assert said.code == 4
    assert "der Datenträger ist voll" in said.err
    assert content(folder) == before
    assert office.publish()["folder"]["written"]


def test_an_option_goes_before_the_settings(office: Office, folder: Path, tmp_path: Path) -> None:
    done = office.publish("--folder", str(tmp_path / "woanders"))
    assert done["folder"]["folder"] == str(tmp_path / "woanders")
    assert not folder.exists()


def test_nowhere_is_said(office: Office) -> None:
    said = office.run()
    assert (said.code, said.out) == (2, "")
    assert "--folder" in said.err
    said = office.run("--caldav")
    assert said.code == 2
    assert "caldav_url" in said.err


@pytest.mark.parametrize("line", ["folders = 1", 'profile = "visitor"', "refresh_minutes = 0", "folder = 7"])
def test_settings_that_are_wrong_are_said(office: Office, line: str) -> None:
    settings = office.folder / "office.toml"
    text = settings.read_text()
    name = line.split(" =")[0]
    kept = [row for row in text.split("\n") if not row.startswith(f"{name} =")]
    kept.insert(kept.index("[publish]") + 1, line)
    settings.write_text("\n".join(kept))
    said = office.run()
    assert said.code == 2
    assert "office.toml" in said.err


@pytest.mark.parametrize(
    ("person", "name"),
    [
        ("aydin", "aydin.ics"),
        ("müller", "müller.ics"),
        ("a.b-c_1", "a.b-c_1.ics"),
        ("office", "adviser-office.ics"),
        ("../x", "%2E%2E%2Fx.ics"),
        (".x", "%2Ex.ics"),
        ("a b", "a%20b.ics"),
        ("", ".ics"),
    ],
)
def test_a_file_is_named_after_whom_it_is_of(person: str, name: str) -> None:
    assert file_name(person) == name


def test_a_group_that_shares_the_data_can_publish(office: Office, folder: Path) -> None:
    settings = office.folder / "office.toml"
    settings.write_text(settings.read_text().replace("shared = false", "shared = true"))
    before = os.umask(0o077)
    try:
        office.publish()
    finally:
        os.umask(before)
    for name in ("publish.json", "run/publish.lock"):
        assert stat.S_IMODE((office.folder / name).stat().st_mode) == 0o660
