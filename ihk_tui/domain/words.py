"""What the program says, in German and in English, side by side at the place where it is said."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

Language = Literal["de", "en"]


class Words(NamedTuple):
    """A sentence or label in both languages; `{names}` in it are filled by `fill`."""

    de: str
    en: str

    def fill(self, **values: object) -> Words:
        """Put values into the placeholders of both languages; a value that is `Words` gives its own."""
        return Words(
            *(
                text.format(**{k: v[i] if isinstance(v, Words) else v for k, v in values.items()})
                for i, text in enumerate(self)
            )
        )

    @classmethod
    def joined(cls, separator: str, parts: Iterable[Words]) -> Words:
        """Put several together, each language for itself."""
        listed = list(parts)
        return cls(separator.join(each.de for each in listed), separator.join(each.en for each in listed))

    def to(self, language: Language) -> str:
        """Give the text in one language."""
        return self.de if language == "de" else self.en


class Refusal(NamedTuple):
    """Why a rule does not allow what was asked: a stable code and a sentence for people."""

    code: str
    words: Words


class StoreTrouble(Exception):
    """The store could not do what was asked: disk full, damaged, not readable. Nothing was acknowledged."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words


class BadInput(Exception):
    """What was typed cannot be understood. `field` names where, `words` says why and what would do."""

    def __init__(self, field: str, words: Words) -> None:
        super().__init__(f"{field}: {words.en}")
        self.field = field
        self.words = words
