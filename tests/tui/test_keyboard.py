"""What a terminal sends becomes keys and pastes, and nothing that it sends ends the program."""

from __future__ import annotations

import pytest
from textual._xterm_parser import XTermParser
from textual.events import Key, Paste

from ihk_tui.tui.keyboard import Sent

LONG = "x" * 100_000


def understood(*reads: bytes) -> list[str]:
    """The keys, and the pastes in brackets, of what was read in so many pieces."""
    sent = Sent(XTermParser().feed)
    told = []
    for message in (message for data in reads for message in sent.understood(data)):
        assert isinstance(message, Key | Paste), message
        told.append(f"[{message.text}]" if isinstance(message, Paste) else message.key)
    return told


@pytest.mark.parametrize(
    ("pasted", "text"),
    [
        (" x \x1b[0m aq ", "x  aq"),
        ("\x1b", ""),
        ("a\x1bq", "aq"),
        ("\x1b[31mrot\x1b[0m", "rot"),
        ("\x1b]0;title\x07a\x00b", "ab"),
        ("eins\r\nzwei", "eins\nzwei"),
        ("\x1b[200~innen", "innen"),
        (LONG, LONG),
        ("", ""),
    ],
    ids=["colour", "esc", "esc q", "red", "title", "lines", "begins twice", "long", "nothing"],
)
def test_a_paste_is_text_to_its_end(pasted: str, text: str) -> None:
    data = f"n\x1b[200~{pasted}\x1b[201~q".encode()
    assert understood(data) == ["n", f"[{text}]", "q"]


def test_wherever_a_slow_line_cuts_it() -> None:
    data = "n\x1b[B\x1b[200~Fü \x1b[31mrot\x1bq\x1b[201~\x1b[Aü\x1b[200~zwei\x1b[201~a".encode()
    whole = ["n", "down", "[Fü rotq]", "up", "ü", "[zwei]", "a"]
    for first in range(len(data)):
        for second in range(first, len(data), 3):
            assert understood(data[:first], data[first:second], data[second:]) == whole, (first, second)


@pytest.mark.parametrize("came", [1, 2, 4])
def test_what_is_pasted_stays_a_paste_though_its_beginning_was_taken_for_keys(came: int) -> None:
    parser = XTermParser()
    sent, data = Sent(parser.feed), b"\x1b[200~aq\x1b[201~"
    assert not list(sent.understood(data[:came]))
    parser._timeout_time = 0.0  # the line stands still
    assert list(parser.tick())
    sent.given_up()
    list(sent.understood(data[came : came + 1]))  # a key, too
    *_, paste = sent.understood(data[came + 1 :])
    assert isinstance(paste, Paste) and paste.text == "aq"


def test_a_letter_of_another_character_set_is_shown_as_one_that_is_not_known() -> None:
    assert understood(b"a\xfcb") == ["a", "replacement_character", "b"]
