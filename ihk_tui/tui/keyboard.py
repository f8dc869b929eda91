"""What a terminal sends, before Textual takes it apart.

Textual's own driver ends the program at a byte that is no UTF-8 (an ü from a terminal that is set to
Latin-1), and takes what follows an escape inside a paste for keys, which then do what they do.
"""

from __future__ import annotations

import os
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable, Iterator
from selectors import EVENT_READ, DefaultSelector

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from ihk_tui.domain.text import clean

PASTE, PASTED = "\x1b[200~", "\x1b[201~"
"""What a terminal puts before and after what is pasted (bracketed paste)."""
_AT_ONCE = 4096
"""Bytes that are read at once."""
_LOOK = 0.1
"""Seconds after which an Esc that nothing follows is the key."""


class Keyboard(LinuxDriver):
    """Reads keys and pastes from the terminal."""

    def run_input_thread(self) -> None:
        """Read until the program ends."""
        parser = XTermParser(self._debug)
        sent = Sent(parser.feed)
        with DefaultSelector() as selector:
            selector.register(self.fileno, EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(_LOOK):
                    data = os.read(self.fileno, _AT_ONCE)
                    if not data:  # nobody will type any more
                        return
                    for message in sent.understood(data):
                        self.process_message(message)
                for message in parser.tick():
                    sent.given_up()
                    self.process_message(message)


class Sent:
    """Feeds a parser: keys as they come, a paste whole and as nothing but text."""

    def __init__(self, feed: Callable[[str], Iterable[Message]]) -> None:
        self._feed = feed
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._before = ""
        """The last characters, with which a mark may have begun."""
        self._since = len(PASTE)
        """Characters since the parser waited in vain for the rest of a sequence, and took it for keys."""
        self._pasting = False
        self._pasted: list[str] = []

    def understood(self, data: bytes) -> Iterator[Message]:
        """Give what was typed and pasted."""
        text = self._decode(data)
        while text:
            mark = PASTED if self._pasting else PASTE
            part, found, text = self._split(text, mark)
            if not self._pasting:
                self._since += len(part)
                yield from self._feed(mark if found and self._since < len(mark) else part)
            else:
                self._pasted.append(part)
                if found:
                    content = "".join(self._pasted).removesuffix(mark)
                    self._pasted.clear()
                    yield from self._feed(clean(content, len(content)) + mark)
            self._pasting ^= found

    def given_up(self) -> None:
        """The rest of a sequence did not come in time, and what was there of it is keys."""
        self._since = 0

    def _split(self, text: str, mark: str) -> tuple[str, bool, str]:
        """Give what goes up to the end of a mark, whether it is there, and the rest."""
        seen = self._before + text
        if mark not in seen:
            self._before = seen[1 - len(mark) :]
            return text, False, ""
        end = seen.index(mark) + len(mark) - len(self._before)
        self._before = ""
        return text[:end], True, text[end:]
