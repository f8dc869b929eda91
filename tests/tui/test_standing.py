"""A program that is open ends when office.toml takes its person's part away."""

from __future__ import annotations

import pytest

from ihk_tui.domain.standing import GONE, NOTHING, News
from ihk_tui.domain.words import Words
from ihk_tui.tui import ending
from ihk_tui.tui.app import SprechtagApp
from ihk_tui.tui.board.app import BoardApp
from tests.tui.office import Office
from tests.tui.seat import seated, wait_until


class Settings:
    """What a look at the settings gives."""

    def __init__(self) -> None:
        self.news = NOTHING
        self.looks = 0

    def __call__(self) -> News:
        self.looks += 1
        news, self.news = self.news, NOTHING
        return news


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setattr(ending, "LOOK_EVERY", 0.01)
    monkeypatch.setattr(ending, "_end", lambda code, latest: None)  # it would end the tests
    return Settings()


def _reasons(app: ending.EndingApp) -> str:
    return "".join(str(said) for said in app._exit_renderables)


async def test_it_ends_with_a_sentence_and_keeps_what_was_typed(office: Office, settings: Settings) -> None:
    app = SprechtagApp(office.session("berger")._replace(standing=settings))
    async with seated(app) as berger:
        await berger.press("n", "b", "v", "tab", *"Möbel [Höfer]")
        settings.news = News(end=GONE.fill(who="berger"))
        await berger.until(lambda: app.return_value is not None)
        assert (app.return_value, app.lost) == (ending.NO_LONGER, True)
        assert _reasons(app) == "„berger“ arbeitet hier nicht mehr (office.toml); das Programm ist beendet."
    draft = office.typed("berger", "intake")
    assert draft and draft["company"] == "Möbel [Höfer]"
    assert office.visit("A03").state == "serving", "what is being served stays as it is"


async def test_it_ends_when_it_is_locked_too(office: Office, settings: Settings) -> None:
    app = SprechtagApp(office.session("berger")._replace(standing=settings))
    async with seated(app) as berger:
        await berger.press("f8")
        settings.news = News(end=GONE)
        await berger.until(lambda: app.return_value == ending.NO_LONGER)


async def test_settings_that_cannot_be_read_are_said_and_all_goes_on(
    office: Office, settings: Settings
) -> None:
    app = SprechtagApp(office.session("berger")._replace(standing=settings))
    async with seated(app) as berger:
        settings.news = News(trouble=Words("office.toml ist nicht lesbar: [/].", "It cannot be read: [/]."))
        await berger.is_told("office.toml ist nicht lesbar: [/]. Was galt, gilt weiter.")
        before = settings.looks
        await berger.until(lambda: settings.looks > before)
        assert app.return_value is None


async def test_a_look_paints_nothing(
    office: Office, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = SprechtagApp(office.session("berger")._replace(standing=settings))
    async with seated(app) as berger:
        painted = [settings.looks]
        monkeypatch.setattr(app, "_display", lambda screen, picture: painted.append(settings.looks))
        await berger.until(lambda: settings.looks > painted[-1] + 5)  # the start paints for a while


async def test_the_call_display_ends_too(office: Office, settings: Settings) -> None:
    app = BoardApp(lambda: office.session("kaya"), "en", False, settings)
    async with app.run_test(size=(80, 24)) as pilot:
        settings.news = News(trouble=Words("kaputt", "broken"))
        await wait_until(pilot, lambda: settings.news is NOTHING and app.view)
        settings.news = News(end=GONE.fill(who="anzeige"))
        await wait_until(pilot, lambda: app.return_value == ending.NO_LONGER)
        assert _reasons(app).startswith('"anzeige" does not work here any more')
