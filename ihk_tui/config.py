"""The office's settings, edited by people: `office.toml` and `catalogue.toml` in the data folder."""

from __future__ import annotations

import errno
import os
import time
import tomllib
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import msgspec

from ihk_tui.domain.formats import BERLIN
from ihk_tui.domain.people import Person
from ihk_tui.domain.policy import Policy
from ihk_tui.domain.topics import Catalogue
from ihk_tui.domain.words import BadInput, Language, Words
from ihk_tui.files import put, reason
from ihk_tui.unreadable import why_unreadable

OFFICE_FILE = "office.toml"
CATALOGUE_FILE = "catalogue.toml"


class OfficeSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who the office is."""

    name: str
    place: str = ""
    domain: str = "ihk-tui.invalid"
    """The right-hand side of UIDs in calendars (RFC 7986 §5.3)."""
    secret: str
    """Makes the UIDs of busy times unguessable."""
    default_person: str = ""
    """Who is meant when nobody says who they are and the account is nobody's here; empty: ask."""
    language: Language = "de"
    shared: bool = False
    """Whether a Unix group shares the folder; otherwise only its owner reads it."""


class ClockSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """For a simulated office: how far its clock is from the machine's."""

    offset_seconds: int = 0


class StoreSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where the log is, when not in this folder."""

    url: str = ""
    """A PostgreSQL database (`postgresql://…`); empty: the journal in this folder."""
    schema: str = "ihk_tui"
    """Which of the offices in that database."""


class PublishSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where calendars are published for others to subscribe to, and what of the office they tell."""

    folder: str = ""
    """A folder that a web server shows; empty: none. Relative paths begin in the data folder."""
    profile: Literal["busy", "staff"] = "busy"
    """What the files there tell: busy times without names, or everything (DOMAIN.md §5, DS12)."""
    refresh_minutes: Annotated[int, msgspec.Meta(ge=5, le=10080)] = 60
    """How often those who subscribe should look for changes."""
    past_days: Annotated[int, msgspec.Meta(ge=0, le=3660)] = 30
    """How long what is over stays published (DOMAIN.md §5, DS8)."""
    caldav_url: str = ""
    """The address of a calendar on a CalDAV server, for the staff; empty: none."""
    user: str = ""
    """Who writes to it."""
    password_file: str = ""
    """A file (0600) with the password; `IHK_TUI_CALDAV_PASSWORD` goes before it."""


class MailSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The mail server that invitations are handed to."""

    host: str = ""
    """Empty: no mail is sent."""
    port: Annotated[int, msgspec.Meta(ge=1, le=65535)] = 587
    """465 speaks TLS from the first byte."""
    sender: str = ""
    """The address that mail comes from and is answered to."""
    starttls: bool = True
    """Whether the line is encrypted before anything is said; without it only to this machine."""
    user: str = ""
    """Who hands mail in; empty: whoever connects may."""
    password_file: str = ""
    """A file (0600) with the password; `IHK_TUI_SMTP_PASSWORD` goes before it."""


class Config(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The content of `office.toml`."""

    office: OfficeSettings
    people: tuple[Person, ...]
    policy: Policy = Policy()
    clock: ClockSettings = ClockSettings()
    store: StoreSettings = StoreSettings()
    publish: PublishSettings = PublishSettings()
    mail: MailSettings = MailSettings()
    keys: dict[str, Any] = {}
    """The office's own keys, and under `people` everybody's (`ihk_tui.domain.keymap`). Nothing in it is an
    error here: with wrong keys everybody works on with the program's."""

    def person(self, wanted: str) -> Person:
        """Find who works here under this id; when none is given, who is meant then. Raises BadInput."""
        known = {person.id: person for person in self.people}
        account = os.environ.get("LOGNAME", "")
        for found in (wanted,) if wanted else (account, self.office.default_person):
            if found in known:
                return known[found]
        if not wanted and len(known) == 1:
            return self.people[0]
        if not wanted:
            raise BadInput(
                "as",
                Words("Wer sind Sie? --as {known}", "Who are you? --as {known}").fill(known="|".join(known)),
            )
        raise BadInput(
            "as",
            Words("„{who}“ arbeitet hier nicht: {known}.", '"{who}" does not work here: {known}.').fill(
                who=wanted, known=", ".join(known)
            ),
        )


T = TypeVar("T")


def _read(source: str, text: str, kind: type[T]) -> T:
    try:
        return msgspec.convert(tomllib.loads(text), kind, strict=False)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise BadInput(
            source,
            Words("{file} ist nicht lesbar: {why}", "{file} cannot be read: {why}").fill(
                file=source, why=why_unreadable(error)
            ),
        ) from None


def _text(file: Path) -> str | None:
    """What is in a file; None when there is none."""
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(
            file.name,
            Words("{file} ist nicht lesbar: {why}.", "{file} cannot be read: {why}.").fill(
                file=file, why=reason(error) if isinstance(error, OSError) else error
            ),
        ) from None


_NO_OFFICE = Words(
    "In {folder} liegt keine Geschäftsstelle. Anlegen: ihk-tui init. Ausprobieren: ihk-tui demo.",
    "There is no office in {folder}. To make one: ihk-tui init. To try it out: ihk-tui demo.",
)
_SETTINGS_LOST = Words(
    "In {folder} fehlt office.toml; die Daten sind da. Zurückholen: ihk-tui store repair.",
    "office.toml is missing in {folder}; the data are there. To bring it back: ihk-tui store repair.",
)


def read_config(folder: Path) -> Config:
    """Read `office.toml`. Raises BadInput when it is missing or wrong, with what to do."""
    text = _text(folder / OFFICE_FILE)
    if text is None:
        lost = (folder / "journal.jsonl").exists()
        raise BadInput("data", (_SETTINGS_LOST if lost else _NO_OFFICE).fill(folder=folder))
    config = _read(OFFICE_FILE, text, Config)
    if not config.people:
        raise BadInput(
            OFFICE_FILE,
            Words(
                "In office.toml steht niemand unter [[people]].", "office.toml names nobody under [[people]]."
            ),
        )
    return config


def read_catalogue(folder: Path) -> Catalogue:
    """Read the office's own catalogue, or the one that comes with the program. Raises BadInput."""
    text = _text(folder / CATALOGUE_FILE)
    catalogue = _read(CATALOGUE_FILE, packaged_catalogue() if text is None else text, Catalogue)
    if problems := catalogue.problems():
        raise BadInput(CATALOGUE_FILE, Words.joined(" ", problems))
    return catalogue


def packaged_catalogue() -> str:
    """The catalogue that comes with the program."""
    return Path(__file__).with_name(CATALOGUE_FILE).read_text(encoding="utf-8")


def write_config(folder: Path, config: Config) -> None:
    """Write a first `office.toml`, readable for its owner (or group) only. Raises OSError.

    Never over an existing one (FileExistsError).
    """
    if (folder / OFFICE_FILE).exists():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), OFFICE_FILE)
    import tomlkit  # needed once in the life of an office

    document = tomlkit.document()
    document.add(tomlkit.comment("The office's settings. Changes count from the next start of the program;"))
    document.add(tomlkit.comment("whoever is removed or gets another role is logged out at once."))
    document.add(tomlkit.nl())
    document.update(msgspec.to_builtins(config))
    put_settings(folder / OFFICE_FILE, tomlkit.dumps(document).encode(), shared=config.office.shared)


def write_store(folder: Path, settings: StoreSettings, *, shared: bool) -> None:
    """Write where the log is into `office.toml`, and leave everything else there as people wrote it.

    Raises OSError.
    """
    import tomlkit  # needed when an office moves

    document = tomlkit.parse(_text(folder / OFFICE_FILE) or "")
    document.setdefault("store", tomlkit.table()).update(msgspec.to_builtins(settings))
    put_settings(folder / OFFICE_FILE, tomlkit.dumps(document).encode(), shared=shared)


def without_store(content: bytes) -> bytes:
    """Give the content of an `office.toml` with the log in its own folder."""
    import tomlkit  # needed for copies

    document = tomlkit.parse(content.decode())
    document.pop("store", None)
    return tomlkit.dumps(document).encode()


def put_settings(file: Path, content: bytes, *, shared: bool) -> None:
    """Put a file of settings in place whole. Raises OSError."""
    put(file, content, 0o660 if shared else 0o600)


def new_config(
    name: str,
    place: str,
    people: tuple[Person, ...],
    *,
    policy: Policy | None = None,
    language: Language = "de",
    shared: bool = False,
    offset_seconds: int = 0,
    secret: str = "",
    default_person: str = "",
) -> Config:
    """Settings of a new office."""
    import secrets  # needed once in the life of an office

    return Config(
        office=OfficeSettings(
            name=name,
            place=place,
            secret=secret or secrets.token_hex(16),
            default_person=default_person,
            language=language,
            shared=shared,
        ),
        people=people,
        policy=policy or Policy(),
        clock=ClockSettings(offset_seconds=offset_seconds),
    )


def clock(settings: ClockSettings, environment: Mapping[str, str]) -> Callable[[], datetime]:
    """Give the office's clock: the machine's, a simulated office's, or `IHK_TUI_NOW` going on from there.

    Raises BadInput when `IHK_TUI_NOW` is no ISO time.
    """
    if given := environment.get("IHK_TUI_NOW"):
        try:
            typed = datetime.fromisoformat(given)
            begin = typed if typed.tzinfo else typed.replace(tzinfo=BERLIN)
        except ValueError:
            raise BadInput(
                "IHK_TUI_NOW",
                Words("„{text}“ ist keine ISO-Zeit.", '"{text}" is not an ISO time.').fill(text=given),
            ) from None
        started = time.monotonic()
        return lambda: (begin + timedelta(seconds=time.monotonic() - started)).astimezone(UTC)
    offset = timedelta(seconds=settings.offset_seconds)
    return lambda: datetime.now(UTC) + offset
