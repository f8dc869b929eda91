"""What the mail server says and does: down, busy, refusing, hanging up; and senders that die or are two."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from ihk_tui.domain.appointments import Appointment
from ihk_tui.domain.invitations import LEASE, Delivery, Letter
from ihk_tui.domain.words import BadInput
from ihk_tui.mailing import reply
from ihk_tui.office import booking, inviting
from tests.mail.scene import KIM, Scene, dies
from tests.office.office import ok


def test_a_server_that_is_down_is_said_and_served_when_it_is_back(scene: Scene) -> None:
    scene.invited()
    scene.invited("11:00")
    scene.server.stop()
    down = scene.send()
    assert down.trouble and "127.0.0.1 ist nicht zu erreichen. Nichts ist verloren" in down.trouble.de
    assert len(down.later) == 1, "a server that is down is not asked once for every letter"
    assert scene.standing(1) == scene.standing(2) == "waiting"
    scene.moved(1, "13:00")
    scene.server.start()
    assert len(scene.send().sent) == 2
    assert len(scene.received) == 2
    assert scene.standing(1) == "sent"


def test_an_unknown_address_is_a_failure_with_its_code_and_without_the_address(scene: Scene) -> None:
    scene.invited()
    scene.server.to_recipients = ["550 5.1.1 <kim@example.org> unknown"]
    assert [letter.appointment.id for letter in scene.send().refused] == [1]
    assert (scene.standing(1), scene.reason(1)) == ("refused", "550 5.1.1")
    assert scene.send() == inviting.Round(), "it is not tried again by itself"
    ok(inviting.invite(scene.office.empfang, 1))
    scene.send()
    assert len(scene.received) == 1 and scene.standing(1) == "sent"


def test_a_change_after_a_failure_is_tried_once_more(scene: Scene) -> None:
    scene.invited()
    scene.server.to_recipients = ["550 no"]
    scene.send()
    scene.moved(1, "11:00")
    scene.send()
    assert len(scene.received) == 1


@pytest.mark.parametrize("where", ["recipient", "content"])
def test_a_busy_server_is_asked_again_and_ever_more_rarely(scene: Scene, where: str) -> None:
    scene.invited()
    answers = ["451 4.7.1 greylisted"] * 3
    if where == "recipient":
        scene.server.to_recipients = answers
    else:
        scene.server.to_contents = answers
    tried = []
    for minute in range(12):
        if scene.send(patient=True) != inviting.Round():
            tried.append(minute)
        scene.office.tick(60)
    assert tried == [0, 1, 3, 7]
    assert len(scene.received) == 1 and scene.reason(1) == ""


def test_one_refused_letter_does_not_hold_up_the_others(scene: Scene) -> None:
    for clock in ("10:00", "11:00", "14:00"):
        scene.invited(clock)
    scene.server.to_recipients = ["250 OK", "550 no", "451 later"]
    done = scene.send()
    assert [[x.appointment.id for x in kind] for kind in (done.sent, done.refused, done.later)] == [
        [1],
        [2],
        [3],
    ]


@pytest.mark.parametrize("answer", ["550 5.7.1 not for you", "451 busy", "421 closing"])
def test_a_sender_that_is_not_wanted_is_the_server_s_trouble(scene: Scene, answer: str) -> None:
    scene.invited()
    scene.server.to_senders = [answer]
    done = scene.send()
    assert done.trouble and answer[:3] in done.trouble.de
    assert scene.standing(1) == "waiting"


def test_a_line_that_breaks_after_the_mail_was_taken_is_sent_again_under_the_same_name(scene: Scene) -> None:
    scene.invited()
    scene.server.hangs_up = True
    assert [x.appointment.id for x in scene.send().later] == [1]
    assert scene.standing(1) == "sending"
    scene.server.hangs_up = False
    assert scene.send() == inviting.Round(), "it may have arrived: not at once again"
    scene.office.now += LEASE + timedelta(seconds=1)
    scene.send()
    first, second = scene.received
    assert first.mail["Message-ID"] == second.mail["Message-ID"]
    assert first.calendar == second.calendar and first.mail["Subject"] == second.mail["Subject"]


def test_what_may_have_arrived_is_cancelled_by_mail(scene: Scene) -> None:
    scene.invited()
    scene.server.hangs_up = True
    scene.send()
    scene.server.hangs_up = False
    ok(booking.cancel(scene.office.empfang, 1))
    scene.office.now += LEASE + timedelta(seconds=1)
    scene.send()
    assert scene.received[-1].calendar_part["Content-Type"].params["method"] == "CANCEL"


def test_a_sender_that_dies_has_its_letter_sent_by_the_next(scene: Scene) -> None:
    scene.invited()
    with pytest.raises(KeyboardInterrupt):
        inviting.send(scene.office.berger, dies)
    assert scene.send() == inviting.Round()
    scene.office.now += LEASE
    assert len(scene.send().sent) == 1
    assert len(scene.received) == 1


def test_two_senders_at_once_send_each_letter_once(scene: Scene) -> None:
    for clock in ("10:00", "11:00", "14:00"):
        scene.invited(clock)
    others: list[inviting.Round] = []
    once = [lambda: others.append(inviting.send(scene.office.berger, scene.postman))]

    def both(letter: Letter) -> Delivery:
        if once:
            once.pop()()
        return scene.postman(letter)

    mine = inviting.send(scene.office.aydin, both)
    assert len(mine.sent) + len(others[0].sent) == 3
    assert sorted(r.mail["Message-ID"] for r in scene.received) == sorted(
        {r.mail["Message-ID"] for r in scene.received}
    )
    assert len(scene.received) == 3


def test_nothing_is_sent_from_within_a_transaction(scene: Scene) -> None:
    """While the server takes a mail, others book."""
    scene.invited()
    others: list[Appointment] = []
    scene.server.meanwhile = lambda: others.append(scene.booked("15:00"))
    scene.send()
    assert others
    assert scene.standing(1) == "sent" and len(scene.received) == 1


def test_the_log_says_what_was_sent_by_number_only(scene: Scene) -> None:
    scene.invited()
    scene.send()
    assert [entry.subject for entry in scene.office.log("mail")] == ["1 REQUEST 0"] * 2
    assert [entry.person for entry in scene.office.log("invite")] == ["empfang"]


def test_settings_that_cannot_work_are_refused(scene: Scene) -> None:
    for wrong, word in (
        ({"host": ""}, "host, sender"),
        ({"sender": ""}, "host, sender"),
        ({"sender": "x\r\nBcc: y@example.org"}, "sender"),
        ({"host": "mail.example.org"}, "starttls"),
        ({"password_file": "none"}, "none"),
    ):
        scene.mail, right = replace(scene.mail, **wrong), scene.mail
        with pytest.raises(BadInput) as problem:
            _ = scene.postman
        assert word in problem.value.words.de
        scene.mail = right


def test_a_password_file_that_others_read_is_refused(scene: Scene) -> None:
    file = scene.folder / "smtp.secret"
    file.write_text("geheim\n")
    file.chmod(0o644)
    scene.mail = replace(scene.mail, password_file="smtp.secret", user="sprechtag")
    with pytest.raises(BadInput) as problem:
        _ = scene.postman
    assert "chmod 600" in problem.value.words.de and "geheim" not in str(problem.value)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("5.1.1 <kim@example.org> unknown", "550 5.1.1"),
        ("kim@example.org 5.1.1", "550"),
        ("", "550"),
        ("a.b.c", "550"),
    ],
)
def test_of_a_reply_only_numbers_are_kept(text: str, kept: str) -> None:
    assert reply(550, text) == kept


def test_letters_to_many_go_one_by_one(scene: Scene) -> None:
    """Nobody sees another's address."""
    scene.invited("10:00")
    scene.invited("11:00", replace(KIM, email="lena@example.org"))
    scene.send()
    assert [r.recipients for r in scene.received] == [["kim@example.org"], ["lena@example.org"]]
    assert "lena" not in scene.received[0].content.decode()
