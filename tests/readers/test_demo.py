"""A simulated office, whatever its seed, reads the same everywhere."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from ihk_tui.domain.words import Language
from tests.demo.office import DAY, built
from tests.readers.forms import Form, exported, published
from tests.readers.office import Office, berlin
from tests.readers.reader import Reader
from tests.readers.test_forms import compare

pytestmark = pytest.mark.slow

SEEDS = os.environ.get("IHK_TUI_DEMO_SEEDS", "1").split(",")
"""Which offices are simulated: each takes half a minute of readers' time."""
SIMULATED: list[tuple[int, Language]] = [(int(seed), "en" if int(seed) % 2 else "de") for seed in SEEDS]

WHOLE = ("staff", "busy", "staff file", "busy file")
"""The calendars of everybody."""


@pytest.fixture(scope="module", params=SIMULATED, ids=str)
def simulated(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Form]:
    """The calendars of one at eleven o'clock on a running day."""
    seed, language = request.param
    folder: Path = tmp_path_factory.mktemp("demo")
    office = Office(
        built(folder / "office", years=1, seed=seed), language, berlin(date.fromisoformat(DAY), "11:00")
    )
    forms = [*exported(office), *published(office, folder / "published")]
    office.close()
    assert len(forms[0].meant) > 150
    return [form for form in forms if form.name in WHOLE]


def test_libraries_read_a_simulated_office(simulated: list[Form], library: Reader) -> None:
    compare(library, simulated)


def test_programs_read_a_simulated_office(simulated: list[Form], program: Reader) -> None:
    compare(program, simulated)
