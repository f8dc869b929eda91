"""What is wrong with a calendar file or with one of its events, in sentences."""

from __future__ import annotations

from ihk_tui.domain.words import Refusal, Words


class FileTrouble(Exception):
    """The whole file cannot be read."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


class EventTrouble(Exception):
    """One event cannot be read; the others can."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


TOO_LARGE = Refusal(
    "too_large",
    Words(
        "Die Datei ist zu groß: mehr als 10 MB liest das Programm nicht ein.",
        "The file is too large: no more than 10 MB is read.",
    ),
)
EMPTY = Refusal("empty", Words("Die Datei ist leer.", "The file is empty."))
NO_CALENDAR = Refusal(
    "no_calendar",
    Words("Das ist keine Kalenderdatei (.ics).", "This is no calendar file (.ics)."),
)
TRUNCATED = Refusal(
    "truncated",
    Words(
        "Die Datei ist abgeschnitten: am Ende fehlt END:VCALENDAR.",
        "The file is cut off: END:VCALENDAR is missing at its end.",
    ),
)
ENCODING = Refusal(
    "encoding",
    Words(
        "Die Datei ist weder in UTF-8 noch in Windows-1252 geschrieben.",
        "The file is written neither in UTF-8 nor in Windows-1252.",
    ),
)
DAMAGED = Refusal(
    "damaged",
    Words(
        "Die Datei ist beschädigt: in Zeile {line} passen BEGIN und END nicht zusammen.",
        "The file is damaged: BEGIN and END do not match in line {line}.",
    ),
)
TOO_DEEP = Refusal(
    "too_deep",
    Words("Die Datei ist zu tief verschachtelt.", "The file is nested too deeply."),
)
TOO_MANY_EVENTS = Refusal(
    "too_many",
    Words(
        "Die Datei hat zu viele Einträge: mehr als {limit}.",
        "The file has too many events: more than {limit}.",
    ),
)
OTHER_SCALE = Refusal(
    "not_gregorian",
    Words(
        "Der Kalender zählt nicht nach dem gregorianischen Kalender.",
        "The calendar does not count by the Gregorian calendar.",
    ),
)
AN_ANSWER = Refusal(
    "answer",
    Words(
        "Das ist eine Antwort auf eine Einladung (METHOD:{method}), kein Kalender.",
        "This is an answer to an invitation (METHOD:{method}), not a calendar.",
    ),
)
TOO_SLOW = Refusal(
    "too_slow",
    Words(
        "Die Datei war nach {seconds} Sekunden noch nicht gelesen und wurde aufgegeben.",
        "The file was not read after {seconds} seconds and was given up.",
    ),
)
FAILED = Refusal(
    "unreadable",
    Words("Die Datei lässt sich nicht lesen.", "The file cannot be read."),
)
LATIN = Words(
    "Die Datei ist kein UTF-8; sie wurde als Windows-1252 gelesen.",
    "The file is not UTF-8; it was read as Windows-1252.",
)

NO_UID = Refusal("no_uid", Words("ohne Kennung (UID)", "without UID"))
LONG_UID = Refusal("long_uid", Words("die Kennung (UID) ist zu lang", "its UID is too long"))
NO_START = Refusal("no_start", Words("ohne Anfang (DTSTART)", "without a start (DTSTART)"))
TWICE = Refusal("twice", Words("steht mehrfach in der Datei", "stands in the file more than once"))
BAD_LINE = Refusal("bad_line", Words("{name} ist nicht lesbar", "{name} cannot be read"))
OUT_OF_TIME = Refusal(
    "out_of_range", Words("{name} liegt außerhalb jeder Zeitrechnung", "{name} is out of any range")
)
UNKNOWN_ZONE = Refusal(
    "unknown_zone", Words("Zeitzone {zone} ist nicht bekannt", "the time zone {zone} is not known")
)
BACKWARDS = Refusal("ends_before_start", Words("endet vor dem Anfang", "ends before it begins"))
SUB_DAILY = Refusal(
    "sub_daily",
    Words("wiederholt sich öfter als täglich", "repeats more often than daily"),
)
MANY_DATES = Refusal(
    "too_many_dates", Words("hat zu viele Termine in der Reihe", "has too many dates in its series")
)
SLOW_RULE = Refusal(
    "slow_rule",
    Words("die Wiederholung lässt sich nicht berechnen", "its repetition cannot be worked out"),
)
BAD_RULE = Refusal("bad_rule", Words("die Wiederholung ist nicht lesbar", "its repetition cannot be read"))
UNREADABLE = Refusal("unreadable", Words("ist nicht lesbar", "cannot be read"))


def filled(refusal: Refusal, **values: object) -> Refusal:
    """Put values into the sentence of a refusal."""
    return Refusal(refusal.code, refusal.words.fill(**values))
