"""The way in over SSH: what the line of a key in `authorized_keys` runs, and making that line."""

from __future__ import annotations

import os
import sys

from ihk_tui.cli.arguments import PERSON, Arguments
from ihk_tui.cli.gate.authorized import authorized_line
from ihk_tui.cli.gate.environment import clean
from ihk_tui.cli.gate.key import LONGEST, read_key
from ihk_tui.cli.gate.order import Denied, Order, read_order
from ihk_tui.cli.refusals import record_refusal
from ihk_tui.cli.request import Answer, Request, Result
from ihk_tui.cli.verbs import OPEN_APP
from ihk_tui.domain.people import ROLE_WORDS, Role
from ihk_tui.domain.words import BadInput, Words

BOARD = "board"
"""What the display at the wall opens by logging in."""


def arguments(args: Arguments) -> None:
    """Without arguments it is for `authorized_keys`: `gate --as PERSON`."""
    args.text(
        "--authorize",
        Words(
            "aus einem öffentlichen Schlüssel (Eingabe) die Zeile für authorized_keys machen",
            "make the line for authorized_keys from a public key (stdin)",
        ),
        metavar=PERSON,
    )
    args.choice("--role", tuple(ROLE_WORDS), Words("in dieser Rolle", "who has this role"))


def run(request: Request) -> Result:
    """Let a client do what its person may, or make the line that will."""
    if request.given.authorize:
        return _authorize(request)
    if request.given.role:
        raise BadInput("--role", Words("Das geht nur mit --authorize.", "That goes with --authorize only."))
    if not request.options.person:
        raise BadInput("--as", Words("Wessen Schlüssel ist es?", "Whose key is it?"))
    steered = clean(os.environ)
    request.options = request.options._replace(over_ssh=True)
    try:
        person = request.host.person(request.options)
    except BadInput as problem:
        record_refusal("login", request)
        raise _nobody(request) if problem.field == "as" else problem from None
    if steered:
        record_refusal("environment", request)
    return _obey(request, os.environ.pop("SSH_ORIGINAL_COMMAND", ""), person.role)


def _obey(request: Request, asked: str, role: Role) -> Result:
    """Do what a client asked for, in the name of whose key it is; the display opens itself."""
    from ihk_tui.cli.main import perform  # which is what runs this

    options = request.options
    try:
        order = read_order(asked, request.language)
        if role == BOARD and isinstance(order, Order) and order.verb == OPEN_APP:
            order = read_order(f"{asked} {BOARD}", request.language)
    except SystemExit as end:  # after --help and --version
        return int(end.code or 0)
    if isinstance(order, Denied):
        record_refusal(order.name, request)
        return order.refusal
    language, desk = getattr(order.given, "lang", None), getattr(order.given, "desk", 0)
    options = options._replace(language=language or options.language, desk=desk or options.desk)
    within = Request(request.host, options, order.given, request.host.language(options))
    return perform(order.verb, within)


def _nobody(request: Request) -> BadInput:
    """Say it without naming those who do work here."""
    words = Words("„{who}“ arbeitet hier nicht (mehr).", '"{who}" does not work here (any more).')
    return BadInput("", words.fill(who=request.options.person))


def _authorize(request: Request) -> Result:
    given = request.given
    if request.options.person:
        raise BadInput("--as", Words("Das geht nicht mit --authorize.", "That does not go with --authorize."))
    person = request.host.person(request.options._replace(person=given.authorize))
    if given.role and given.role != person.role:
        raise BadInput(
            "--role",
            Words(
                "{who} hat in office.toml die Rolle {role}.", "{who} has the role {role} in office.toml."
            ).fill(who=person.id, role=person.role),
        )
    folder = request.host.folder(request.options).absolute()
    line = authorized_line(read_key(sys.stdin.read(LONGEST + 1)), folder, person.id)
    return Answer({"person": person.id, "role": person.role, "line": line}, line)
