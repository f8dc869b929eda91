"""Inviting by mail, as the command line says it."""

from __future__ import annotations

from ihk_tui.domain.invitations import Delivery
from ihk_tui.domain.words import Words
from tests.cli.office import Desk

WHO = "--visitor-kind BM --topic VE1 --company Muster --postcode 45525 --email info@muster.de"
DOWN = Delivery("down", "", Words("Der Server ist weg.", "The server is gone."))


def test_a_consent_is_needed_and_can_be_given_at_booking(desk: Desk) -> None:
    desk.done(f"book --date 7.1.2027 --time 10 {WHO}")
    assert desk.refused("invite 1") == "no_consent"
    desk.done(f"book --date 7.1.2027 --time 11 {WHO} --contact-email ja")
    said = desk.value("invite 2")
    assert said == {
        "appointment": 2,
        "standing": "waiting",
        "sequence": 0,
        "sent": None,
        "sent_at": None,
        "tries": 0,
        "reason": None,
    }
    assert desk.refused("invite 2") == "invited"
    wrong = desk.wrong(f"book --date 7.1.2027 --time 13 {WHO.rpartition(' --email')[0]} --contact-email ja")
    assert wrong.startswith("--email: Bitte die E-Mail angeben.")


def test_a_consent_is_recorded_and_withdrawn(desk: Desk) -> None:
    desk.done(f"book --date 7.1.2027 --time 10 {WHO}")
    assert "Änderungen folgen von selbst" in desk.done("invite 1 --consent yes")
    assert desk.done("invite 1 --consent no") == (
        "Termin 1: Beratung, Do., 07.01.2027, 10:00–10:30 Uhr."
        " Notiert: keine E-Mail; es wird nichts mehr verschickt.\n"
    )
    assert desk.done("mail") == "Es wartet nichts.\n"
    assert desk.office.post.letters == []
    assert desk.refused("invite 9 --consent yes") == "no_such_appointment"


def test_sending_says_what_became_of_each(desk: Desk) -> None:
    for time in ("10", "11", "13"):
        desk.done(f"book --date 7.1.2027 --time {time} {WHO} --contact-email ja")
    for number in (1, 2, 3):
        desk.done(f"invite {number}")
    desk.office.post.answers = [
        Delivery("accepted"),
        Delivery("refused", "550 5.1.1"),
        Delivery("later", "451"),
    ]
    assert desk.done("mail") == (
        "Verschickt: 1 (REQUEST)\nVom Mailserver abgelehnt: 2 (REQUEST)\nSpäter noch einmal: 3 (REQUEST)\n"
    )
    table = desk.done("mail --list")
    assert "2    Do., 07.01.2027 11:00  vom Mailserver abgelehnt  1         550 5.1.1\n" in table
    assert [each["standing"] for each in desk.value("mail --list")] == ["sent", "refused", "waiting"]


def test_a_server_that_is_down(desk: Desk) -> None:
    desk.done(f"book --date 7.1.2027 --time 10 {WHO} --contact-email ja")
    desk.done("invite 1")
    desk.office.post.answers = [DOWN, DOWN]
    said = desk("mail")
    assert (said.code, said.err) == (4, "Der Server ist weg.\n")
    assert desk("mail --json").value["trouble"] == "Der Server ist weg."
    assert desk.done("mail") == "Verschickt: 1 (REQUEST)\n"


def test_mail_is_no_deed_to_be_undone(desk: Desk) -> None:
    desk.done(f"book --date 7.1.2027 --time 10 {WHO} --contact-email ja")
    desk.done("invite 1")
    desk.done("mail")
    assert "Buchen 1" in desk.done("undo")
    desk.done("mail")
    assert [letter.method for letter in desk.office.post.letters] == ["REQUEST", "CANCEL"]
