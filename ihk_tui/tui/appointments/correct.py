"""Correcting an appointment: the booking's form with what is held."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial

from ihk_tui.domain.appointments import APPOINTMENT_WORDS, Appointment
from ihk_tui.domain.corrections import FIELD_WORDS, differences, named, not_correctable, told
from ihk_tui.domain.formats import moment_words
from ihk_tui.domain.intake import FIELDS, show_phone
from ihk_tui.domain.text import one_line
from ihk_tui.domain.visitors import ANSWER_WORDS
from ihk_tui.domain.words import BadInput, Language, Words
from ihk_tui.office import correcting
from ihk_tui.office.booking import Booking, conflict
from ihk_tui.tui.app import SprechtagApp
from ihk_tui.tui.appointments.deciding import DECIDED, decide, saved
from ihk_tui.tui.appointments.lines import filled, lines_to_correct, minutes_typed, read_typed
from ihk_tui.tui.appointments.present import at_present
from ihk_tui.tui.dialogs.form import ask_form
from ihk_tui.tui.dialogs.form_draft import FormDraft

CORRECT = Words("Termin ändern", "Correct the appointment")
ALL_THE_SAME = Words("Trotzdem ändern?", "Correct it all the same?")
_STAYS = Words(
    "{kind} {when}, {who}. „Verschieben“ ändert Zeit und Beratung.",
    '{kind} {when}, {who}. "Move" changes time and adviser.',
)
_THEIRS = Words("{field}: dort jetzt „{value}“.", '{field}: now "{value}" there.')
_YES_NO = frozenset(field.name for field in FIELDS if field.form != "line")

Form = dict[str, str]


async def correct_appointment(app: SprechtagApp, appointment: Appointment) -> Appointment | None:
    """Ask what is to be different, and correct it; None when nothing was.

    A refused form comes back as it was typed. When a colleague changed something meanwhile, lines that were
    not touched show what holds now.
    """
    newest = await app.ask(at_present, appointment.id)
    seen = newest or appointment
    if refusal := not_correctable(seen):
        app.tell(refusal.words, bad=True)
        return None
    shown = _shown(seen, app.session.language)
    typed, text = dict(shown), _stays(app, seen)
    draft = FormDraft(app, f"appointment {seen.id}", shown)
    while True:
        wish = await _ask(app, seen, shown, typed, text, draft)
        if wish is None:
            return None
        result = await decide(app, ALL_THE_SAME, partial(saved, app, correcting.correct, seen.id, wish, seen))
        if isinstance(result, Appointment):
            draft.drop()
            app.tell(_done(app, seen, result))
            await app.look()
            return result
        if result.code == "settled":
            app.tell(result.words, bad=True)
            await app.look()
            return None
        text = Words("Noch nicht geändert.", "Not corrected yet.") if result.code in DECIDED else result.words
        if result.code == "changed_since":
            newest = await app.ask(at_present, appointment.id)
            seen = newest or seen
            now = _shown(seen, app.session.language)
            text = _with_theirs(text, shown, typed, now)
            typed = {name: value if value != shown[name] else now[name] for name, value in typed.items()}
            shown = now
            draft.stands(shown)


def _shown(appointment: Appointment, language: Language) -> Form:
    """What is held, as it stands in the lines; what has several lines is one there."""
    form = {name: one_line(text) for name, text in told(appointment).items()}
    visitor = appointment.visitor
    form["company"] = visitor.company or visitor.organisation
    form["phone"] = visitor.phone_typed or (show_phone(visitor.phone) if visitor.phone else "")
    form["travel"] = form["travel"] if appointment.travel else ""
    return form | {
        name: ANSWER_WORDS[text].to(language) for name, text in form.items() if name in _YES_NO and text
    }


async def _ask(
    app: SprechtagApp, seen: Appointment, shown: Form, typed: Form, text: Words, draft: FormDraft
) -> Booking | None:
    session = app.session

    def check(values: dict[str, str]) -> Booking | list[BadInput]:
        typed.update(values)
        return read_typed(session, seen.kind, seen.start, _meant(seen, shown, typed))

    lines = filled(lines_to_correct(seen.kind, session.person.reads_notes), typed)
    return await ask_form(app, CORRECT, text, lines, check, _adviser(app, seen), draft=draft)


def _meant(seen: Appointment, shown: Form, typed: Form) -> Form:
    """What was not touched is meant as it is held: a line may show it in another way, or not all of it."""
    held = told(seen) | {"company": seen.visitor.company or seen.visitor.organisation}
    return held | {name: text for name, text in typed.items() if text != shown[name]}


def _adviser(app: SprechtagApp, seen: Appointment) -> Callable[[Form], Awaitable[Words | None]]:
    """Make what says, while the form is typed, what stands against a longer time or way."""
    held = told(seen)

    async def advise(typed: Form) -> Words | None:
        length = minutes_typed(typed["minutes"])
        way = minutes_typed(typed.get("travel", held["travel"]))
        longer = length > int(held["minutes"]) or way > seen.travel
        if not longer or seen.start < app.session.now():
            return None
        wish = Booking(seen.kind, seen.start, length, seen.adviser, travel=way)
        against = await app.ask(conflict, wish, seen.id)
        return against.words if against else None

    return advise


def _stays(app: SprechtagApp, seen: Appointment) -> Words:
    adviser = app.session.name(seen.adviser)
    kind = APPOINTMENT_WORDS[seen.kind]
    return _STAYS.fill(
        kind=Words(kind.de, kind.en.capitalize()),
        when=moment_words(seen.start),
        who=adviser if seen.adviser else Words("beliebig", "anybody"),
    )


def _with_theirs(text: Words, shown: Form, typed: Form, now: Form) -> Words:
    """Say too what a colleague wrote where this person typed something else."""
    both = [
        _THEIRS.fill(field=FIELD_WORDS[name], value=value)
        for name, value in now.items()
        if value != shown[name] != typed[name] != value
    ]
    return Words.joined(" ", (text, *both))


def _done(app: SprechtagApp, before: Appointment, after: Appointment) -> Words:
    fields = differences(before, after)
    if not fields:
        return Words("Es gab nichts zu ändern.", "There was nothing to correct.")
    words = Words("Geändert: {fields}. {undo} nimmt es zurück.", "Corrected: {fields}. {undo} takes it back.")
    return words.fill(fields=named(fields), undo=app.key("undo", "appointments"))
