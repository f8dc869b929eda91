"""The README's table of roles is the program's; `python -m tests.cli.roles_table` writes it anew."""

from __future__ import annotations

from pathlib import Path

from ihk_tui.cli.verbs import DECLARED
from ihk_tui.domain.rights import RIGHT_WORDS, RIGHTS

README = Path(__file__).parents[2] / "README.md"
BEGIN, END = "<!-- roles -->\n", "<!-- end of roles -->\n"


def roles_table() -> str:
    """What each right is for, its commands, and who has it."""
    lines = [
        f"| What | Commands | {' | '.join(RIGHTS)} |",
        f"| --- | --- |{' --- |' * len(RIGHTS)}",
    ]
    for right, words in RIGHT_WORDS.items():
        commands = [f"`{name}`" for name, verb in DECLARED.items() if verb.right == right]
        for name, verb in DECLARED.items():
            commands += [
                f"`{name} --{option}`" for option, instead in verb.instead.items() if instead == right
            ]
        marks = ["yes" if right in rights else "–" for rights in RIGHTS.values()]
        lines.append(f"| {words.en} | {', '.join(commands)} | {' | '.join(marks)} |")
    return "\n".join(lines) + "\n"


def with_roles(readme: str) -> str:
    """The README with the table as it is now."""
    before, rest = readme.split(BEGIN)
    return f"{before}{BEGIN}{roles_table()}{END}{rest.split(END)[1]}"


if __name__ == "__main__":
    README.write_text(with_roles(README.read_text(encoding="utf-8")), encoding="utf-8")
