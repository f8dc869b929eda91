"""Make a new office, asking for what was not given."""

from __future__ import annotations

import getpass
import re
import sys
from typing import get_args

from ihk_tui.cli.arguments import Arguments
from ihk_tui.cli.request import Answer, Request, Result
from ihk_tui.domain.people import ROLE_WORDS, Person, Role
from ihk_tui.domain.text import one_line
from ihk_tui.domain.words import BadInput, Words

NAME = Words("Name der Geschäftsstelle", "name of the office")
PLACE = Words("Anschrift, wie sie in Kalendern steht", "address as calendars show it")
PERSON = Words("wer hier arbeitet, mehrfach möglich", "who works here, repeatable")


def arguments(args: Arguments) -> None:
    """What an office needs; with a terminal, missing things are asked for."""
    args.text("--name", NAME)
    args.text("--place", PLACE)
    shape = Words("KÜRZEL:NAME:ROLLE", "ID:NAME:ROLE")
    args.many("--person", PERSON, metavar=shape, name="people")
    args.flag("--shared", Words("eine Unix-Gruppe teilt den Ordner", "a Unix group shares the folder"))


def run(request: Request) -> Result:
    """Make it and say how to go on."""
    given, folder = request.given, request.host.folder(request.options)
    name = one_line(given.name or _ask(request, "--name", NAME))
    place = one_line(given.place)
    people = tuple(read_new_person(typed) for typed in given.people or [_ask_person(request)])
    request.host.init(folder, name, place, people, request.language, given.shared)
    return Answer(
        {"folder": folder, "name": name, "place": place, "people": [person.id for person in people]},
        request.say(
            Words(
                "Die Geschäftsstelle ist angelegt in {folder}. Einstellungen: office.toml dort.",
                "The office is made in {folder}. Its settings: office.toml there.",
            ).fill(folder=folder)
        ),
    )


def read_new_person(typed: str) -> Person:
    """Read `aydin:Selin Aydın:lead`; without a role, an adviser. Raises BadInput."""
    code, _, rest = typed.partition(":")
    name, _, role = rest.partition(":")
    code, name, role = code.strip().lower(), one_line(name), role.strip() or "adviser"
    for known in get_args(Role):
        if role == known and name and re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,31}", code):
            return Person(code, name, known)
    raise BadInput(
        "--person",
        Words(
            "„{typed}“: bitte KÜRZEL:NAME:ROLLE, z. B. aydin:Selin Aydın:adviser. Rollen: {roles}.",
            '"{typed}": please ID:NAME:ROLE, e.g. aydin:Selin Aydın:adviser. Roles: {roles}.',
        ).fill(typed=typed, roles=", ".join(ROLE_WORDS)),
    )


def _ask_person(request: Request) -> str:
    account = getpass.getuser()
    name = _ask(request, "--person", Words("Ihr Name", "Your name"))
    return f"{account}:{name}:lead"


def _ask(request: Request, option: str, words: Words) -> str:
    """Ask on stderr, so that stdout holds the answer only. Raises BadInput when there is nobody to ask."""
    if sys.stdin.isatty():
        print(f"{request.say(words)}: ", end="", file=sys.stderr, flush=True)
        if typed := sys.stdin.readline().strip():
            return typed
    raise BadInput(option, Words("Bitte angeben: {what}.", "Please give: {what}.").fill(what=words))
