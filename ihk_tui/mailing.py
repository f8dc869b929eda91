"""Handing letters to the office's mail server (SMTP, RFC 5321)."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path
from typing import TYPE_CHECKING

from ihk_tui.config import Config
from ihk_tui.credentials import is_this_machine, password
from ihk_tui.domain.invitations import Delivery, Letter
from ihk_tui.domain.slips import language_of
from ihk_tui.domain.words import BadInput, Words

if TYPE_CHECKING:  # 0.1 s that only those who send mail need
    from aiosmtplib import SMTP

PASSWORD = "IHK_TUI_SMTP_PASSWORD"
"""The environment variable that may hold the password of the mail server."""
TIMEOUT = 30.0
"""Seconds without a word from the server."""
TLS_PORT = 465
"""Where TLS begins with the first byte (RFC 8314 §3.3)."""
_SECTION = "office.toml [mail]"
_NO_SERVER = Words(
    "Für E-Mail fehlen in office.toml unter [mail]: host, sender.",
    "For e-mail office.toml lacks under [mail]: host, sender.",
)
_NO_LIBRARY = Words(
    "Für E-Mail fehlt aiosmtplib: pip install 'ihk_tui[mail]'",
    "For e-mail aiosmtplib is missing: pip install 'ihk_tui[mail]'",
)
_NO_SENDER = Words("sender ist keine E-Mail-Adresse.", "sender is no e-mail address.")
_READABLE = Words(
    "Ohne starttls gingen Termine und Passwort lesbar durchs Netz; das geht nur an diesen Rechner.",
    "Without starttls appointments and password would cross the network readable; only to this machine.",
)
_DOWN = Words(
    "Der Mailserver {host} ist nicht zu erreichen. Nichts ist verloren, es geht später hinaus.",
    "The mail server {host} cannot be reached. Nothing is lost: it is sent later.",
)
_UNTRUSTED = Words(
    "Der Mailserver {host} bietet kein gültiges TLS oder keine Anmeldung. Nichts ist verloren,"
    " es geht später hinaus.",
    "The mail server {host} offers no valid TLS, or no login. Nothing is lost: it is sent later.",
)
_REFUSES = Words(
    "Der Mailserver {host} nimmt von {sender} nichts ({code}). Nichts ist verloren, es geht später hinaus.",
    "The mail server {host} takes nothing from {sender} ({code}). Nothing is lost: it is sent later.",
)


class Postman:
    """Takes a letter to the mail server. Making one raises BadInput when the settings do not do."""

    def __init__(
        self,
        settings: Config,
        data: Path,
        clock: Callable[[], datetime],
        environment: Mapping[str, str] = os.environ,
    ) -> None:
        self._settings, self._office, self._clock = settings.mail, settings.office, clock
        self._names = {person.id: person.name for person in settings.people}
        mail = settings.mail
        if not mail.host or not mail.sender:
            raise BadInput(_SECTION, _NO_SERVER)
        self._sender = ascii_address(mail.sender)
        if not self._sender:
            raise BadInput(_SECTION, _NO_SENDER)
        if not mail.starttls and mail.port != TLS_PORT and not is_this_machine(mail.host):
            raise BadInput(_SECTION, _READABLE)
        file = data / Path(mail.password_file).expanduser() if mail.password_file else None
        self._password = password(environment, PASSWORD, file, _SECTION)
        try:
            import aiosmtplib  # noqa: F401 - an optional extra: say so before anything is begun
        except ImportError:
            raise BadInput(_SECTION, _NO_LIBRARY) from None

    def __call__(self, letter: Letter) -> Delivery:
        """Hand it over and say what became of it."""
        from ihk_tui.ical.identity import OfficeIdentity
        from ihk_tui.ical.imip import Writer, compose

        recipient = ascii_address(letter.appointment.visitor.email)
        if not recipient:
            return Delivery("refused", "553")  # RFC 5321 §4.2.3: mailbox name not allowed
        office, appointment = self._office, letter.appointment
        identity = OfficeIdentity(office.name, office.place, office.domain, office.secret.encode())
        mail = compose(
            letter,
            recipient,
            self._names.get(appointment.adviser, appointment.adviser),
            Writer(identity, self._sender),
            language_of(appointment.visitor),
            self._clock(),
        )
        return asyncio.run(self._hand_over(mail, recipient))

    async def _hand_over(self, mail: EmailMessage, recipient: str) -> Delivery:
        from aiosmtplib import SMTP, SMTPException

        mail_settings = self._settings
        at_once = mail_settings.port == TLS_PORT
        server = SMTP(
            hostname=mail_settings.host,
            port=mail_settings.port,
            username=mail_settings.user or None,
            password=self._password if mail_settings.user else None,
            use_tls=at_once,
            start_tls=mail_settings.starttls and not at_once,
            local_hostname=socket.gethostname(),
            timeout=TIMEOUT,
        )
        try:
            await server.connect()
        except (SMTPException, OSError) as error:
            return self._not_connected(error)
        try:
            return await self._told(server, mail.as_bytes(), recipient)
        finally:
            with suppress(SMTPException, OSError):
                await server.quit()
            server.close()

    def _not_connected(self, error: Exception) -> Delivery:
        import ssl

        from aiosmtplib import SMTPException, SMTPResponseException

        if isinstance(error, SMTPResponseException):
            return self._refuses(error.code)
        causes = (error, error.__cause__, error.__context__)
        lacking = type(error) is SMTPException  # no STARTTLS, or nobody can log in
        unsafe = lacking or any(isinstance(cause, ssl.SSLError) for cause in causes)
        return Delivery("down", "", (_UNTRUSTED if unsafe else _DOWN).fill(host=self._settings.host))

    def _refuses(self, code: int) -> Delivery:
        words = _REFUSES.fill(host=self._settings.host, sender=self._sender, code=code)
        return Delivery("down", str(code), words)

    async def _told(self, server: SMTP, content: bytes, recipient: str) -> Delivery:
        """Say from whom, to whom, and what. Only the last step leaves open whether it was taken."""
        from aiosmtplib import SMTPException, SMTPResponseException

        handed_over = False
        try:
            await server.mail(self._sender)
            try:
                await server.rcpt(recipient)
                handed_over = True
                await server.data(content)
            except SMTPResponseException as said:
                if said.code == 421:  # the server says good-bye (RFC 5321 §3.8)
                    return self._refuses(said.code)
                return Delivery("refused" if said.code >= 500 else "later", reply(said.code, said.message))
        except SMTPResponseException as said:
            return self._refuses(said.code)
        except (SMTPException, OSError):
            if handed_over:
                return Delivery("unknown")
            return Delivery("down", "", _DOWN.fill(host=self._settings.host))
        return Delivery("accepted")


def reply(code: int, text: str) -> str:
    """The reply code and the enhanced one (RFC 3463), and nothing of the words: they may hold the address."""
    first = text.split(maxsplit=1)[0] if text.split() else ""
    enhanced = first if first.count(".") == 2 and first.replace(".", "").isdecimal() else ""
    return f"{code} {enhanced[:11]}".rstrip()


def ascii_address(address: str) -> str:
    """The address as every mail server takes it, with its domain in Punycode; empty when there is none."""
    from email_validator import EmailNotValidError, validate_email

    try:
        return validate_email(address, check_deliverability=False).ascii_email or ""
    except EmailNotValidError:
        return ""
