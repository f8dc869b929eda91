"""What was typed is found again, on whichever host."""

from __future__ import annotations

import pytest

from ihk_tui.domain.words import StoreTrouble
from ihk_tui.store.postgres.drafts import PostgresDrafts
from tests.postgres.place import ANNA, Place
from tests.postgres.proxy import Proxy


@pytest.fixture
def drafts(place: Place) -> PostgresDrafts:
    return place.open().drafts


def test_a_form_is_kept_until_it_is_dropped(place: Place, drafts: PostgresDrafts) -> None:
    elsewhere = place.open().drafts
    assert drafts.load("anna", "intake") is None
    drafts.save("anna", "intake", {"name": "Kim", "topics": ["VE1"]})
    drafts.save("anna", "note A-7", {"text": "… \0 „x“"})
    elsewhere.save("anna", "intake", {"name": "Kim Öztürk"})
    assert drafts.load("anna", "intake") == {"name": "Kim Öztürk"}
    drafts.drop("anna", "intake")
    drafts.drop("anna", "intake")
    assert elsewhere.load("anna", "intake") is None
    assert elsewhere.load("anna", "note A-7") == {"text": "… \0 „x“"}
    assert drafts.load("bob", "note A-7") is None


@pytest.mark.parametrize("person", ["../x", "", "a/b", "a\0b", "Jürgen Groß", "%00", "a b", "'; drop"])
def test_any_name_will_do(drafts: PostgresDrafts, person: str) -> None:
    drafts.save(person, person, {"text": person})
    assert drafts.load(person, person) == {"text": person}


def test_what_cannot_be_decoded_counts_as_none(place: Place, drafts: PostgresDrafts) -> None:
    drafts.save("anna", "note", {"text": "…"})
    place.execute("update TABLE.draft set form = '{'")
    assert drafts.load("anna", "note") is None
    drafts.save("anna", "note", {"text": "…"})
    assert drafts.load("anna", "note") == {"text": "…"}


def test_typing_waits_for_nobodys_turn(place: Place, drafts: PostgresDrafts) -> None:
    with place.open().exclusive(ANNA):
        drafts.save("anna", "note", {"text": "…"})
        assert drafts.load("anna", "note") == {"text": "…"}


def test_only_drafts_do_not_wait_for_the_disk(place: Place) -> None:
    log = place.open()
    log.drafts.save("anna", "note", {"text": "…"})
    log.drafts.drop("anna", "note")
    with log._server.lent(lambda c: c.execute("show synchronous_commit").fetchone()) as (_, shown):
        assert shown == ("on",)


def test_a_server_that_is_away_is_told(place: Place) -> None:
    proxy = Proxy(place.server.socket)
    drafts = place.open(proxy.url).drafts
    proxy.close()
    with pytest.raises(StoreTrouble, match=r"Not saved: .* cannot be reached"):
        drafts.save("anna", "note", {})
    with pytest.raises(StoreTrouble, match=r"cannot be read: .* cannot be reached"):
        drafts.load("anna", "note")


def test_a_form_that_names_somebody_is_forgotten(place: Place, drafts: PostgresDrafts) -> None:
    drafts.save("anna", "note", {"text": "Frau Öztürk ruft an"})
    drafts.save("jürgen", "intake", {"fields": [{"name": "ÖZTÜRK"}]})
    drafts.save("bob", "note", {"text": "niemand"})
    drafts.save("bob", "note Öztürk", {"text": ""})
    drafts.save("eve", "broken", {})
    place.execute("update TABLE.draft set form = '{' where person = 'eve'")
    drafts.forget(["öztürk"])
    rows = place.execute("select person, name from TABLE.draft")
    assert rows == [("bob", "note")]
    drafts.forget([])
    assert drafts.load("bob", "note") == {"text": "niemand"}
