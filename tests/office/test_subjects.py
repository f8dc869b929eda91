"""What the log says an entry was about, in the reader's language."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ihk_tui.office.subjects import subject_words
from ihk_tui.office.work import Entry
from ihk_tui.store.record import Entry as Stored


def entry(verb: str, subject: str) -> Entry:
    return Stored(seq=1, at=datetime(2026, 12, 3, tzinfo=UTC), person="aydin", verb=verb, subject=subject)


@pytest.mark.parametrize(
    ("verb", "subject", "words"),
    [
        ("call", "A07", ("A07", "A07")),
        ("repair", "", ("", "")),
        ("desk", "1 open", ("1 (da)", "1 (here)")),
        ("desk", "2 closed", ("2 (verlassen)", "2 (left)")),
        ("pin", "set", ("gesetzt", "set")),
        ("pin", "dropped", ("aufgehoben", "dropped")),
        ("edit", "1 name place", ("1 (Name, Ort)", "1 (name, place)")),
        ("undo", "A01 1 break A02", ("A01 1 (Pause) A02", "A01 1 (break) A02")),
        ("mail", "4 CANCEL 2", ("4 (Absage) 2", "4 (cancellation) 2")),
        (
            "export",
            "busy 2026-12-03 2026-12-03 berger",
            (
                "Belegt 03.12.2026 03.12.2026 berger",
                "busy 2026-12-03 2026-12-03 berger",
            ),
        ),
        (
            "erase",
            "2026-12-03 A01 appointment:5",
            ("03.12.2026 A01 Termin 5", "2026-12-03 A01 appointment 5"),
        ),
        ("refused", "note 192.0.2.7", ("note 192.0.2.7", "note 192.0.2.7")),
        ("refused", "login", ("Anmeldung", "login")),
        ("restore", "2026-12-03T0900", ("2026-12-03T0900", "2026-12-03T0900")),
        ("move_store", "a-b-c", ("a-b-c", "a-b-c")),
    ],
)
def test_the_program_s_own_words_are_translated(verb: str, subject: str, words: tuple[str, str]) -> None:
    assert subject_words(entry(verb, subject)) == words
