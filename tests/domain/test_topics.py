"""The topic catalogue (DOMAIN.md §4)."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from ihk_tui.domain.topics import Catalogue, Partner, Topic, TopicGroup
from ihk_tui.domain.words import BadInput, Words
from tests.domain.making import catalogue

GROUPS = {
    "VE": 7, "BE": 7, "DA": 5, "PR": 9, "SC": 3, "KO": 8, "SU": 8, "FO": 7, "IN": 7, "WB": 4, "ST": 8,
    "GR": 4, "ZZ": 3,
}  # fmt: skip
URGENT = {"DA2", "DA3", "DA5", "PR2", "PR3", "KO2", "KO3", "KO4", "KO5", "KO8"}
SENSITIVE = {
    "PR6", "KO1", "KO2", "KO3", "KO4", "KO5", "KO6", "KO7", "FO6", "IN2", "IN3", "IN5", "IN6",
}  # fmt: skip
PARTNERS = [
    "IHK-BO", "AFA", "JC", "HWK", "KH", "BKH", "FOSA", "ABH", "WIFÖ", "ENA", "GIG", "KAM", "ARBG",
]  # fmt: skip


def topics() -> list[Topic]:
    return [topic for group in catalogue().groups for topic in group.topics]


def test_the_packaged_catalogue_is_the_one_of_the_domain() -> None:
    assert {group.code: len(group.topics) for group in catalogue().groups} == GROUPS
    assert len(catalogue().groups) == 13 and len(topics()) == 80
    assert "ZZ9" in {topic.code for topic in topics()}
    assert [partner.id for partner in catalogue().partners] == PARTNERS


def test_its_marks_are_those_of_the_domain() -> None:
    assert {topic.code for topic in topics() if topic.urgent} == URGENT
    assert {topic.code for topic in topics() if topic.sensitive} == SENSITIVE


def test_every_group_has_a_letter_of_its_own_and_everything_has_two_names() -> None:
    letters = [group.letter for group in catalogue().groups]
    assert len(set(letters)) == 13 and all(len(letter) == 1 and letter.islower() for letter in letters)
    codes = [g.code for g in catalogue().groups] + [t.code for t in topics()]
    named = [catalogue().label(code) for code in codes] + [catalogue().partner(p) for p in PARTNERS]
    assert all(words.de and words.en for words in named)
    assert catalogue().problems() == []


def test_codes_are_read_in_any_case_groups_too() -> None:
    assert catalogue().read_topic(" ve2 ") == "VE2"
    assert catalogue().read_topic("Pr") == "PR"
    assert catalogue().read_partner("wifö") == "WIFÖ"
    for typed in ("", "VE99", "X"):
        with pytest.raises(BadInput):
            catalogue().read_topic(typed)
    with pytest.raises(BadInput):
        catalogue().read_partner("VW")


def test_a_code_that_was_dropped_names_itself() -> None:
    assert catalogue().label("VE2").de == "Eintragung (§§ 34–36)"
    assert catalogue().label("QQ7") == Words("QQ7", "QQ7")
    assert catalogue().partner("QQ") == Words("QQ", "QQ")
    group = catalogue().group("PR2")
    assert group and group.code == "PR"
    assert catalogue().group("QQ7") is None


def group(code: str, letter: str, *codes: str) -> TopicGroup:
    return TopicGroup(
        code=code, letter=letter, de=code, en=code, topics=tuple(Topic(code=c, de=c, en=c) for c in codes)
    )


@pytest.mark.parametrize(
    ("groups", "named"),
    [
        ((group("VE", "v", "VE1"), group("VE", "w", "VE2")), "VE"),
        ((group("VE", "v", "VE1", "VE1"),), "VE1"),
        ((group("VE", "v", "VE1"), group("PR", "v", "PR1")), "v"),
        ((group("VE", "v", "PR1"),), "PR1"),
        ((group("VE", "v", "VEX"),), "VEX"),
        ((group("VE", "v", "VE"),), "VE"),
    ],
)
def test_what_an_edited_catalogue_has_wrong_is_named(groups: tuple[TopicGroup, ...], named: str) -> None:
    broken = Catalogue(groups=groups, partners=(Partner(id="AFA", de="a", en="a"),))
    assert any(named in words.de and named in words.en for words in broken.problems())


def test_an_office_may_add_topics_and_groups() -> None:
    packaged = catalogue()
    first = packaged.groups[0]
    more = replace(first, topics=(*first.topics, Topic(code="VE8", de="neu", en="new")))
    edited = replace(packaged, groups=(more, *packaged.groups[1:], group("QQ", "q", "QQ1")))
    assert edited.problems() == []
    assert edited.read_topic("ve8") == "VE8"
