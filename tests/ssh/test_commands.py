"""The plain commands over SSH: what comes is what would come on the machine itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.ssh.host import Host

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    "words", [("export", "--day", "next", "-o", "-"), ("ihk-tui", "export", "--day", "next", "-o", "-")]
)
def test_a_calendar_arrives_to_the_byte(host: Host, words: tuple[str, ...]) -> None:
    there = host.ssh("empfang", *words)
    here = host.here("empfang", "export", "--day", "next", "-o", "-")
    assert here.out.startswith(b"BEGIN:VCALENDAR\r\n")
    assert there == here
    assert there.code == 0


def test_a_calendar_never_stays_on_the_machine(host: Host) -> None:
    assert host.ssh("empfang", "export").out.startswith(b"BEGIN:VCALENDAR\r\n")


def test_a_calendar_goes_in_by_stdin(host: Host) -> None:
    calendar = host.ssh("sander", "export").out
    said = host.ssh("sander", "import", "-", "--dry-run", "--json", given=calendar)
    assert said.code == 0, said
    assert json.loads(said.out)["changes"] == []


def test_a_note_comes_with_its_umlauts(host: Host) -> None:
    ticket = json.loads(host.ssh("aydin", "checkin --anonymous --topic VE2 --json").out)["ticket"]
    assert host.ssh("aydin", f"note {ticket} 'Größe: „$HOME“ `id`'").code == 0
    assert host.ssh("aydin", f"note {ticket} -", given="Zweite Zeile, 5 €".encode()).code == 0
    notes = json.loads(host.ssh("aydin", "note", ticket, "--json").out)["notes"]
    assert notes[0]["text"] == "Größe: „$HOME“ `id`\nZweite Zeile, 5 €"
    assert notes[0]["by"] == "aydin"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("appointments", "--json"), 0),
        (("finish",), 2),
        (("recall", "A99"), 3),
        (("note", "A01"), 3),
        (("ihk-tui", "--help"), 0),
        (("export", "--help"), 0),
    ],
)
def test_the_exit_code_comes_through(host: Host, words: tuple[str, ...], code: int) -> None:
    here = host.here("empfang", *(word for word in words if word != "ihk-tui"))
    there = host.ssh("empfang", *words)
    assert there == here
    assert here.code == code


def test_trouble_with_the_store_comes_through(host: Host, tmp_path: Path) -> None:
    copy = Path(json.loads(host.here("sander", "store", "backup", str(tmp_path), "--json").out)["path"])
    host.admit("sander", "lead", copy, key="broken")
    journal = copy / "journal.jsonl"
    journal.write_bytes(journal.read_bytes().replace(b"{", b"[", 1))
    there = host.ssh("broken", "queue")
    assert there.code == 4
    assert there.err == host.here("sander", "queue", folder=copy).err
    assert host.ssh("broken", "scp -t /tmp").code == 3  # refused all the same
    assert host.ssh("broken", "store check").code == 4


def test_the_administration_keeps_the_store_but_reads_no_notes(host: Host) -> None:
    assert host.ssh("vogel", "store check").code == 0
    made = Path(json.loads(host.ssh("vogel", "store backup --json").out)["path"])
    assert made.parent == host.folder / "backups"
    assert host.ssh("vogel", "log").code == 0
    assert host.ssh("vogel", "note A01").code == 3
    assert host.ssh("vogel", "call").code == 3
    assert host.refusals()[-2:] == [("vogel", "note 127.0.0.1"), ("vogel", "call 127.0.0.1")]
