"""Every reader there is, and the office whose calendars they read."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from ihk_tui.domain.words import Language
from tests.publish.radicale import Radicale
from tests.readers.collection import Collections
from tests.readers.khal import Khal
from tests.readers.reader import FAST, Reader
from tests.readers.scene import Scene
from tests.readers.scripts import IcalJs, Libical

SLOW = ("ical.js", "libical", "khal", "Radicale")


@pytest.fixture(scope="session")
def radicale(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Radicale]:
    """A CalDAV server that stays up while this worker tests."""
    server = Radicale(tmp_path_factory.mktemp("server") / "radicale")
    yield server
    server.kill()


@pytest.fixture(scope="session", params=SLOW)
def program(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """Each program that reads calendars; left out where it is not installed (not in CI)."""
    folder = tmp_path_factory.mktemp("program")
    match request.param:
        case "ical.js":
            return Reader("ical.js", IcalJs(folder))
        case "libical":
            return Reader("libical", Libical(folder))
        case "khal":
            # It writes imported texts with icalendar's vText, which takes a literal `\N` for a line break,
            # and asks pytz for the zone.
            return Reader("khal", Khal(folder), misreads="\\N", shows_sequence=False, until=2037)
        case _:
            return Reader("Radicale", Collections(request.getfixturevalue("radicale")))


@pytest.fixture(scope="session", params=[reader.name for reader in FAST])
def library(request: pytest.FixtureRequest) -> Reader:
    """Each library that reads calendars."""
    return next(reader for reader in FAST if reader.name == request.param)


@pytest.fixture(scope="session")
def scenes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Language], Scene]]:
    """Offices that speak German or English, made when first asked for; nobody changes them."""
    made: dict[Language, Scene] = {}

    def scene(language: Language) -> Scene:
        if language not in made:
            made[language] = Scene(tmp_path_factory.mktemp("scene") / "office", language)
            made[language].fill()
        return made[language]

    yield scene
    for each in made.values():
        each.close()


@pytest.fixture(scope="session", params=["de", "en"])
def scene(request: pytest.FixtureRequest, scenes: Callable[[Language], Scene]) -> Scene:
    """The office in either language."""
    return scenes(request.param)
