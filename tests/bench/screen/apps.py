"""What is measured: the program, and as the floor a bare Textual app that does the same."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

BARE = """
from textual.app import App
from textual.containers import Vertical
from textual.screen import ModalScreen, Screen
from textual.widgets import DataTable, Footer, Header, Input, OptionList

class Form(Screen):
    BINDINGS = [("escape", "app.pop_screen", "Back")]
    def compose(self):
        yield Header(); yield Input(); yield Footer()

class Dialog(ModalScreen):
    CSS = "Dialog { align: center middle; } Vertical { width: 60; height: 10; border: round white; }"
    BINDINGS = [("escape", "app.pop_screen", "Back")]
    def compose(self):
        with Vertical():
            yield OptionList("one", "two", "three")

class Bare(App):
    BINDINGS = [("n", "form", "New"), ("minus", "dialog", "Ask")]
    def compose(self):
        yield Header(); yield DataTable(cursor_type="row"); yield Footer()
    def on_mount(self):
        self.animation_level = "none"
        table = self.query_one(DataTable)
        table.add_columns("a", "b", "c", "d", "e", "f")
        for row in range(50):
            table.add_row(*(f"cell {row} {column}" for column in range(6)))
        table.focus()
    def action_form(self):
        self.push_screen(Form())
    def action_dialog(self):
        self.push_screen(Dialog())

Bare().run(mouse=False)
"""
TYPED = b"Maschinenbau Hattingen GmbH"


class App(NamedTuple):
    """A program to measure, and the keys by which each thing is done in it."""

    name: str
    command: tuple[str, ...]
    useful: bytes
    """What stands on the first picture that is of use."""
    form: tuple[bytes, ...]
    """The keys that open a form with the cursor in a line."""
    dialog: bytes = b"-"


def bare() -> App:
    """Header, Footer and a DataTable of 50 rows with a row cursor; a form with one line; a small dialog."""
    return App("bare", (sys.executable, "-c", BARE), b"cell 0 0", (b"n",))


def ours(office: Path, person: str) -> App:
    """The program on an office with an open day, for an adviser of it."""
    command = (sys.executable, "-m", "ihk_tui", "--data", str(office), "--as", person, "--lang", "de")
    return App("ours", command, b"Hilfe", (b"n", b"b", b"v", b"2", b"\t"))
