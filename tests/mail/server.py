"""A real mail server on loopback (aiosmtpd) that keeps what it is handed and answers what it is told to."""

from __future__ import annotations

import ssl
from asyncio import Transport
from collections.abc import Callable
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from queue import Queue
from typing import NamedTuple

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.ports import free_port

OK = "250 OK"


class Received(NamedTuple):
    """One mail as it arrived."""

    sender: str
    recipients: list[str]
    content: bytes

    @property
    def mail(self) -> EmailMessage:
        """As the standard library reads it."""
        found = BytesParser(_class=EmailMessage, policy=policy.default).parsebytes(self.content)
        assert not found.defects and not any(part.defects for part in found.walk())
        return found

    @property
    def calendar_part(self) -> EmailMessage:
        """The part that calendars read."""
        (part,) = [p for p in self.mail.walk() if p.get_content_type() == "text/calendar"]
        assert isinstance(part, EmailMessage)
        return part

    @property
    def calendar(self) -> bytes:
        """The calendar as it was written."""
        decoded = self.calendar_part.get_payload(decode=True)
        assert isinstance(decoded, bytes)
        return decoded

    @property
    def text(self) -> str:
        """What people read."""
        body = self.mail.get_body(("plain",))
        assert body
        text: str = body.get_content()
        return text


class MailServer:
    """Listens on a port of its own until it is stopped; started again, on the same one."""

    def __init__(self, tls: ssl.SSLContext | None = None, password: str = "", port: int = 0) -> None:
        self.received: list[Received] = []
        self.arrivals: Queue[Received] = Queue()
        """The same, to wait for."""
        self.to_recipients: list[str] = []
        """What is answered to the next recipients; then OK again."""
        self.to_senders: list[str] = []
        self.to_contents: list[str] = []
        self.meanwhile: Callable[[], None] = lambda: None
        """Called while a mail is being taken."""
        self.hangs_up = False
        """Whether the line breaks after a mail was taken, before that is said."""
        self._tls, self._password = tls, password
        self._port = port
        self._controller: Controller | None = None

    @property
    def port(self) -> int:
        """Where it listens, or did."""
        return self._port

    def start(self) -> MailServer:
        """Begin to listen."""
        self._controller = Controller(
            self,
            hostname="127.0.0.1",
            port=self._port or free_port(),
            tls_context=self._tls,
            require_starttls=bool(self._tls),
            authenticator=self._authenticate if self._password else None,
            auth_required=bool(self._password),
            auth_require_tls=bool(self._tls),
        )
        self._controller.start()
        self._port = self._controller.port
        return self

    def stop(self) -> None:
        """Stop listening."""
        if self._controller:
            self._controller.stop()
            self._controller = None

    def _authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, how: str, given: object
    ) -> AuthResult:
        right = isinstance(given, LoginPassword) and given == LoginPassword(
            b"sprechtag", self._password.encode()
        )
        return AuthResult(success=right, handled=right)

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Answer who wants to send."""
        if self.to_senders:
            return self.to_senders.pop(0)
        envelope.mail_from = address
        return OK

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Answer for a recipient."""
        said = self.to_recipients.pop(0) if self.to_recipients else OK
        if said == OK:
            envelope.rcpt_tos.append(address)
        return said

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Take a mail."""
        self.meanwhile()
        said = self.to_contents.pop(0) if self.to_contents else OK
        if said == OK:
            assert isinstance(envelope.content, bytes) and envelope.mail_from
            received = Received(envelope.mail_from, envelope.rcpt_tos, envelope.content)
            self.received.append(received)
            self.arrivals.put(received)
        if self.hangs_up:
            assert isinstance(server.transport, Transport)
            server.transport.abort()
        return said
