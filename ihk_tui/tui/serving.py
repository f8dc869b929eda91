"""What can be done with a visit, on the day screen and on the visit's own alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import Concatenate, ParamSpec

from textual import work

from ihk_tui.domain.transitions import not_finishable
from ihk_tui.domain.visits import Visit
from ihk_tui.domain.words import Refusal, Words
from ihk_tui.office import reception, serving
from ihk_tui.office.session import Session
from ihk_tui.tui.again import again
from ihk_tui.tui.app import ASKED
from ihk_tui.tui.base import OfficeScreen

P = ParamSpec("P")

NOBODY_MARKED = Words("Hier ist kein Besuch markiert.", "No visit is marked here.")
NOTHING_TO_REPEAT = Words(
    "Wiederholen lässt sich: nicht da, parken, übergeben, gegangen. Davon taten Sie noch nichts.",
    "What can be repeated: no-show, defer, transfer, left. You did none of these yet.",
)


class ServingActions(OfficeScreen):
    """Actions on the visit that a screen says is meant, one at a time."""

    _acting = False

    def target(self) -> Visit | None:
        """The visit that keys act on; None where a screen shows none."""
        return None

    def marked(self) -> Visit | None:
        """The visit that the cursor is on."""
        return self.target()

    def after(self, visit: Visit) -> None:
        """Follow the visit that something was done with."""

    async def _do(
        self,
        done: Words,
        verb: Callable[Concatenate[Session, P], Visit | Refusal],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Visit | Refusal | None:
        """Do one verb; the same key pressed again meanwhile does nothing."""
        undo = self.key("undo")

        def said(visit: Visit) -> Words:
            return done.fill(ticket=visit.ticket, desk=visit.desk, undo=undo)

        return await self._do_one(said, verb, *args, **kwargs)

    async def _do_one(
        self,
        said: Callable[[Visit], Words],
        verb: Callable[Concatenate[Session, P], Visit | Refusal],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Visit | Refusal | None:
        if self._acting:
            return None
        self._acting = True
        try:
            result = await self.app.act(said, verb, *args, **kwargs)
            if isinstance(result, Visit):
                self.app.again = again(said, verb, args) or self.app.again
                self.after(result)
            return result
        finally:
            self._acting = False

    def _number(self, visit: Visit | None) -> str | None:
        if visit is None:
            self.app.tell(NOBODY_MARKED, bad=True)
            return None
        return visit.ticket

    @work(group="action")
    async def action_call(self) -> None:
        """Call the next visit."""
        await self._do(
            Words("{ticket} an Platz {desk} aufgerufen.", "{ticket} called to desk {desk}."), serving.call
        )

    @work(group="action")
    async def action_start(self) -> None:
        """Begin the talk."""
        if number := self._number(self.target()):
            await self._start(number)

    async def _start(self, number: str, topic: str = "") -> None:
        """Begin a talk; whom a colleague called is taken from them only when that is meant."""
        began = Words("Gespräch mit {ticket} läuft.", "Talk with {ticket} began.")
        result = await self._do(began, serving.start, number, topic)
        if isinstance(result, Refusal) and result.code == "called_there":
            from ihk_tui.tui.dialogs.choose import confirm

            title = Words("{n} übernehmen?", "Take {n} over?").fill(n=number)
            if await confirm(self.app, title, result.words):
                await self._do(began, serving.start, number, topic, anyway=True)

    @work(group="action")
    async def action_recall(self) -> None:
        """Call once more."""
        if number := self._number(self.target()):
            await self._do(
                Words(
                    "{ticket} nochmals an Platz {desk} aufgerufen.", "{ticket} called to desk {desk} again."
                ),
                serving.recall,
                number,
            )

    @work(group="action")
    async def action_no_show(self) -> None:
        """Nobody came."""
        if number := self._number(self.target()):
            await self._do(
                Words(
                    "{ticket} war nicht da. {undo} nimmt es zurück.",
                    "{ticket} was absent. {undo} takes it back.",
                ),
                serving.no_show,
                number,
            )

    @work(group="action")
    async def action_defer(self) -> None:
        """Park the visit, with a word why."""
        visit = self.target()
        if self._number(visit) and visit:
            from ihk_tui.tui.dialogs.ask import ask_line
            from ihk_tui.tui.dialogs.form_draft import draft_on

            draft = draft_on(self.app, "defer", visit)
            why = await ask_line(
                self.app,
                Words("{n} später", "{n} later").fill(n=visit.ticket),
                Words("Warum? (darf leer bleiben)", "Why? (may stay empty)"),
                draft=draft,
            )
            parked = Words("{ticket} ist geparkt.", "{ticket} is parked.")
            if why is not None and isinstance(
                await self._do(parked, serving.defer, visit.ticket, why), Visit
            ):
                draft.drop()

    @work(group="action")
    async def action_resume(self) -> None:
        """Take up a parked visit, or queue a no-show again."""
        if number := self._number(self.marked()):
            await self._do(Words("{ticket} geht weiter.", "{ticket} goes on."), serving.resume, number)

    @work(group="action")
    async def action_leave(self) -> None:
        """The visitor went without a talk, or could not be received."""
        visit = self.marked()
        if number := self._number(visit):
            from ihk_tui.tui.dialogs.choose import Option, choose

            turned_away = await choose(
                self.app,
                Words("{n} ohne Gespräch", "{n} without a talk").fill(n=number),
                Words("Was ist geschehen?", "What happened?"),
                [
                    Option("g", Words("ist gegangen", "left"), False),
                    Option("a", Words("wurde abgewiesen", "was turned away"), True),
                ],
            )
            if turned_away is not None:
                await self._do(
                    Words("{ticket} ist nicht mehr da.", "{ticket} is gone."),
                    reception.leave,
                    number,
                    turned_away,
                )

    @work(group="action")
    async def action_transfer(self) -> None:
        """Hand over to a colleague."""
        visit = self.target()
        if self._number(visit) and visit:
            from ihk_tui.tui.dialogs.transfer import hand_over

            await hand_over(self.app, visit)

    @work(group="action")
    async def action_repeat(self) -> None:
        """Do to the marked visit what was done last, if that may be repeated."""
        last = self.app.again
        if last is None:
            self.app.tell(NOTHING_TO_REPEAT, bad=True)
        elif number := self._number(self.marked()):
            result = await self._do_one(last.done, last.verb, number, *last.args)
            if isinstance(result, Refusal) and result.code in ASKED:
                self.app.tell(result.words, bad=True)  # the key of the action itself asks

    @work(group="action")
    async def action_finish(self) -> None:
        """End the talk with an outcome."""
        visit = self.target()
        if visit and visit.state not in ("serving", "deferred"):
            self.app.tell(not_finishable(visit).words, bad=True)
        elif self._number(visit) and visit:
            from ihk_tui.tui.dialogs.form_draft import draft_on
            from ihk_tui.tui.dialogs.outcome import ask_outcome, ask_started

            draft, number = draft_on(self.app, "finish", visit), visit.ticket
            outcome = await ask_outcome(self.app, number, draft)
            while outcome:
                result = await self._do(
                    Words("{ticket} ist fertig.", "{ticket} is done."), serving.finish, number, outcome
                )
                if isinstance(result, Visit):
                    draft.drop()
                if result is not None or outcome.kind != "started":
                    return
                outcome = await ask_started(self.app, number, outcome, draft)  # the store was in trouble

    @work(group="action")
    async def action_edit(self) -> None:
        """Correct who the visit is and what it is about."""
        visit = self.marked()
        if visit and self._number(visit):
            from ihk_tui.tui.intake.screen import correct

            await correct(self.app, visit)

    @work(group="action")
    async def action_slip(self) -> None:
        """Copy what the visitor has to know: the number, and how long it may take."""
        visit = self.marked()
        if number := self._number(visit):
            from ihk_tui.office.taking_along import slip_of_ticket
            from ihk_tui.tui.copying import send_to_terminal

            slip = await self.app.ask(slip_of_ticket, number)
            if isinstance(slip, Refusal):
                self.app.tell(slip.words, bad=True)
            elif slip is not None:
                send_to_terminal(self.app, slip)

    @work(group="action")
    async def action_undo(self) -> None:
        """Take back my last transaction; what a colleague did since is named first."""
        from ihk_tui.tui.taking_back import take_back

        await take_back(self)
