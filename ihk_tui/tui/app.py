"""The application: one session of one person, its store thread, and the view that all screens show."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from threading import Thread
from typing import Any, ClassVar, Concatenate, ParamSpec, TypeVar

from textual import work
from textual.actions import ActionParseResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.events import Event, Key, Paste, Resize
from textual.screen import Screen
from textual.signal import Signal

from ihk_tui.domain.pins import Pin
from ihk_tui.domain.rights import may
from ihk_tui.domain.words import Refusal, StoreTrouble, Words
from ihk_tui.office import views
from ihk_tui.office.auditing import record_once_a_day
from ihk_tui.office.pins import my_pin
from ihk_tui.office.session import Session
from ihk_tui.office.views import DayView
from ihk_tui.tui.actions.needs import needed
from ihk_tui.tui.again import Again
from ihk_tui.tui.coloured import ColouredApp
from ihk_tui.tui.drafts import Drafts, left_over
from ihk_tui.tui.ending import run_to_the_end
from ihk_tui.tui.held_up import held_up
from ihk_tui.tui.keymap import Keymap
from ihk_tui.tui.lock.idling import Idling
from ihk_tui.tui.room import Room
from ihk_tui.tui.themes import DARK, LIGHT
from ihk_tui.tui.typeahead import TypeAhead
from ihk_tui.tui.worker import PATIENCE, StoreThread

P = ParamSpec("P")
T = TypeVar("T")

NO_TITLE = "\x1b]2;\x07"
"""Takes the terminal's title away (OSC 2)."""
WORK, LOCKED = "work", "locked"
"""Textual's modes: each has screens of its own, so that nothing of the work can come up over the lock."""
TIDY_AFTER = 30.0
"""Seconds after the start until the store is tidied for the first time: the day comes first."""
ASKED = frozenset({"called_there", "late", "absent", "full", "adviser_busy", "no_day_today"})
"""Refusals that whoever acts turns into a question."""
SAID_HERE = {
    "day_closed": Words(
        "Es ist kein Sprechtag geöffnet. {open} öffnet ihn.", "No consultation day is open. {open} opens it."
    ),
}
"""Refusals whose own sentence names a plain command; `{open}` is the key that opens the day."""


class SprechtagApp(ColouredApp):
    """The consultation day on one person's terminal."""

    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    MODES = {WORK: Screen}  # noqa: RUF012 - as Textual declares it
    DEFAULT_MODE = WORK
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f8,ctrl+l", "lock", show=False, priority=True)  # wherever one is, dialogs too
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 - as Textual declares it

    def __init__(self, session: Session) -> None:
        super().__init__(session.language, (DARK, LIGHT))
        self.animation_level = "none"
        self.session = session
        self.store = StoreThread(session)
        self.view: DayView | None = None
        self.viewed: Signal[DayView] = Signal(self, "viewed")
        """Published with every new view of the day; screens subscribe to it."""
        self._unwatch: Callable[[], None] = lambda: None
        self._looking = False
        self._look_again = False
        self.drafts = Drafts(self)
        self.pin: Pin | None = None
        """What unlocks this screen, as far as it is known."""
        self._idling = Idling(self, session.policy.lock_after, self.action_lock)
        self.again: Again | None = None
        """What the person did last that may be done again."""
        self.keymap = Keymap(session.keys, session.person.id, session.people)
        self.set_keymap(self.keymap.changed())
        self._room = Room(self)
        self._keys = TypeAhead(self, super().on_event)
        self.title = session.name(session.person.id)

    async def on_event(self, event: Event) -> None:
        """Keys wait for the effect of those before them; everything else is Textual's."""
        if isinstance(event, Key | Paste):
            self._idling.key()
        if isinstance(event, Key | Paste) and not event.is_forwarded:
            await self._keys.take(event, self._room.enough)
            return
        await super().on_event(event)
        if isinstance(event, Resize):
            self._room.fit(event.size)

    def say(self, words: Words) -> str:
        """Give a text in the language of this session."""
        return words.to(self.session.language)

    def key(self, action: str, place: str = "day") -> Words:
        """The key of an action at a place, as it stands on the keyboard, for a sentence that names it."""
        return self.keymap.cap(place, action)

    async def on_mount(self) -> None:
        """Show the day, then listen for what others do."""
        loop = asyncio.get_running_loop()
        self.heed_signals()
        from ihk_tui.tui.day.screen import DayScreen

        await self.push_screen(DayScreen())
        await self.look()
        self._remember()

        def changed() -> None:
            loop.call_soon_threadsafe(self.call_later, self._look_beside)

        self._unwatch = self.session.store.watch(changed)
        self._each_minute()
        self._idling.begin()
        self.heed_standing(self.session.standing)
        self.set_timer(TIDY_AFTER, self._tidy)

    @work
    async def _remember(self) -> None:
        """Learn what unlocks this screen; say what of the keys in the settings does not count, and what the
        last session left unsaved."""
        self.pin = await self.ask(my_pin)
        troubles = self.keymap.troubles
        more = Words("Alle: ihk-tui keys", "All: ihk-tui keys") if len(troubles) > 1 else None
        left = await self.ask(left_over, self.key)
        if said := [words for words in (*troubles[:1], more, left) if words]:
            self.tell(Words.joined(" ", said), bad=True)

    def told_of_settings(self, trouble: Words) -> None:
        """Say what is wrong with the settings while all goes on."""
        goes_on = Words("{why} Was galt, gilt weiter.", "{why} What was in force remains so.")
        self.tell(goes_on.fill(why=trouble), bad=True)

    def before_the_end(self) -> None:
        """What was typed goes to disk; nothing that is being served is released."""
        self.drafts.write_now()

    async def on_unmount(self) -> None:
        """Stop listening and finish what was begun."""
        self._unwatch()
        self.drafts.write_now()
        self.store.close(wait=not self.lost)

    def _tidy(self) -> None:
        """Keep the store small, now and every hour, beside all work; trouble is told where it matters."""
        self.set_timer(3600, self._tidy)
        now = self.session.now()

        def tidy() -> None:
            with suppress(StoreTrouble):
                self.session.store.tidy(now)

        Thread(target=tidy, name="store tidy", daemon=True).start()

    def _each_minute(self) -> None:
        """Look at the day again when the clock's minute changes, for the waiting times."""
        now = self.session.now()
        self.set_timer(60.05 - now.second - now.microsecond / 1e6, self._minute)

    def _minute(self) -> None:
        self._each_minute()
        self._look_beside()

    @work(group="look")
    async def _look_beside(self) -> None:
        """Look without keeping keys waiting: the store may be held up."""
        await self.look()

    async def look(self) -> None:
        """Take a new view of the day and publish it. Looks that come meanwhile become one."""
        if self._looking:
            self._look_again = True
            return
        self._looking = True
        try:
            self._look_again = True
            while self._look_again:
                self._look_again = False
                view = await self.ask(views.day_view)
                if view is not None and self.is_running:  # at the end, screens are taken apart meanwhile
                    self.view = view
                    self.viewed.publish(view)
        finally:
            self._looking = False

    async def ask(
        self, verb: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T | None:
        """Ask the office; None when the store is in trouble, which is said, or when the program ends."""
        if self.store.closed:
            return None
        doing = asyncio.ensure_future(self.store.do(verb, *args, **kwargs))
        try:
            done, _ = await asyncio.wait({doing}, timeout=PATIENCE)
            if not done:
                self.tell_of_waiting()
            return await doing
        except StoreTrouble as trouble:
            self.tell(trouble.words, bad=True)
            return None

    @work(group="waiting")
    async def tell_of_waiting(self) -> None:
        """Say for whom the store waits, and that keys typed ahead were forgotten; a server may not answer."""
        forgot = self._keys.forgot
        words = await asyncio.to_thread(held_up, self.session, forgot)
        if words and (forgot or self.store.running):
            self.tell(words, bad=True)

    async def act(
        self,
        done: Callable[[T], Words] | None,
        verb: Callable[Concatenate[Session, P], T | Refusal],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T | Refusal | None:
        """Do a verb: say what was done or why not, and show the day as it is then.

        What was begun is said even when another action has taken the place of the one that asked.
        """
        acting = self._act(done, verb, *args, **kwargs)
        return await asyncio.shield(asyncio.ensure_future(acting))

    async def _act(
        self,
        done: Callable[[T], Words] | None,
        verb: Callable[Concatenate[Session, P], T | Refusal],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T | Refusal | None:
        result = await self.ask(verb, *args, **kwargs)
        if not self.is_running:
            return result
        if isinstance(result, Refusal):
            if result.code not in ASKED:
                here = SAID_HERE.get(result.code)
                self.tell(here.fill(open=self.key("open_day")) if here else result.words, bad=True)
        elif result is not None:
            if done:
                self.tell(done(result))
            await self.look()
        return result

    def tell(self, words: Words, bad: bool = False) -> None:
        """Say something in the status line of the screen."""
        from ihk_tui.tui.widgets.status import StatusLine

        for screen in reversed(self.work_stack):
            lines = screen.query(StatusLine)
            if lines:
                lines.first().tell(self.say(words), bad)
                return

    @property
    def locked(self) -> bool:
        """Whether the screen shows nothing at the moment."""
        return self.current_mode == LOCKED

    @property
    def work_stack(self) -> list[Screen[Any]]:
        """The screens of the work, whether or not they are locked away."""
        return self._screen_stacks[WORK]

    def push_screen(self, *args: Any, mode: str | None = None, **kwargs: Any) -> Any:
        """Push a screen of the work; what comes up while the screen is locked waits behind the lock."""
        return super().push_screen(*args, mode=mode or WORK, **kwargs)

    def pop_screen(self) -> AwaitComplete:
        """Take a screen of the work away; the lock is no screen of the work."""
        before, self._current_mode = self._current_mode, WORK
        try:
            return super().pop_screen()
        finally:
            self._current_mode = before

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do an action, or say who may: before a form is filled in for nothing."""
        right = needed(getattr(default_namespace, "place", ""), action) if isinstance(action, str) else None
        if right and (refusal := may(self.session.person.role, right)):
            self.tell(refusal.words, bad=True)
            self._record_refused(str(action))
            return True
        return await super().run_action(action, default_namespace, namespaces)

    @work(group="refused")
    async def _record_refused(self, action: str) -> None:
        await self.ask(record_once_a_day, "refused", action)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """On a locked screen nothing of the program can be done but leave it."""
        return action == "leave_program" or not self.locked

    def action_lock(self) -> None:
        """Show nothing of anybody until whoever works here is back; the terminal's title goes too."""
        from ihk_tui.tui.lock.screen import LockScreen

        if self.locked:
            return
        if self._driver:
            self._driver.write(NO_TITLE)
        self.add_mode(LOCKED, LockScreen)
        self.switch_mode(LOCKED)

    def unlock(self) -> None:
        """Show the work as it is by now; keys typed ahead are not for it."""
        self._keys.ignore_what_follows()
        self.switch_mode(WORK)
        self.remove_mode(LOCKED)

    @work(exclusive=True, group="action")
    async def action_pin(self) -> None:
        """Choose the PIN that unlocks this screen."""
        from ihk_tui.tui.lock.choosing import choose_my_pin

        await choose_my_pin(self)

    def action_theme(self) -> None:
        """Switch between light and dark."""
        names = [theme.name for theme in self.themes]
        self.theme = names[(names.index(self.theme) + 1) % len(names)]
        if len(names) == 1:
            self.tell(
                Words(
                    "Hier gibt es keine anderen Farben (NO_COLOR, TERM).",
                    "No other colours here (NO_COLOR, TERM).",
                )
            )

    def action_help_quit(self) -> None:
        """Strg+C, which copies in other programs and ends others: say what does either here."""
        words = Words("{leave} beendet das Programm, {copy} kopiert.", "{leave} leaves, {copy} copies.")
        self.tell(words.fill(leave=self.key("leave_program"), copy=self.key("slip")))

    def action_leave_program(self) -> None:
        """Leave; visits stay as they are."""
        self.exit(0)

    def action_help(self) -> None:
        """Show the help for the place where one is."""
        from ihk_tui.tui.dialogs.help import HelpScreen

        place = getattr(self.screen, "place", "")
        if place and not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(place))

    def action_jump(self) -> None:
        """Show letters that lead to what is on the screen."""
        from ihk_tui.tui.jump import jump

        jump(self)

    def action_command_palette(self) -> None:
        """Search all commands of the place where one is."""
        from textual.command import CommandPalette

        from ihk_tui.tui.palette import Commands

        if not isinstance(self.screen, CommandPalette):
            self.push_screen(
                CommandPalette([Commands], placeholder=self.say(Words("Befehl suchen …", "Find a command …")))
            )

    def get_system_commands(self, screen: Any) -> Any:
        """The palette has our actions only."""
        return ()


def run(session: Session) -> int:
    """Open the program and give its exit code."""
    return run_to_the_end(SprechtagApp(session))
