"""Taking a visit in: two keys and two letters for the least, everything else without being asked for."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from ihk_tui.domain.visitors import KINDS
from ihk_tui.tui.widgets.line import LineInput
from tests.tui.office import DAY, Office
from tests.tui.seat import seated


async def test_the_least_is_n_two_letters_and_enter(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("n")
        await kaya.sees("Neuer Besuch", "Wer kommt", "b Betrieb, IHK-Mitglied", "x anonym")
        await kaya.press("x", "v", "enter")
        await kaya.is_told("A09 gegeben um 10:20.")
        assert "anonym" in kaya.line("A09")
    visit = office.visit("A09")
    assert (visit.kind, visit.topics[0].code, visit.state) == ("XX", "VE", "waiting")
    assert not visit.visitor.known and visit.visitor.notice_at is None


async def test_every_kind_gets_a_number_without_a_single_field(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        for number, kind in enumerate(KINDS, 9):
            await kaya.press("n", kind.letter, "z", "ctrl+s")
            await kaya.is_told(f"A{number:02d} gegeben")
    assert [v.kind for v in office.visits()[9:]] == [kind.code for kind in KINDS]


async def test_a_firm_with_everything(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("n", "b", "v", "2")
        await kaya.sees("Wer kommt: BM Betrieb, IHK-Mitglied", "Thema: VE2 Eintragung", "Betrieb PLZ")
        await kaya.press("tab")
        await kaya.type("Gärtn")
        await kaya.until(lambda: kaya.field("company")._suggestion == "Gärtnerei Grünwald GmbH & Co. KG")
        await kaya.press("right")
        assert kaya.field("company").value == "Gärtnerei Grünwald GmbH & Co. KG"
        assert kaya.field("postcode").value == "45527"
        for name, text in (
            ("occupation", "Gärtner/in"),
            ("name", "Frau Grünwald"),
            ("phone", "02324 12345"),
            ("email", "info@gruenwald.de"),
            ("ident", "0123456789"),
            ("language", "tr"),
            ("interpreter", "n"),
            ("first_contact", "u"),
            ("urgent", "Frist läuft heute ab"),
        ):
            await kaya.fill(name, text)
        await kaya.press("enter")
        await kaya.is_told("A09 gegeben")
        assert "dringend: Fr" in kaya.line("A09")
    visit = office.visit("A09")
    who = visit.visitor
    assert (who.company, who.postcode) == ("Gärtnerei Grünwald GmbH & Co. KG", "45527")
    assert (who.phone, who.phone_typed, who.email) == ("+49232412345", "02324 12345", "info@gruenwald.de")
    assert (who.ident, who.language, who.interpreter, who.first_contact) == (
        "0123456789",
        "tr",
        "no",
        "unknown",
    )
    assert visit.urgent == "Frist läuft heute ab"
    assert who.notice_at == office.now


async def test_what_is_wrong_is_said_beside_each_field_and_nothing_is_lost(office: Office) -> None:
    async with seated(office.app_of("kaya"), (80, 36)) as kaya:
        await kaya.press("n", "b", "v")
        await kaya.fill("postcode", "4552")
        await kaya.fill("name", "Herr Höfer")
        await kaya.fill("phone", "12345")
        await kaya.fill("email", "info@")
        await kaya.press("enter")
        await kaya.sees(
            "Betrieb ! Betrieb fehlt (oder: anonym).",
            "PLZ ! Die PLZ hat fünf Ziffern",
            "Telefon ! Telefon bitte mit Vorwahl",
            "E-Mail ! Das ist keine E-Mail",
        )
        assert kaya.field("company").has_focus
        assert kaya.field("email").value == "info@"
        assert len(office.visits()) == 9
        await kaya.fill("company", "Möbel Höfer")
        await kaya.fill("postcode", "45525")
        await kaya.fill("phone", "02324 5")
        await kaya.fill("phone", "0232455555")
        await kaya.fill("email", "")
        await kaya.press("enter")
        await kaya.is_told("A09 gegeben")
    assert office.visit("A09").visitor.company == "Möbel Höfer"


async def test_no_kind_and_no_topic_are_asked_for(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("n", "enter")
        await kaya.sees("Wer kommt: – ! Bitte wählen, wer kommt", "Thema: – ! Bitte ein Thema wählen.")
        await kaya.press("a", "enter")
        await kaya.sees("Thema: – ! Bitte ein Thema wählen.")
        await kaya.press("k", "2", "enter")
        await kaya.is_told("A09 gegeben")
    assert office.visit("A09").topics[0].code == "KO2"


@pytest.mark.parametrize(
    ("letter", "postcode", "hint"),
    [
        ("h", "45525", "Handwerk: zuständig ist die HWK Dortmund. Beraten wird trotzdem."),
        ("b", "58332", "PLZ 58332: zuständig ist wohl die SIHK zu Hagen."),
        ("b", "10115", "PLZ 10115: zuständig ist eine andere Kammer."),
    ],
)
async def test_another_chamber_is_hinted_at_and_never_stops(
    office: Office, letter: str, postcode: str, hint: str
) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("n", letter, "v")
        await kaya.fill("company", "Süß")
        await kaya.fill("postcode", postcode)
        await kaya.sees(hint)
        await kaya.press("enter")
        await kaya.is_told("A09 gegeben")


async def test_witten_belongs_to_this_chamber(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("n", "b", "v")
        await kaya.fill("company", "Süß")
        await kaya.fill("postcode", "58452")
        assert "zuständig" not in kaya.text


async def test_minors_are_asked_for_by_a_word_only(office: Office) -> None:
    async with seated(office.app_of("kaya"), (80, 36)) as kaya:
        await kaya.press("n", "s", "u")
        await kaya.sees("unter 18", "j / n / u", "Wunschberuf", "Schulabschluss")
        await kaya.fill("minor", "vielleicht")
        await kaya.press("enter")
        await kaya.sees("unter 18 ! Bitte ja, nein oder unbekannt.")
        await kaya.fill("minor", "J")
        await kaya.press("enter")
        await kaya.is_told("A09 gegeben")
    assert office.visit("A09").visitor.minor == "yes"


async def test_a_trainees_firm_is_not_contacted_until_someone_says_yes(office: Office) -> None:
    async with seated(office.app_of("kaya"), (80, 36)) as kaya:
        await kaya.press("n", "a", "k")
        await kaya.sees("Betrieb kontaktieren", "j / n")
        await kaya.fill("company", "Stahl AG")
        await kaya.press("enter")
        await kaya.is_told("A09 gegeben")
    assert office.visit("A09").visitor.contact_firm == ""


async def test_who_comes_is_asked_for_by_the_letter_until_it_is_chosen(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("n", "enter")
        await kaya.is_told("Bitte wählen, wer kommt: der Buchstabe genügt.")
        await kaya.press("b")
        await kaya.until(lambda: "Bitte" not in kaya.picture.splitlines()[-2])


async def test_strg_o_lifts_what_is_mandatory(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("n", "b", "v")
        await kaya.fill("name", "Frau X")
        await kaya.press("enter")
        await kaya.is_told("Betrieb fehlt (oder: anonym).")
        await kaya.press("ctrl+o")
        await kaya.sees("Möchte anonym bleiben.")
        await kaya.press("enter")
        await kaya.is_told("A09 gegeben")
    assert office.visit("A09").visitor.company == ""


async def test_several_topics_by_plus_and_digits(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("n", "a", "v", "2", "+", "p", "2", "+", "k")
        await kaya.sees("Thema: VE2 Eintragung (§§ 34–36), PR2 Anmeldung, Zulassung (§ 43), KO Konflikt")
        await kaya.press("backspace", "enter")
        await kaya.is_told("A09 gegeben")
    assert [t.code for t in office.visit("A09").topics] == ["VE2", "PR2"]


async def test_a_digit_that_the_group_does_not_have_changes_nothing(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("n", "x", "s", "9", "enter")
        await kaya.is_told("A09 gegeben")
    assert office.visit("A09").topics[0].code == "SC"


async def test_arrows_pick_as_letters_do(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("n", "down", "down", "up")
        await kaya.sees("BM Betrieb, IHK-Mitglied")
        await kaya.press("tab", "down", "down", "enter")
        await kaya.is_told("A09 gegeben")
    assert (office.visit("A09").kind, office.visit("A09").topics[0].code) == ("BM", "BE")


async def test_changing_the_kind_keeps_what_was_typed(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("n", "b", "v")
        await kaya.fill("company", "Möbel Höfer")
        await kaya.fill("name", "Herr Höfer")
        kaya.app.screen.query_one("#kind").focus()
        await kaya.press("h")
        await kaya.sees("HW Handwerksbetrieb")
        assert (kaya.field("company").value, kaya.field("name").value) == ("Möbel Höfer", "Herr Höfer")


async def test_esc_keeps_a_draft_that_strg_r_brings_back_even_elsewhere(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("n", "b", "v", "2", "+", "p")
        await kaya.fill("company", "Möbel Höfer")
        await kaya.fill("postcode", "45525")
        await kaya.press("escape")
        await kaya.is_at("DayScreen")
    assert len(office.visits(DAY)) == 9
    async with seated(office.app_of("kaya")) as again:
        await again.press("n")
        await again.is_told("Es gibt einen Entwurf (Möbel Höfer): Strg+R holt ihn.")
        await again.press("ctrl+r")
        await again.sees("BM Betrieb", "VE2 Eintragung", "PR Prüfung", "Möbel Höfer", "45525")
        await again.press("enter")
        await again.is_told("A09 gegeben")
        await again.press("n")
        await again.settle()
        assert "Entwurf (Möbel" not in again.text
    visit = office.visit("A09")
    assert (visit.visitor.company, [t.code for t in visit.topics]) == ("Möbel Höfer", ["VE2", "PR"])


async def test_a_draft_is_on_disk_soon_after_the_last_key(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("n", "x", "v")
        await kaya.fill("name", "Herr Ö")
        await kaya.until(lambda: office.typed("kaya", "intake").get("name") == "Herr Ö")
        assert not office.typed("aydin", "intake")


async def test_only_an_open_day_takes_visits(empty_office: Office) -> None:
    async with seated(empty_office.app_of("kaya")) as kaya:
        await kaya.press("n")
        await kaya.is_told("Erst den Sprechtag öffnen (o).")
        assert not kaya.app.screen.query(Input)


async def test_the_form_speaks_english(office: Office) -> None:
    async with seated(office.app_of("kaya", "en")) as kaya:
        await kaya.press("n", "b", "v")
        await kaya.sees("New visit", "Who comes", "company, IHK member", "Topic", "Enter: give number")
        await kaya.press("enter")
        await kaya.is_told("A09 given at 10:20.")


async def test_no_cursor_blinks_while_a_form_is_open(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("n")
        await kaya.is_at("IntakeScreen")
        lines = list(kaya.app.screen.query(LineInput))
        assert lines and not any(line.cursor_blink for line in lines)
