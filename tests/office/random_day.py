"""A machine that plays days as they might come and knows what must hold after each step."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import date, timedelta
from typing import Any, get_args

from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from ihk_tui.domain import figures
from ihk_tui.domain.appointments import Appointment
from ihk_tui.domain.formats import local
from ihk_tui.domain.intake import Intake
from ihk_tui.domain.notes import VisitNotes
from ihk_tui.domain.queue import is_for
from ihk_tui.domain.visitors import Visitor
from ihk_tui.domain.visits import LateChoice, Outcome, State, Step, Visit
from ihk_tui.domain.words import Refusal
from ihk_tui.office import booking, days, notes, reception, serving, undoing, views
from ihk_tui.office.booking import Booking
from ihk_tui.office.undoing import Undone
from tests.office.office import DAY, NEXT_DAY, PEOPLE, SOLVED, STARTED, Office, moment

STATES: tuple[State, ...] = get_args(State)
DATES = (DAY, NEXT_DAY, date(2026, 11, 5))
advisers = some.sampled_from(("aydin", "berger", "becker"))
staff = some.sampled_from(("empfang", "kleine", "aydin", "berger", "becker"))
picks = some.integers(0, 30)
topic_sets = some.lists(some.sampled_from(("VE2", "PR2", "KO1")), min_size=1, unique=True).map(tuple)
seconds = some.sampled_from((0, 1, 20, 120, 330, 900, 2_000))

Moment = dict[Hashable, Any]
"""Every visit, note and appointment by its key."""


class RandomDay(RuleBasedStateMachine):
    """Everyone does everything in any order. What a rule forbids changes nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.office = Office()
        self.dates = list(DATES)
        self.deeds: dict[int, tuple[Moment, Moment]] = {}
        self.steps: dict[Hashable, tuple[Step, ...]] = {}

    # Helpers

    @property
    def day(self) -> date:
        """The date of the day that was opened last."""
        return self.dates[0]

    def everything(self) -> Moment:
        reader = self.office.store.read()
        found: Moment = {(Visit, v.day, v.id): v for v in reader.all(Visit)}
        found |= {(VisitNotes, n.day, n.id): n for n in reader.all(VisitNotes)}
        return found | {(Appointment, a.id): a for a in reader.all(Appointment)}

    def visits(self) -> list[Visit]:
        return self.office.visits(self.day)

    def ticket(self, pick: int) -> str:
        """One of the numbers given today, or one that was not."""
        given = [visit.ticket for visit in self.visits() if visit.ticket]
        return given[pick % len(given)] if given else "A99"

    def still_here(self, pick: int, *states: State) -> str:
        """One of the numbers that are in these states (or open at all), if there is any."""
        found = [v.ticket for v in self.visits() if (v.state in states if states else v.is_open)]
        return found[pick % len(found)] if found else self.ticket(pick)

    def do(self, verb: Callable[[], object]) -> object:
        """Do something; a refusal changes nothing, the rest is remembered for undo."""
        before, seq = self.everything(), self.office.store.read().seq
        result = verb()
        after, now = self.everything(), self.office.store.read().seq
        if isinstance(result, Refusal):
            assert (after, now) == (before, seq), f"refused and changed all the same: {result}"
            assert result.words.de and result.words.en
        elif now != seq:
            self.deeds[now] = before, after
        return result

    # What happens

    @initialize(
        booked=some.lists(some.sampled_from(("9:00", "9:30", "10:00", "11:00", "13:00")), max_size=4),
        walk_ins=some.lists(topic_sets, min_size=2, max_size=6),
    )
    def the_day_opens(self, booked: list[str], walk_ins: list[tuple[str, ...]]) -> None:
        self.office.open_day()
        for clock in booked:
            self.someone_books(clock, "")
        self.office.at("8:30")
        for topics in walk_ins:
            self.someone_comes(topics, "", "")

    @rule(clock=some.sampled_from(("9:00", "10:30", "14:00")), adviser=some.sampled_from(("", "aydin")))
    def someone_books(self, clock: str, adviser: str) -> None:
        who = Visitor(name="Kim", phone="+49232412345")
        wish = Booking("consultation", moment(clock, self.day), 0, adviser, "PR2", "AZ", who)
        self.do(lambda: booking.book(self.office.empfang, wish))

    @rule(number=some.integers(1, 5), clock=some.sampled_from(("", "9:30", "13:00", "15:30")))
    def a_booking_is_moved_or_cancelled(self, number: int, clock: str) -> None:
        session = self.office.empfang
        if clock:
            self.do(lambda: booking.move(session, number, moment(clock, self.day)))
        else:
            self.do(lambda: booking.cancel(session, number))

    @rule(
        topics=topic_sets,
        urgent=some.sampled_from(("", "", "", "Frist")),
        adviser=some.sampled_from(("", "", "berger")),
    )
    def someone_comes(self, topics: tuple[str, ...], urgent: str, adviser: str) -> None:
        intake = Intake("XX", topics, Visitor())
        self.do(lambda: reception.check_in(self.office.empfang, intake, urgent, adviser))

    @rule(number=some.integers(1, 5), late=some.sampled_from(("", "walk_in", "keep")))
    def a_booked_visitor_comes(self, number: int, late: str) -> None:
        choice: LateChoice | None = "keep" if late == "keep" else "walk_in" if late else None
        self.do(lambda: reception.check_in_appointment(self.office.empfang, number, choice))

    @rule(who=advisers)
    def call_next(self, who: str) -> None:
        session = self.office.session(who)
        before, now = {v.ticket: v for v in self.visits()}, self.office.now
        called = self.do(lambda: serving.call(session))
        if isinstance(called, Visit):
            was = before[called.ticket]
            assert was.state in ("waiting", "no_show")
            assert was.recall_from is None or was.recall_from <= now, "was held back"
            assert was.state == "waiting" or was.recall_from, "a no-show for good was called by itself"
            assert was.handed is None or was.handed.to == who, "was handed to someone else"
            assert was.handed or any(t.adviser in ("", who) for t in was.topics), "was kept for someone else"
        elif isinstance(called, Refusal) and called.code == "nobody_waiting":
            assert not [v for v in before.values() if v.state == "waiting" and is_for(v, who)], (
                "someone waits"
            )

    @rule(times=some.lists(advisers, min_size=1, max_size=8), span=seconds)
    def work_goes_on(self, times: list[str], span: int) -> None:
        for who in times:
            self.go_on(who)
            self.time_passes(span)

    @rule(who=advisers)
    def go_on(self, who: str) -> None:
        """The usual next thing at a desk."""
        session = self.office.session(who)
        mine = serving.current(self.office.store.read(), self.day, who)
        if not mine:
            self.call_next(who)
        elif mine[0].state == "called":
            self.do(lambda: serving.start(session))
        else:
            self.do(lambda: serving.finish(session, None, SOLVED))

    @rule(
        who=staff,
        pick=picks,
        verb=some.sampled_from(("call", "recall", "start", "no_show", "defer", "resume")),
    )
    def do_one_thing(self, who: str, pick: int, verb: str) -> None:
        session, number = self.office.session(who), self.ticket(pick)
        verbs: dict[str, Callable[[], object]] = {
            "call": lambda: serving.call(session, number),
            "recall": lambda: serving.recall(session, number),
            "start": lambda: serving.start(session, number),
            "no_show": lambda: serving.no_show(session, number),
            "defer": lambda: serving.defer(session, number, "später"),
            "resume": lambda: serving.resume(session, number),
        }
        self.do(verbs[verb])

    @rule(who=staff, pick=picks, verb=some.sampled_from(("recall", "resume", "call", "start")))
    def see_to_who_was_put_off(self, who: str, pick: int, verb: str) -> None:
        session, number = self.office.session(who), self.still_here(pick, "deferred", "no_show")
        verbs: dict[str, Callable[[], object]] = {
            "recall": lambda: serving.recall(session, number),
            "resume": lambda: serving.resume(session, number),
            "call": lambda: serving.call(session, number),
            "start": lambda: serving.start(session, number),
        }
        self.do(verbs[verb])

    @rule(who=advisers, verb=some.sampled_from(("no_show", "recall", "defer", "start")))
    def do_one_thing_with_mine(self, who: str, verb: str) -> None:
        session = self.office.session(who)
        verbs: dict[str, Callable[[], object]] = {
            "no_show": lambda: serving.no_show(session),
            "recall": lambda: serving.recall(session),
            "defer": lambda: serving.defer(session),
            "start": lambda: serving.start(session),
        }
        self.do(verbs[verb])

    @rule(who=advisers, pick=picks, topic=some.sampled_from(("VE2", "PR2", "KO1")))
    def join_or_go_on_to_a_topic(self, who: str, pick: int, topic: str) -> None:
        session, number = self.office.session(who), self.still_here(pick, "serving")
        self.do(lambda: serving.start(session, number, topic))

    @rule(
        who=staff,
        pick=picks,
        to=some.sampled_from(("", "aydin", "berger", "becker")),
        comes_next=some.booleans(),
        anyway=some.booleans(),
    )
    def hand_over(self, who: str, pick: int, to: str, comes_next: bool, anyway: bool) -> None:
        session, number = self.office.session(who), self.still_here(pick)
        self.do(lambda: serving.transfer(session, number, to, comes_next, "Notiz", anyway))

    @rule(who=advisers, pick=picks, topic=some.sampled_from(("", "", "VE2", "PR2")))
    def finish(self, who: str, pick: int, topic: str) -> None:
        session, number = self.office.session(who), self.still_here(pick, "serving", "deferred")
        self.do(lambda: serving.finish(session, number, STARTED, topic))

    @rule(who=staff, pick=picks, turned_away=some.booleans())
    def someone_goes(self, who: str, pick: int, turned_away: bool) -> None:
        session, number = self.office.session(who), self.ticket(pick)
        self.do(lambda: reception.leave(session, number, turned_away))

    @rule(
        who=staff,
        pick=picks,
        text=some.sampled_from(("", "kurz", "[/]", "a\nb")),
        base=some.sampled_from((None, 0, 1)),
    )
    def write_a_note(self, who: str, pick: int, text: str, base: int | None) -> None:
        session, number = self.office.session(who), self.ticket(pick)
        self.do(lambda: notes.write(session, number, text, base=base))

    @rule(who=staff, pick=picks, topics=topic_sets, name=some.sampled_from(("", "Kim")))
    def correct(self, who: str, pick: int, topics: tuple[str, ...], name: str) -> None:
        found = [visit for visit in self.visits() if visit.ticket == self.ticket(pick)]
        if found:
            intake = Intake("AZ", topics, Visitor(name=name))
            session = self.office.session(who)
            self.do(lambda: reception.edit(session, found[0].ticket, found[0], intake))

    @rule(who=advisers, number=some.integers(0, 4), closed=some.booleans(), pause=some.booleans())
    def sit_down_or_leave(self, who: str, number: int, closed: bool, pause: bool) -> None:
        session = self.office.session(who)
        self.do(
            lambda: serving.take_desk(session, number, "closed" if closed else "break" if pause else "open")
        )

    @rule(span=seconds)
    def time_passes(self, span: int) -> None:
        if local(self.office.now).hour < 20:
            self.office.tick(span)

    @rule(span=seconds)
    def the_clock_jumps_back(self, span: int) -> None:
        if local(self.office.now).hour > 7:
            self.office.tick(-span)

    @rule(who=staff, older=some.integers(0, 3), with_later=some.booleans())
    def undo(self, who: str, older: int, with_later: bool) -> None:
        session = self.office.session(who)
        mine = undoing.undoable(session, self.office.store.read())
        seq = mine[-1 - older].seq if older and older < len(mine) else None
        present = self.everything()
        undone = self.do(lambda: undoing.undo(session, seq, with_later))
        if not isinstance(undone, Undone):
            return
        assert with_later or len(undone.entries) == 1
        expected: Moment = {}
        for entry in reversed(undone.entries):
            before, after = self.deeds[entry.seq]
            for key in before.keys() | after.keys():
                if before.get(key) != after.get(key):
                    expected.setdefault(key, before.get(key))
        now = self.everything()
        for key in present.keys() | now.keys():
            if key in expected:
                self.came_back(expected[key], present.get(key), now.get(key))
            else:
                assert now.get(key) == present.get(key), "undo touched something else"
        self.steps.clear()

    @staticmethod
    def came_back(before: Any, present: Any, now: Any) -> None:
        """What undo made of one value: exactly what it was, except what others must still hear of."""
        if isinstance(present, Appointment):
            assert now.sequence >= present.sequence
            assert now.status == (before.status if before else "cancelled")
            assert before is None or now.start == before.start
        elif isinstance(present, VisitNotes):
            texts = {code: before.text(code) if before else "" for code in present.topics}
            assert {code: now.text(code) for code in present.topics} == texts
        elif before is None and isinstance(now, Visit):
            assert (now.state, now.ticket, now.is_open) == ("cancelled", present.ticket, False)
        else:
            assert now == before

    @precondition(lambda self: len(self.dates) > 1 and len(self.visits()) > 8)
    @rule(choices=some.lists(picks, min_size=1, max_size=6), forgets=some.sampled_from((True, False, False)))
    def the_day_closes(self, choices: list[int], forgets: bool) -> None:
        open_points = days.unsettled(self.office.store.read(), self.day, self.office.now)
        answers: dict[str, str | Outcome] = {}
        for place, point in enumerate(open_points):
            ahead = point.appointment is not None and point.appointment.start > self.office.now
            choice = (
                "cancelled" if ahead else point.choices[choices[place % len(choices)] % len(point.choices)]
            )
            answers[point.key] = STARTED if choice == "started" else choice
        if forgets and answers:
            answers.popitem()
        was_open = days.open_now(self.office.store.read())
        closed = self.do(lambda: days.close_day(self.office.kleine, answers))
        if was_open and not (forgets and open_points):
            assert not isinstance(closed, Refusal), closed
            assert not [visit for visit in self.visits() if visit.is_open]
            assert not days.unsettled(self.office.store.read(), self.day, self.office.now)

    @precondition(lambda self: len(self.dates) > 1)
    @rule()
    def the_next_day_opens(self) -> None:
        if days.open_now(self.office.store.read()) is None:
            self.dates.pop(0)
            self.office.at("8:20", self.day)
            assert not isinstance(self.do(lambda: days.open_day(self.office.empfang)), Refusal)
            assert days.unsettled(self.office.store.read(), DAY, self.office.now) == []
            self.someone_comes(("VE2", "PR2"), "", "")

    # What must hold

    @invariant()
    def numbers_are_gapless_and_unique(self) -> None:
        for day in DATES:
            tickets = [visit.ticket for visit in self.office.visits(day) if visit.ticket]
            for series in "AT":
                given = [ticket for ticket in tickets if ticket.startswith(series)]
                assert given == [f"{series}{number:02d}" for number in range(1, len(given) + 1)]
        for visit in self.visits():
            assert visit.ticket or (visit.appointment and visit.state in ("no_show", "cancelled"))

    @invariant()
    def nobody_has_two_visits_and_no_visit_two_desks(self) -> None:
        busy = [who for visit in self.visits() for who in visit.advisers]
        assert len(busy) == len(set(busy))
        for visit in self.visits():
            talks = [topic.talking for topic in visit.topics if topic.talking]
            assert bool(talks) == (visit.state == "serving")
            assert len({talk.adviser for talk in talks}) == len(talks)
            assert len(visit.advisers) == (1 if visit.state == "called" else len(talks))
            for topic in visit.topics:
                assert all(talk.end for talk in topic.talks[:-1]), "a talk that nobody can end"

    @invariant()
    def times_are_facts(self) -> None:
        now = self.office.now
        for key, visit in self.everything().items():
            if not isinstance(visit, Visit):
                continue
            moments = [step.at for step in visit.steps]
            assert moments == sorted(moments)
            assert all(visit.spent(state, now) >= timedelta() for state in STATES)
            for topic in visit.topics:
                assert timedelta() <= topic.talked(now) <= visit.spent("serving", now)
                assert all(talk.end >= talk.start for talk in topic.talks if talk.end)
            known = self.steps.get(key, ())
            assert visit.steps[: len(known)] == known, "a recorded step was changed"
            self.steps[key] = visit.steps

    @invariant()
    def what_is_open_can_go_on(self) -> None:
        for visit in self.visits():
            if visit.is_open:
                assert any(topic.outcome is None for topic in visit.topics)
            if visit.state == "finished" and visit.kind == "XX":  # a correction may add a topic afterwards
                assert all(topic.outcome for topic in visit.topics)
            if visit.state == "waiting":
                assert any(is_for(visit, who) for who in PEOPLE), "waits for nobody"

    @invariant()
    def figures_add_up(self) -> None:
        found = figures.count(self.visits(), self.office.now)
        assert found.visits == found.walk_ins + found.booked == (
            found.waiting + found.called + found.serving + found.deferred + found.held
            + found.finished + found.no_shows + found.left
        )  # fmt: skip
        not_counted = sum(v.state in ("cancelled", "rebooked", "expected") for v in self.visits())
        assert found.visits + not_counted == len(self.visits())

    @invariant()
    def the_queue_shows_everyone_who_waits_once(self) -> None:
        if days.open_now(self.office.store.read()):
            view = views.day_view(self.office.aydin)
            shown = sorted(row.visit.id for row in view.queue)
            assert shown == sorted(v.id for v in self.visits() if v.state == "waiting" or v.held)
            assert all(
                row.estimate is None or 0 <= row.estimate.low < row.estimate.high for row in view.queue
            )
