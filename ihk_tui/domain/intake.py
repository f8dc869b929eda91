"""The intake: which fields there are for whom, and what a typed form means (DOMAIN.md §3).

Fields are declared once; the screen's form and the command's options are made from the declaration.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple

from msgspec.structs import replace

from ihk_tui.domain.text import one_line
from ihk_tui.domain.topics import Catalogue
from ihk_tui.domain.visitors import FIRMS, KIND, KINDS, Visitor, YesNo
from ihk_tui.domain.words import BadInput, Words

FieldForm = Literal["line", "yes_no", "yes_no_unknown"]

_TRAINING = frozenset({"AZ"})
_SEEKING = frozenset({"SL", "UM"})
_SCHOOL = frozenset({"LK"})
_BODY = frozenset({"PA", "PV"})


class Field(NamedTuple):
    """One line of the form: the visitor's attribute, its label, and for which kinds it is shown."""

    name: str
    label: Words
    kinds: frozenset[str] | None = None
    mandatory: bool = False
    """Needed for its kinds once anything else is told; a visitor who tells nothing needs nothing."""
    form: FieldForm = "line"
    hint: Words = Words("", "")
    suggests: Literal["", "company", "occupation"] = ""


FIELDS: tuple[Field, ...] = (
    Field("company", Words("Betrieb", "company"), FIRMS, mandatory=True, suggests="company"),
    Field("organisation", Words("Organisation", "organisation"), _BODY, mandatory=True),
    Field("postcode", Words("PLZ", "postcode"), FIRMS, mandatory=True),
    Field("occupation", Words("Ausbildungsberuf", "occupation"), FIRMS | _TRAINING, suggests="occupation"),
    Field("occupation", Words("Wunschberuf", "wished occupation"), _SEEKING, suggests="occupation"),
    Field("year", Words("Ausbildungsjahr", "year of training"), _TRAINING, hint=Words("1–4", "1–4")),
    Field("company", Words("Betrieb", "company"), _TRAINING, suggests="company"),
    Field("chamber", Words("Kammer", "chamber"), _TRAINING),
    Field(
        "contact_firm",
        Words("Betrieb kontaktieren", "firm may be contacted"),
        _TRAINING,
        form="yes_no",
        hint=Words("nur mit ausdrücklichem Ja", "only with an explicit yes"),
    ),
    Field("certificate", Words("Schulabschluss", "school leaving certificate"), _SEEKING),
    Field("start_year", Words("Ausbildungsbeginn", "start year"), _SEEKING, hint=Words("Jahr", "year")),
    Field("school", Words("Schule", "school"), _SCHOOL),
    Field("group_size", Words("Gruppengröße", "group size"), _SCHOOL),
    Field("salutation", Words("Anrede", "salutation")),
    Field("name", Words("Name", "name")),
    Field("phone", Words("Telefon", "phone"), hint=Words("02324 … oder +49 …", "02324 … or +49 …")),
    Field("email", Words("E-Mail", "e-mail")),
    Field(
        "contact_email",
        Words("Termine per E-Mail", "appointments by e-mail"),
        form="yes_no",
        hint=Words("nur mit ausdrücklichem Ja", "only with an explicit yes"),
    ),
    Field("ident", Words("Identnummer", "ident number"), FIRMS),
    Field("sector", Words("Branche", "sector"), FIRMS),
    Field("size", Words("Betriebsgröße", "size of firm"), FIRMS),
    Field("minor", Words("unter 18", "under 18"), form="yes_no_unknown"),
    Field("language", Words("Sprache", "language"), hint=Words("z. B. de, tr, uk", "e.g. de, tr, uk")),
    Field("interpreter", Words("Dolmetschen nötig", "interpreter needed"), form="yes_no"),
    Field("access", Words("Barrierefreiheit", "accessibility needs")),
    Field("accompanied", Words("Begleitpersonen", "people accompanying"), hint=Words("Anzahl", "number")),
    Field("first_contact", Words("Erstkontakt", "first contact"), form="yes_no_unknown"),
)


def fields_for(kind: str) -> tuple[Field, ...]:
    """The fields shown for a kind of visitor, in the order in which they are asked."""
    return tuple(field for field in FIELDS if field.kinds is None or kind in field.kinds)


class Intake(NamedTuple):
    """A form that was understood."""

    kind: str
    topics: tuple[str, ...]
    visitor: Visitor
    hints: tuple[Words, ...] = ()
    """What staff should know; none of it stops anything."""


def read_kind(typed: str) -> str:
    """Read a kind's code in any case. Raises BadInput."""
    code = typed.strip().upper()
    if code in KIND:
        return code
    raise BadInput(
        "kind",
        Words("Bitte wählen, wer kommt: {kinds}.", "Please choose who comes: {kinds}.").fill(
            kinds=", ".join(k.code for k in KINDS)
        ),
    )


def read_intake(
    kind: str,
    topics: tuple[str, ...],
    typed: Mapping[str, str],
    catalogue: Catalogue,
    anonymous: bool = False,
    contact_needed: bool = False,
) -> Intake | list[BadInput]:
    """Understand a typed form, or say of every field that is wrong what is wrong with it.

    `anonymous` lifts what is mandatory for the kind ("möchte anonym bleiben"); `contact_needed` asks for a
    telephone number or e-mail address, as an appointment or follow-up does.
    """
    problems: list[BadInput] = []
    values: dict[str, str] = {}
    try:
        kind = read_kind(kind)
    except BadInput as problem:
        problems.append(problem)
    codes: list[str] = []
    for topic in topics:
        try:
            code = catalogue.read_topic(topic)
            codes += [] if code in codes else [code]
        except BadInput as problem:
            problems.append(problem)
    if not topics:
        problems.append(BadInput("topic", Words("Bitte ein Thema wählen.", "Please choose a topic.")))
    for name, text in typed.items():
        value = one_line(text)
        try:
            values[name] = _READERS[name](value) if value and name in _READERS else value
        except BadInput as problem:
            problems.append(problem)
    visitor = replace(Visitor(), **values)
    if values.get("phone"):
        visitor = replace(visitor, phone_typed=one_line(typed["phone"]))
    if visitor.known and not anonymous:
        for field in fields_for(kind):
            if field.mandatory and not values.get(field.name) and field.name not in _fields_of(problems):
                problems.append(
                    BadInput(
                        field.name,
                        Words(
                            "{label} fehlt (oder: anonym).",
                            "{label} is missing (or: anonymous).",
                        ).fill(label=field.label),
                    )
                )
    if values.get("contact_email") == "yes" and not visitor.email and "email" not in _fields_of(problems):
        problems.append(BadInput("email", Words("Bitte die E-Mail angeben.", "Please give the e-mail.")))
    if contact_needed and not visitor.reachable and not {"phone", "email"} & _fields_of(problems):
        problems.append(
            BadInput(
                "phone",
                Words(
                    "Bitte Telefon oder E-Mail angeben.", "Please give a phone number or an e-mail address."
                ),
            )
        )
    return problems or Intake(kind, tuple(codes), visitor, hints(kind, visitor))


def _fields_of(problems: list[BadInput]) -> set[str]:
    return {problem.field for problem in problems}


HATTINGEN = frozenset({"45525", "45527", "45529"})
_OWN_TOWNS = (range(44787, 44895), range(44623, 44654), range(58452, 58457))
"""Bochum, Herne, Witten: this IHK."""
_REST_OF_DISTRICT = frozenset({"45549", "58256", "58285", "58300", "58313", "58332", "58339"})
"""Sprockhövel, Ennepetal, Gevelsberg, Wetter, Herdecke, Schwelm, Breckerfeld."""


def hints(kind: str, visitor: Visitor) -> tuple[Words, ...]:
    """Which other chamber is responsible; nobody is turned away for it."""
    found = []
    if kind == "HW":
        found.append(
            Words(
                "Handwerk: zuständig ist die HWK Dortmund. Beraten wird trotzdem.",
                "Craft firm: HWK Dortmund is responsible. We advise all the same.",
            )
        )
    code = visitor.postcode
    if code and code not in HATTINGEN and not any(int(code) in town for town in _OWN_TOWNS):
        chamber = (
            Words("wohl die SIHK zu Hagen", "probably SIHK zu Hagen")
            if code in _REST_OF_DISTRICT
            else Words("eine andere Kammer", "another chamber")
        )
        found.append(
            Words(
                "PLZ {code}: zuständig ist {chamber}. Beraten wird trotzdem.",
                "Postcode {code}: {chamber} is responsible. We advise all the same.",
            ).fill(code=code, chamber=chamber)
        )
    return tuple(found)


def read_postcode(text: str) -> str:
    """Five digits, not 00xxx. Raises BadInput."""
    if re.fullmatch(r"[0-9]{5}", text) and not text.startswith("00"):
        return text
    raise BadInput(
        "postcode",
        Words("Die PLZ hat fünf Ziffern, z. B. 45525.", "A postcode has five digits, e.g. 45525."),
    )


def read_phone(text: str) -> str:
    """A telephone number with its leading 0 or +, as E.164. Raises BadInput."""
    import phonenumbers

    wrong = BadInput(
        "phone",
        Words(
            "Telefon bitte mit Vorwahl: 02324 … oder +49 …",
            "Phone number with its area code, please: 02324 … or +49 …",
        ),
    )
    if not text.startswith(("0", "+", "(0")):
        raise wrong
    try:
        number = phonenumbers.parse(text, "DE")
    except phonenumbers.NumberParseException:
        raise wrong from None
    if not phonenumbers.is_possible_number(number):
        raise wrong
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def show_phone(number: str) -> str:
    """E.164 as people read it here: national for Germany, international otherwise."""
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number, "DE")
    except phonenumbers.NumberParseException:
        return number
    national = parsed.country_code == 49
    form = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(parsed, form.NATIONAL if national else form.INTERNATIONAL)


def read_email(text: str) -> str:
    """An e-mail address, normalised; whether it can be delivered is not asked. Raises BadInput."""
    from email_validator import EmailNotValidError, validate_email

    try:
        return validate_email(text, check_deliverability=False).normalized
    except EmailNotValidError:
        raise BadInput(
            "email",
            Words("Das ist keine E-Mail-Adresse: name@firma.de.", "Not an e-mail address: name@firm.de."),
        ) from None


def _matching(
    field: str, pattern: str, words: Words, form: Callable[[str], str] = str
) -> Callable[[str], str]:
    def read(text: str) -> str:
        if re.fullmatch(pattern, text):
            return form(text)
        raise BadInput(field, words)

    return read


_YES_NO: dict[str, YesNo] = {
    "": "", "j": "yes", "ja": "yes", "y": "yes", "yes": "yes", "n": "no", "nein": "no", "no": "no",
    "u": "unknown", "unbekannt": "unknown", "unknown": "unknown", "?": "unknown",
}  # fmt: skip


def _yes_no(field: str, unknown: bool) -> Callable[[str], str]:
    def read(text: str) -> str:
        answer = _YES_NO.get(text.casefold())
        if answer is None or (answer == "unknown" and not unknown):
            choices = (
                Words("ja, nein oder unbekannt", "yes, no or unknown")
                if unknown
                else Words("ja oder nein", "yes or no")
            )
            raise BadInput(field, Words("Bitte {c}.", "Please say {c}.").fill(c=choices))
        return answer

    return read


_READERS: dict[str, Callable[[str], str]] = {
    "postcode": read_postcode,
    "phone": read_phone,
    "email": read_email,
    "ident": _matching(
        "ident", r"[0-9]{1,15}", Words("Die Identnummer hat bis zu 15 Ziffern.", "Up to 15 digits, please.")
    ),
    "year": _matching("year", r"[1-4]", Words("Ausbildungsjahr 1 bis 4.", "Year of training is 1 to 4.")),
    "start_year": _matching(
        "start_year", r"20[0-9]{2}", Words("Ein Jahr wie 2027, bitte.", "A year like 2027, please.")
    ),
    "language": _matching(
        "language",
        r"[A-Za-z]{2}",
        Words("Zwei Buchstaben wie de oder tr.", "Two letters like de or tr."),
        str.lower,
    ),
    "group_size": _matching("group_size", r"[0-9]{1,3}", Words("Eine Zahl, bitte.", "A number, please.")),
    "accompanied": _matching("accompanied", r"[0-9]{1,2}", Words("Eine Zahl, bitte.", "A number, please.")),
    **{f.name: _yes_no(f.name, f.form == "yes_no_unknown") for f in FIELDS if f.form != "line"},
}
