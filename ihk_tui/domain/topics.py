"""The topic catalogue and the partners to refer to: data that the office edits (DOMAIN.md §4)."""

from __future__ import annotations

from functools import cached_property

import msgspec

from ihk_tui.domain.words import BadInput, Words


class Topic(msgspec.Struct, frozen=True, kw_only=True):
    """One topic; its code (two letters and a digit) is never reused."""

    code: str
    de: str
    en: str
    urgent: bool = False
    """Deadline-critical."""
    sensitive: bool = False
    """No free text of it in reports."""


class TopicGroup(msgspec.Struct, frozen=True, kw_only=True):
    """A group of topics, picked by one letter."""

    code: str
    letter: str
    de: str
    en: str
    talk: int = 14
    """Minutes a talk usually takes, until the office has measured its own."""
    topics: tuple[Topic, ...] = ()


class Partner(msgspec.Struct, frozen=True, kw_only=True):
    """A body to refer to."""

    id: str
    de: str
    en: str


class Catalogue(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """Everything the office advises on, whom it refers to, and words it suggests."""

    groups: tuple[TopicGroup, ...]
    partners: tuple[Partner, ...]
    occupations: tuple[str, ...] = ()

    @cached_property
    def _labels(self) -> dict[str, Words]:
        labels = {group.code: Words(group.de, group.en) for group in self.groups}
        labels |= {topic.code: Words(topic.de, topic.en) for g in self.groups for topic in g.topics}
        return labels

    @cached_property
    def _partners(self) -> dict[str, Words]:
        return {partner.id: Words(partner.de, partner.en) for partner in self.partners}

    def label(self, code: str) -> Words:
        """Give the name of a topic or group; a code that was dropped from the catalogue names itself."""
        return self._labels.get(code, Words(code, code))

    def partner(self, partner: str) -> Words:
        """Give the name of a partner."""
        return self._partners.get(partner, Words(partner, partner))

    def group(self, code: str) -> TopicGroup | None:
        """Give the group a topic code belongs to."""
        return next((group for group in self.groups if group.code == code[:2]), None)

    def read_topic(self, typed: str) -> str:
        """Read a topic or group code in any case. Raises BadInput."""
        code = typed.strip().upper()
        if code in self._labels:
            return code
        raise BadInput(
            "topic",
            Words(
                "Thema „{typed}“ gibt es nicht. Gruppen: {groups}.", 'No topic "{typed}". Groups: {groups}.'
            ).fill(typed=typed, groups=", ".join(group.code for group in self.groups)),
        )

    def read_partner(self, typed: str) -> str:
        """Read a partner's id in any case. Raises BadInput."""
        if not typed.strip():
            raise BadInput("partner", Words("Bitte eine Stelle angeben.", "Please name a body."))
        for partner in self.partners:
            if partner.id.casefold() == typed.strip().casefold():
                return partner.id
        raise BadInput(
            "partner",
            Words("Partner „{typed}“ gibt es nicht: {known}.", 'No partner "{typed}": {known}.').fill(
                typed=typed, known=", ".join(partner.id for partner in self.partners)
            ),
        )

    def problems(self) -> list[Words]:
        """What an edited catalogue has wrong: doubled codes or letters, topics outside their group."""
        found = []
        codes = [g.code for g in self.groups] + [t.code for g in self.groups for t in g.topics]
        for doubled in sorted({code for code in codes if codes.count(code) > 1}):
            found.append(Words("Code {code} steht doppelt.", "Code {code} stands twice.").fill(code=doubled))
        letters = [g.letter for g in self.groups]
        for doubled in sorted({letter for letter in letters if letters.count(letter) > 1}):
            found.append(
                Words("Buchstabe {letter} steht doppelt.", "Letter {letter} stands twice.").fill(
                    letter=doubled
                )
            )
        for group in self.groups:
            for topic in group.topics:
                if topic.code[:2] != group.code or not topic.code[2:].isdigit():
                    found.append(
                        Words(
                            "Thema {code} gehört nicht in Gruppe {group}.",
                            "Topic {code} is not of group {group}.",
                        ).fill(code=topic.code, group=group.code)
                    )
        return found
