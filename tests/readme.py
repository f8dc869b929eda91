"""Makes what the README takes from the program itself: its pictures and its key table.

`python -m tests.readme` writes them anew; a test checks that the key table is current.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
from pathlib import Path

from ihk_tui.cli.host import DemoPlan, Options
from ihk_tui.tui.actions import PLACES
from ihk_tui.tui.app import SprechtagApp
from ihk_tui.tui.board.app import BoardApp
from ihk_tui.wiring import Program

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
PICTURES = Path(__file__).parent / "pictures"

SHOWN: dict[str, tuple[tuple[int, int], tuple[str, ...]]] = {
    "day": ((120, 30), ()),
    "intake": ((80, 24), ("n", "b", "v", "2")),
    "visit": ((100, 26), ("down", "down", "down", "down", "enter")),
    "appointments": ((80, 24), ("t",)),
    "grid": ((100, 24), ("t", "r")),
    "planner": ((100, 26), ("j",)),
}
"""Each picture: the size of the terminal and the keys that lead there."""


def key_table() -> str:
    """The keys of every place, in the README's words."""
    lines = []
    for title, actions in PLACES.values():
        lines += [f"**{title.en}** ({title.de})", "", "| Key | Label | What it does |", "| --- | --- | --- |"]
        lines += [f"| `{a.keycap.de}` | {a.label.de} | {a.help.en} |" for a in actions]
        lines.append("")
    return "\n".join(lines)


def with_table(readme: str) -> str:
    """The README with the key table as it is now."""
    before, rest = readme.split("<!-- keys -->\n")
    after = rest.split("<!-- end of keys -->\n")[1]
    return f"{before}<!-- keys -->\n{key_table()}<!-- end of keys -->\n{after}"


async def _picture(folder: Path, name: str) -> None:
    size, keys = SHOWN[name]
    session = Program().session(Options(folder, "berger"))
    app = SprechtagApp(session)
    async with app.run_test(size=size) as pilot:
        while app.view is None:
            await pilot.pause()
        for key in keys:
            await pilot.press(key)
            while app.store.busy:
                await pilot.pause()
        await pilot.pause()
        (PICTURES / f"{name}.svg").write_text(app.export_screenshot(title="ihk_tui"), encoding="utf-8")


async def _board(folder: Path) -> None:
    app = BoardApp(lambda: Program().session(Options(folder, "sander")), "de")
    async with app.run_test(size=(80, 24)) as pilot:
        while app.view is None:
            await pilot.pause()
        await pilot.pause()
        (PICTURES / "board.svg").write_text(app.export_screenshot(title="ihk_tui"), encoding="utf-8")


def main() -> None:
    """Write pictures and table."""
    README.write_text(with_table(README.read_text(encoding="utf-8")), encoding="utf-8")
    PICTURES.mkdir(exist_ok=True)
    for name in ("NO_COLOR", "COLORTERM", "TERM"):  # the colours are those of a good terminal
        os.environ.pop(name, None)
    with tempfile.TemporaryDirectory() as folder:
        office = Path(folder) / "office"
        plan = DemoPlan(years=1, seed=3, at="11:00", day="2026-12-03")
        Program().build_demo(office, plan, lambda done, total: None)
        for name in SHOWN:
            asyncio.run(_picture(office, name))
        asyncio.run(_board(office))


if __name__ == "__main__":
    main()
