"""A real terminal: tmux holds it, keys go in by `send-keys`, the screen is read by `capture-pane`."""

from __future__ import annotations

import re
import shlex
import subprocess
import termios
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

from rich.color import Color, ColorSystem

from ihk_tui.tui.themes import DARK
from tests.processes.until import until

CONFIGURATION = """
set-option -g default-terminal xterm-256color
set-option -s escape-time 0
set-option -g status off
"""
PATIENCE = 15.0
"""Seconds; what a key does takes hundredths of one, unless the machine is busy."""
_LOOK_EVERY = 0.015  # seconds; a look is a process of its own


class Tmux:
    """A tmux server of its own, with any number of terminals."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self._folder, self._environment = folder, environment
        configuration = folder / "tmux.conf"
        configuration.write_text(CONFIGURATION)
        self._call = ["tmux", "-u", "-L", f"ihk-tui-{uuid4().hex}", "-f", str(configuration)]

    def tell(self, *words: str) -> str:
        """Run a tmux command on this server and give what it printed."""
        done = subprocess.run(
            [*self._call, *words], env=self._environment, capture_output=True, encoding="utf-8", check=False
        )
        assert done.returncode == 0, f"tmux {words}: {done.stderr}"
        return done.stdout

    def open(self, width: int = 80, height: int = 24) -> Terminal:
        """Open a terminal with a plain shell in it."""
        name = f"t{uuid4().hex}"
        self.tell("new-session", "-d", "-s", name, "-x", str(width), "-y", str(height), "/bin/sh")
        terminal = Terminal(self, name, self._folder / name)
        terminal.until_anything()
        return terminal

    def close(self) -> None:
        """End the server and every terminal in it."""
        subprocess.run([*self._call, "kill-server"], capture_output=True, check=False)


class Terminal:
    """One terminal, with a shell in it that starts what it is told to."""

    def __init__(self, tmux: Tmux, name: str, notes: Path) -> None:
        self._tmux, self._name, self._notes = tmux, name, notes

    def keys(self, *keys: str) -> None:
        """Press keys in one burst; what is no name of a key (`Enter`, `Escape`, `C-s`) is typed."""
        self._tmux.tell("send-keys", "-t", self._name, *keys)

    def send(self, data: bytes, paste: bool = False) -> None:
        """Send bytes as they are, or paste them as a terminal does that leaves escapes in."""
        file = Path(f"{self._notes}.paste")
        file.write_bytes(data)
        self._tmux.tell("load-buffer", str(file))
        self._tmux.tell("paste-buffer", "-d", "-r", *(["-p"] if paste else []), "-t", self._name)

    def run(self, *command: str) -> None:
        """Start a command at the shell's prompt; `pid` and `code` tell of it."""
        pid, code = (shlex.quote(f"{self._notes}.{what}") for what in ("pid", "code"))
        started = f"sh -c 'echo $$ >{pid}; exec \"$@\"' - {shlex.join(command)}"
        script = Path(f"{self._notes}.sh")  # a long line would wrap on the screen
        script.write_text(f"{started}\necho $? >{code}.new\nmv {code}.new {code}\n")
        Path(f"{self._notes}.code").unlink(missing_ok=True)
        self.keys(f". {script}", "Enter")

    @property
    def pid(self) -> int:
        """The process of the command."""
        return int(Path(f"{self._notes}.pid").read_text())

    def code(self, seconds: float = PATIENCE) -> int:
        """Wait for the command to end, and give its exit code as the shell saw it."""
        file = Path(f"{self._notes}.code")
        self._wait(lambda screen: file.exists(), "the program still runs", seconds)
        return int(file.read_text())

    @property
    def screen(self) -> str:
        """What stands on the screen, without colours."""
        return self._tmux.tell("capture-pane", "-p", "-t", self._name)

    @property
    def marked(self) -> str:
        """The row with the cursor, by its colour."""
        lines = self._tmux.tell("capture-pane", "-p", "-e", "-t", self._name).splitlines()
        return next((_ESCAPES.sub("", line) for line in lines if _CURSOR in line), "")

    @property
    def modes(self) -> tuple[str, Any]:
        """What a program may leave behind: alternate screen, cursor, mouse, and the line's settings."""
        flags = "#{alternate_on} #{cursor_flag} #{mouse_any_flag} #{keypad_flag} #{keypad_cursor_flag}"
        tty = self._asked("#{pane_tty}")
        with open(tty, "rb", buffering=0) as line:
            return self._asked(flags), termios.tcgetattr(line)

    def until(self, *texts: str, gone: str = "", seconds: float = PATIENCE) -> str:
        """Wait until all the texts are on the screen and `gone` is not, and give the screen."""
        return self._wait(
            lambda screen: all(text in screen for text in texts) and not (gone and gone in screen),
            f"no {texts}" + (f" or still {gone!r}" if gone else ""),
            seconds,
        )

    def until_marked(self, text: str) -> None:
        """Wait until the cursor is on the row with a text."""
        until(lambda: text in self.marked, lambda: f"{self.marked!r} is marked", every=_LOOK_EVERY)

    def until_size(self, width: int, height: int) -> None:
        """Wait until the program has filled a window of this size: its last line is drawn again."""
        self._wait(
            lambda screen: screen.count("\n") == height and screen.split("\n")[-2].strip() != "",
            f"no {width}x{height}",
            PATIENCE,
        )

    def until_anything(self) -> str:
        """Wait for the shell's prompt, whatever it looks like."""
        return self._wait(lambda screen: bool(screen.strip()), "nothing", PATIENCE)

    def resize(self, width: int, height: int) -> None:
        """Pull the window to another size."""
        self._tmux.tell("resize-window", "-t", self._name, "-x", str(width), "-y", str(height))

    def hang_up(self) -> None:
        """Lose the line: the terminal is gone, whatever runs in it."""
        self._tmux.tell("kill-session", "-t", self._name)

    def _asked(self, what: str) -> str:
        return self._tmux.tell("display-message", "-p", "-t", self._name, what).strip()

    def _wait(self, found: Callable[[str], bool], problem: str, seconds: float) -> str:
        seen = [self.screen]

        def look() -> bool:
            seen[0] = self.screen
            return found(seen[0])

        until(look, lambda: f"{problem} on the screen:\n{seen[0]}", seconds, _LOOK_EVERY)
        return seen[0]


_CURSOR = ";".join(
    Color.parse(DARK.variables["block-cursor-background"])
    .downgrade(ColorSystem.EIGHT_BIT)
    .get_ansi_codes(foreground=False)
)
_ESCAPES = re.compile(r"\x1b\[[0-9;]*m")
