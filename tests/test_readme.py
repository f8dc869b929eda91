"""The README says what the program does."""

from __future__ import annotations

import re

from tests.readme import PICTURES, README, with_table


def test_the_key_table_is_that_of_the_program() -> None:
    readme = README.read_text(encoding="utf-8")
    assert with_table(readme) == readme, "run `python -m tests.readme`"


def test_every_picture_is_there() -> None:
    shown = re.findall(r"!\[[^]]*\]\(tests/pictures/([a-z]+\.svg)\)", README.read_text(encoding="utf-8"))
    assert shown
    assert {picture.name for picture in PICTURES.glob("*.svg")} == set(shown)


def test_every_command_of_the_readme_exists() -> None:
    from ihk_tui.cli.verbs import VERBS

    readme = README.read_text(encoding="utf-8")
    code = "\n".join(
        block or inline for block, inline in re.findall(r"```sh\n(.*?)```|`([^`\n]+)`", readme, re.S)
    )
    named = set(re.findall(r"ihk-tui (?:--[a-z]+ [^\s-]\S* )*([a-z]+(?:-[a-z]+)?)", code))
    assert named
    assert named <= set(VERBS), named - set(VERBS)
