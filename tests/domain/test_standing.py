"""Who may go on in a program that is open, when the settings change."""

from __future__ import annotations

from ihk_tui.domain.people import Person
from ihk_tui.domain.standing import why_to_end

BERGER = Person("berger", "Tom Berger")
KAYA = Person("kaya", "Ela Kaya", "reception")


def test_whoever_is_there_as_before_goes_on() -> None:
    assert why_to_end(BERGER, (KAYA, BERGER)) is None


def test_another_name_ends_nothing() -> None:
    assert why_to_end(BERGER, (Person("berger", "Tom Berger-Groß"), KAYA)) is None


def test_whoever_is_gone_reads_a_sentence() -> None:
    assert why_to_end(BERGER, (KAYA,)) == (
        "„berger“ arbeitet hier nicht mehr (office.toml); das Programm ist beendet.",
        '"berger" does not work here any more (office.toml); the program has ended.',
    )


def test_another_role_is_named_with_the_one_before() -> None:
    assert why_to_end(BERGER, (KAYA, Person("berger", "Tom Berger", "reception"))) == (
        "In office.toml ist Ihre Rolle jetzt Empfang, nicht mehr Beratung; bitte das Programm neu starten.",
        "In office.toml your role is reception now, no longer adviser; please start the program anew.",
    )
