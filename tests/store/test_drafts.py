"""What was typed survives."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ihk_tui.store.drafts import Drafts, FileDrafts, MemoryDrafts


@pytest.fixture(params=["file", "memory"])
def drafts(request: pytest.FixtureRequest, tmp_path: Path) -> Drafts:
    """Drafts of both sorts."""
    return FileDrafts(tmp_path) if request.param == "file" else MemoryDrafts()


def test_a_form_is_kept_until_it_is_dropped(drafts: Drafts) -> None:
    assert drafts.load("anna", "intake") is None
    drafts.save("anna", "intake", {"name": "Kim", "topics": ["VE1"]})
    drafts.save("anna", "note A-7", {"text": "…"})
    drafts.save("anna", "intake", {"name": "Kim Öztürk"})
    assert drafts.load("anna", "intake") == {"name": "Kim Öztürk"}
    assert (sorted(drafts.names("anna")), drafts.names("bob")) == (["intake", "note A-7"], [])
    drafts.drop("anna", "intake")
    drafts.drop("anna", "intake")
    assert drafts.load("anna", "intake") is None
    assert drafts.load("anna", "note A-7") == {"text": "…"}
    assert drafts.load("bob", "note A-7") is None


@pytest.mark.parametrize("person", ["../x", "/etc/x", "..", ".", "", "a/b", "a\0b", "Jürgen Groß"])
def test_a_name_cannot_leave_the_folder(tmp_path: Path, person: str) -> None:
    folder = tmp_path / "outer" / "drafts"
    folder.mkdir(parents=True)
    drafts = FileDrafts(folder)
    drafts.save(person, "note", {"text": "…"})
    assert drafts.load(person, "note") == {"text": "…"}
    assert [file.parent for file in tmp_path.rglob("*") if file.is_file()] == [folder]


def test_a_file_that_cannot_be_read_counts_as_none(tmp_path: Path) -> None:
    (tmp_path / "anna.json").write_bytes(b"")
    drafts = FileDrafts(tmp_path)
    assert drafts.load("anna", "note") is None
    drafts.save("anna", "note", {"text": "…"})
    assert drafts.load("anna", "note") == {"text": "…"}


def test_nothing_is_left_when_all_is_dropped(tmp_path: Path) -> None:
    drafts = FileDrafts(tmp_path)
    drafts.save("anna", "note", {"text": "…"})
    drafts.drop("anna", "note")
    assert list(tmp_path.iterdir()) == []


def test_sessions_of_one_person_lose_nothing_of_each_other_s(tmp_path: Path) -> None:
    def session(number: int) -> None:
        drafts = FileDrafts(tmp_path)  # of a process of its own: locks belong to the open file
        for letter in range(60):
            drafts.save("anna", f"intake {number}", {"name": "x" * letter})
        drafts.save("anna", f"note {number}", {"text": "…"})

    with ThreadPoolExecutor(4) as sessions:
        list(sessions.map(session, range(4)))
    kept = FileDrafts(tmp_path)
    assert {name: kept.load("anna", name) for name in kept.names("anna")} == {
        **{f"intake {number}": {"name": "x" * 59} for number in range(4)},
        **{f"note {number}": {"text": "…"} for number in range(4)},
    }
