"""The consultation days of a year: list them, settle a proposal, move, cancel, bring back, add, arrange."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from ihk_tui.cli.arguments import DATE, Arguments
from ihk_tui.cli.request import Answer, Request, Result
from ihk_tui.cli.table import table
from ihk_tui.cli.values.day import day_value, decision_value, doubt_value, told_text
from ihk_tui.domain.days import STATUS_WORDS, named
from ihk_tui.domain.formats import read_date, show_date
from ihk_tui.domain.hours import Hours, read_hours
from ihk_tui.domain.words import BadInput, Refusal, Words
from ihk_tui.office import planning
from ihk_tui.office.days import plan
from ihk_tui.office.planning import Decision, Doubt
from ihk_tui.office.planning_year import Year, year

DECISIONS = ("confirm", "cancel", "reopen", "extra", "day")
"""The options that name a day to decide on."""
HOURS = ("hours", "slot", "desks", "capacity")
SPAN = Words("VON-BIS", "FROM-TO")
MINUTES = Words("MIN", "MIN")
NUMBER = Words("N", "N")


def arguments(args: Arguments) -> None:
    """A year to list, or a day to decide on."""
    args.number("--year", Words("welches Jahr (ohne: dieses)", "which year (default: this one)"), 2000, 2099)
    args.flag("--holidays", Words("die Feiertage des Jahres", "the public holidays of the year"))
    args.text("--confirm", Words("diesen Tag bestätigen", "confirm this day"), metavar=DATE)
    args.text("--on", Words("… an einem anderen Datum", "… on another date"), metavar=DATE)
    args.text("--cancel", Words("dieser Tag fällt aus", "this day does not take place"), metavar=DATE)
    args.text(
        "--reopen", Words("dieser Tag findet doch statt", "this day takes place after all"), metavar=DATE
    )
    args.text("--extra", Words("ein zusätzlicher Sprechtag", "an extra consultation day"), metavar=DATE)
    args.text("--day", Words("dieser Tag bekommt …", "this day gets …"), metavar=DATE)
    args.text(
        "--hours", Words("… andere Zeiten, etwa 8:30-16:00", "… other hours, as 8:30-16:00"), metavar=SPAN
    )
    args.text("--slot", Words("… andere Länge der Termine", "… another length of bookings"), metavar=MINUTES)
    args.text("--desks", Words("… andere Zahl der Plätze", "… another number of desks"), metavar=NUMBER)
    args.text(
        "--capacity",
        Words(
            "… so viele Termine zur selben Zeit (auto: Plätze ohne einen)",
            "… so many bookings at a time (auto: desks but one)",
        ),
        metavar=NUMBER,
    )
    args.flag(
        "--anyway", Words("auch wenn es Termine in Schwierigkeiten bringt", "even if it troubles bookings")
    )


def run(request: Request) -> Result:
    """List the days, or decide on one."""
    given = request.given
    today = request.session.today()
    chosen = [option for option in DECISIONS if getattr(given, option)]
    _check_options(request, chosen)
    if chosen:
        decide = {
            "confirm": _confirm,
            "cancel": lambda request, on: planning.call_off(request.session, on),
            "reopen": lambda request, on: planning.bring_back(request.session, on),
            "extra": _extra,
            "day": _arrange,
        }[chosen[0]]
        return _decided(request, decide, read_date(getattr(given, chosen[0]), today, f"--{chosen[0]}"))
    found = year(request.session, given.year or today.year)
    if given.holidays:
        return _holidays(request, found)
    values = [day_value(day, request.language) | {"booked": booked} for day, booked in found.days]
    return Answer(values, _listed(request, found))


def _check_options(request: Request, chosen: list[str]) -> None:
    """Refuse what does not go together. Raises BadInput."""
    given = request.given
    if len(chosen) > 1:
        words = Words("Bitte nur eine Entscheidung auf einmal.", "One decision at a time, please.")
        raise BadInput(f"--{chosen[1]}", words)
    if given.on and chosen != ["confirm"]:
        raise BadInput("--on", Words("Das geht nur mit --confirm.", "That goes with --confirm only."))
    asked = [option for option in HOURS if getattr(given, option)]
    if asked and chosen not in (["day"], ["extra"]):
        words = Words("Das geht nur mit --day oder --extra.", "That goes with --day or --extra only.")
        raise BadInput(f"--{asked[0]}", words)
    if chosen == ["day"] and not asked:
        words = Words(
            "Bitte dazu --hours, --slot, --desks oder --capacity.",
            "Please with --hours, --slot, --desks or --capacity.",
        )
        raise BadInput("--day", words)


Decided = Decision | Doubt | Refusal


def _confirm(request: Request, day: date) -> Decided:
    given, session = request.given, request.session
    on = read_date(given.on, session.today(), "--on") if given.on else None
    return planning.settle(session, day, on, given.anyway)


def _extra(request: Request, on: date) -> Decided:
    policy = request.session.policy
    usual = Hours(policy.opens, policy.closes, policy.slot, policy.desks, None)
    return planning.add(request.session, on, _typed_hours(request, usual), request.given.anyway)


def _arrange(request: Request, on: date) -> Decided:
    day = named(plan(request.session, on.year), on)
    if day is None:
        return planning.NO_SUCH_DAY
    return planning.arrange(request.session, on, _typed_hours(request, Hours.of(day)), request.given.anyway)


def _typed_hours(request: Request, present: Hours) -> Hours:
    typed = {option: text for option in HOURS if (text := getattr(request.given, option))}
    if typed.get("capacity") == "auto":
        typed["capacity"] = ""
    found = read_hours(typed, present)
    if isinstance(found, list):
        raise BadInput(f"--{found[0].field}", found[0].words)
    return found


def _decided(request: Request, decide: Callable[[Request, date], Decided], on: date) -> Result:
    decision = decide(request, on)
    if isinstance(decision, Refusal):
        return decision
    if isinstance(decision, Doubt):
        how = Words("Trotzdem: --anyway.", "All the same: --anyway.")
        text = f"{request.say(decision.words)}\n{request.say(how)}"
        return Answer(doubt_value(decision, request.language), text, refused=True)
    day = decision.day
    said = Words("{day}: {status}, {hours}.", "{day}: {status}, {hours}.").fill(
        day=show_date(day.day, request.language), status=STATUS_WORDS[day.status], hours=Hours.of(day).span
    )
    lines = [request.say(said), *told_text(request, decision.told)]
    return Answer(decision_value(decision, request.language), "\n".join(lines))


def _holidays(request: Request, found: Year) -> Answer:
    listed = [(on, request.say(name)) for on, name in found.holidays.items() if on.year == found.number]
    heads = Words("Tag|Feiertag", "Day|Holiday").to(request.language).split("|")
    return Answer(
        [{"date": on, "name": name} for on, name in listed],
        table(heads, [(show_date(on, request.language), name) for on, name in listed]),
    )


def _listed(request: Request, found: Year) -> str:
    heads = Words("Tag|Statt|Stand|Zeiten|Term.|Grund", "Day|Instead of|Status|Hours|Booked|Reason").to(
        request.language
    )
    rows = [
        (
            show_date(day.day, request.language),
            show_date(day.rule_date, request.language).split(" ")[1]
            if day.rule_date and day.rule_date != day.day
            else "",
            request.say(STATUS_WORDS[day.status]),
            Hours.of(day).span,
            str(booked or ""),
            request.say(day.reason) if day.reason else "",
        )
        for day, booked in found.days
    ]
    lines = [table(heads.split("|"), rows)]
    if any(day.status == "proposed" for day, _ in found.days):
        how = Words(
            "Vorschläge bestätigen: ihk-tui days --confirm DATUM",
            "To confirm a proposal: ihk-tui days --confirm DATE",
        )
        lines += ["", request.say(how)]
    return "\n".join(lines)
