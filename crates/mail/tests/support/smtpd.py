"""A real SMTP server for the tests: aiosmtpd, with STARTTLS and sign-in. It puts what it takes into a
Maildir, and beside it, as JSON, what Python's own email package reads in it.

python smtpd.py PORT MAILDIR [CERTIFICATE KEY]"""

import email
import email.policy
import json
import logging
import pathlib
import signal
import ssl
import sys

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

# Refused certificates and passwords are what the tests are about, not news.
logging.disable(logging.CRITICAL)
PORT, MAILDIR = int(sys.argv[1]), pathlib.Path(sys.argv[2])


def understood(raw):
    message = email.message_from_bytes(raw, policy=email.policy.default)
    parts = [
        {
            "type": part.get_content_type(),
            "method": part.get_param("method"),
            "name": part.get_filename(),
            "content": part.get_content() if part.get_content_maintype() == "text" else part.get_content().hex(),
            "defects": [str(d) for d in part.defects],
        }
        for part in message.walk()
        if not part.is_multipart()
    ]
    return {
        "subject": message["Subject"],
        "from": [message["From"].addresses[0].display_name, message["From"].addresses[0].addr_spec],
        "to": message["To"].addresses[0].display_name,
        "message_id": message["Message-ID"],
        "auto_submitted": message["Auto-Submitted"],
        "shape": [part.get_content_type() for part in message.walk()],
        "parts": parts,
        "defects": [str(d) for d in message.defects],
    }


class Handler:
    taken = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody@"):
            return "550 5.1.1 no such user"
        if address.startswith("busy@"):
            return "451 4.3.2 come again"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        Handler.taken += 1
        name = f"{Handler.taken:03}.smtpd"
        (MAILDIR.parent / f"{name}.json").write_text(json.dumps(understood(envelope.content)))
        (MAILDIR / "tmp" / name).write_bytes(envelope.content)
        (MAILDIR / "tmp" / name).rename(MAILDIR / "new" / name)
        return "250 OK"


def sign_in(server, session, envelope, mechanism, data):
    right = LoginPassword(b"talkoot", "salasana: ä/@".encode())
    # handled=False: the server itself tells the client of a refusal.
    return AuthResult(success=isinstance(data, LoginPassword) and data == right, handled=False)


options = {}
if len(sys.argv) > 3:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(sys.argv[3], sys.argv[4])
    options = {"tls_context": context, "require_starttls": True, "auth_required": True, "authenticator": sign_in}
controller = Controller(Handler(), hostname="127.0.0.1", port=PORT, **options)
controller.start()
print("ready", flush=True)
signal.pause()
