"""The intake form: every kind, every field (DOMAIN.md §3)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ihk_tui.domain.intake import FIELDS, Intake, fields_for, hints, read_intake, show_phone
from ihk_tui.domain.visitors import FIRMS, KINDS, Visitor
from tests.domain.making import catalogue

CODES = ["BM", "BN", "HW", "AZ", "SL", "UM", "EL", "LK", "PA", "PV", "EG", "XX"]


def read(kind: str = "XX", *, anonymous: bool = False, contact_needed: bool = False, **typed: str) -> Intake:
    form = read_intake(kind, ("VE2",), typed, catalogue(), anonymous, contact_needed)
    assert isinstance(form, Intake), form
    return form


def wrong(
    kind: str = "XX",
    topics: tuple[str, ...] = ("VE2",),
    *,
    anonymous: bool = False,
    contact_needed: bool = False,
    **typed: str,
) -> list[str]:
    """The fields that were refused."""
    problems = read_intake(kind, topics, typed, catalogue(), anonymous, contact_needed)
    assert isinstance(problems, list), problems
    assert all(problem.words.de and problem.words.en for problem in problems)
    return [problem.field for problem in problems]


def test_the_kinds_are_those_of_the_domain_each_with_a_letter() -> None:
    assert [kind.code for kind in KINDS] == CODES
    assert len({kind.letter for kind in KINDS}) == len(CODES)


@pytest.mark.parametrize("kind", CODES)
def test_every_kind_may_stay_anonymous(kind: str) -> None:
    form = read(kind.lower())
    assert (form.kind, form.topics, form.visitor) == (kind, ("VE2",), Visitor())
    assert read(kind, anonymous=True, language="tr").visitor == Visitor(language="tr")


def test_kind_and_topic_are_mandatory_and_all_problems_are_said_at_once() -> None:
    assert wrong("??", ()) == ["kind", "topic"]
    assert wrong("BM", ("QQ1",), postcode="1", phone="5", email="x") == [
        "topic", "postcode", "phone", "email",
    ]  # fmt: skip


def test_a_group_alone_is_a_topic_and_a_topic_counts_once() -> None:
    form = read_intake("XX", ("ve", "VE2", "ve2"), {}, catalogue())
    assert isinstance(form, Intake) and form.topics == ("VE", "VE2")


@pytest.mark.parametrize("kind", sorted(FIRMS))
def test_a_firm_that_tells_something_tells_company_and_postcode(kind: str) -> None:
    assert wrong(kind, name="Meier") == ["company", "postcode"]
    assert wrong(kind, company="Meier KG") == ["postcode"]
    assert read(kind, name="Meier", anonymous=True).visitor.company == ""
    form = read(kind, company=" Meier  KG ", postcode="45525", size="12", sector="Metall", ident="0123456789")
    assert form.visitor == Visitor(
        company="Meier KG", postcode="45525", size="12", sector="Metall", ident="0123456789"
    )


@pytest.mark.parametrize("kind", ["PA", "PV"])
def test_a_partner_tells_the_organisation(kind: str) -> None:
    assert wrong(kind, name="Frau Yılmaz") == ["organisation"]
    assert read(kind, organisation="Stadt Hattingen").visitor.called() == "Stadt Hattingen"


@pytest.mark.parametrize("kind", ["AZ", "SL", "UM", "EL", "LK", "EG", "XX"])
def test_for_private_people_nothing_is_mandatory(kind: str) -> None:
    assert read(kind, name="Ö").visitor.name == "Ö"


@pytest.mark.parametrize(
    ("kind", "shown", "hidden"),
    [
        ("BM", {"company", "postcode", "ident", "sector", "size", "occupation"}, {"year", "school"}),
        ("AZ", {"occupation", "year", "company", "chamber", "contact_firm"}, {"postcode", "ident"}),
        ("SL", {"occupation", "certificate", "start_year"}, {"company", "year"}),
        ("UM", {"occupation", "certificate", "start_year"}, {"company", "year"}),
        ("LK", {"school", "group_size"}, {"company", "occupation"}),
        ("PA", {"organisation"}, {"company", "school"}),
        ("XX", set(), {"company", "organisation", "occupation", "school"}),
    ],
)
def test_each_kind_is_asked_its_own(kind: str, shown: set[str], hidden: set[str]) -> None:
    names = [field.name for field in fields_for(kind)]
    assert shown <= set(names) and not hidden & set(names)
    assert len(names) == len(set(names))
    everyone = {
        "salutation",
        "name",
        "language",
        "interpreter",
        "access",
        "accompanied",
        "first_contact",
        "minor",
    }
    assert everyone <= set(names)


def test_nothing_forbidden_is_asked() -> None:
    fields = set(Visitor.__struct_fields__) | {field.name for field in FIELDS}
    assert not fields & {"birth_date", "birthday", "age", "nationality", "religion", "passport", "id_card"}
    assert {field.name for field in FIELDS} <= set(Visitor.__struct_fields__)


GOOD = [
    ("postcode", "45525", "45525"),
    ("postcode", "01067", "01067"),
    ("phone", "02324 12345", "+49232412345"),
    ("phone", "(02324) 12345", "+49232412345"),
    ("phone", "+49 2324 12345", "+49232412345"),
    ("phone", "0049 2324/12345", "+49232412345"),
    ("phone", "0171 1234567", "+491711234567"),
    ("phone", "+31 20 123 4567", "+31201234567"),
    ("email", "Jana.Meier@Firma.DE", "Jana.Meier@firma.de"),
    ("email", "jörg@müller.de", "jörg@müller.de"),
    ("ident", "000123456789012", "000123456789012"),
    ("year", "4", "4"),
    ("start_year", "2027", "2027"),
    ("language", "TR", "tr"),
    ("group_size", "25", "25"),
    ("accompanied", "2", "2"),
    ("interpreter", "J", "yes"),
    ("interpreter", "nein", "no"),
    ("minor", "unbekannt", "unknown"),
    ("minor", "ja", "yes"),
    ("first_contact", "n", "no"),
    ("contact_firm", "ja", "yes"),
    ("contact_email", "nein", "no"),
]
BAD = [
    ("postcode", "4552"), ("postcode", "455250"), ("postcode", "00123"), ("postcode", "4552a"),
    ("postcode", "４５５２５"),
    ("phone", "12345"), ("phone", "2324 12345"), ("phone", "+"), ("phone", "0"), ("phone", "0abc"),
    ("phone", "0" * 60), ("phone", "+999 123456"),
    ("email", "firma.de"), ("email", "a@b"), ("email", "a@@b.de"), ("email", "a b@c.de"), ("email", "@"),
    ("ident", "1234567890123456"), ("ident", "12a"), ("ident", "-1"),
    ("year", "0"), ("year", "5"), ("year", "11"), ("year", "²"),
    ("start_year", "27"), ("start_year", "1999"), ("start_year", "20271"),
    ("language", "deu"), ("language", "d1"), ("language", "ß"),
    ("group_size", "viele"), ("group_size", "1000"), ("accompanied", "100"), ("accompanied", "-1"),
    ("interpreter", "unbekannt"), ("interpreter", "vielleicht"), ("minor", "17"), ("first_contact", "x"),
    ("contact_firm", "unbekannt"), ("contact_email", "unbekannt"),
]  # fmt: skip


@pytest.mark.parametrize(("field", "typed", "kept"), GOOD)
def test_a_field_that_is_right(field: str, typed: str, kept: str) -> None:
    form = read_intake("XX", ("VE2",), {field: typed}, catalogue())
    assert isinstance(form, Intake) and getattr(form.visitor, field) == kept


@pytest.mark.parametrize(("field", "typed"), BAD)
def test_a_field_that_is_wrong(field: str, typed: str) -> None:
    problems = read_intake("XX", ("VE2",), {field: typed}, catalogue())
    assert isinstance(problems, list) and [problem.field for problem in problems] == [field]


def test_who_agrees_to_email_gives_an_address() -> None:
    problems = read_intake("XX", ("VE2",), {"contact_email": "ja"}, catalogue())
    assert isinstance(problems, list) and [problem.field for problem in problems] == ["email"]
    form = read_intake("XX", ("VE2",), {"contact_email": "ja", "email": "kim@example.org"}, catalogue())
    assert isinstance(form, Intake) and form.visitor.contact_email == "yes"


def test_every_checked_field_is_tried_both_ways() -> None:
    checked = {field.name for field in FIELDS if field.form != "line"} | {
        "postcode", "phone", "email", "ident", "year", "start_year", "language", "group_size", "accompanied",
    }  # fmt: skip
    assert {field for field, *_ in GOOD} == {field for field, *_ in BAD} == checked


@given(
    some.sampled_from(CODES),
    some.dictionaries(some.sampled_from([f.name for f in FIELDS]), some.text(max_size=20)),
)
def test_no_typed_form_crashes(kind: str, typed: dict[str, str]) -> None:
    form = read_intake(kind, ("ZZ",), typed, catalogue())
    assert isinstance(form, Intake) or {problem.field for problem in form} <= {f.name for f in FIELDS}


def test_a_phone_number_keeps_what_was_typed_and_is_shown_national() -> None:
    visitor = read(phone="02324/123-45").visitor
    assert (visitor.phone, visitor.phone_typed) == ("+49232412345", "02324/123-45")
    assert show_phone(visitor.phone) == "02324 12345"
    assert show_phone("+31201234567").startswith("+31 ")
    assert show_phone("nur über die Mutter") == "nur über die Mutter"


def test_a_channel_is_needed_only_where_someone_is_to_be_reached() -> None:
    assert wrong("SL", contact_needed=True, name="Kim") == ["phone"]
    assert wrong("SL", contact_needed=True, phone="123") == ["phone"]
    assert wrong("SL", contact_needed=True, anonymous=True) == ["phone"]
    assert read("SL", contact_needed=True, email="kim@schule.de").visitor.reachable
    assert read("SL", contact_needed=True, phone="02324 12345").visitor.reachable


def test_the_firm_is_contacted_only_after_a_yes() -> None:
    assert read("AZ", occupation="Koch/Köchin").visitor.contact_firm != "yes"


def said(kind: str, postcode: str) -> str:
    return " ".join(words.de for words in hints(kind, Visitor(postcode=postcode)))


@pytest.mark.parametrize(
    "postcode", ["", "45525", "45527", "45529", "44787", "44894", "44623", "58452", "58456"]
)
def test_our_own_towns_get_no_hint(postcode: str) -> None:
    assert said("BM", postcode) == ""


@pytest.mark.parametrize("postcode", ["45549", "58256", "58285", "58300", "58313", "58332", "58339"])
def test_the_rest_of_the_district_is_hinted_to_hagen_and_never_stopped(postcode: str) -> None:
    assert "SIHK zu Hagen" in said("BM", postcode)
    assert read("BM", company="Meier", postcode=postcode).hints


def test_elsewhere_another_chamber_is_responsible_and_craft_has_its_own() -> None:
    assert "andere Kammer" in said("BM", "10115")
    assert "HWK Dortmund" in said("HW", "45525")
    assert "HWK Dortmund" in said("HW", "10115") and "andere Kammer" in said("HW", "10115")


def test_what_a_visitor_is_called_in_a_list() -> None:
    assert Visitor().called() == "" and not Visitor().known
    assert Visitor(company="K", name="N").called() == "K"
    assert Visitor(name="N", school="S").called() == "N"
    assert Visitor(school="S").called() == "S"
