"""Mail, and web pages saved in its form (MHTML)."""

from __future__ import annotations

from email import policy
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from pathlib import PurePosixPath

from laomo_extract.archive.failures import UnreadableError
from laomo_extract.archive.pages import page
from laomo_extract.archive.parts import Found, Limits, Parts, Raw, decoded, headed


def read_mail(raw: Raw, limits: Limits) -> Parts:
    """The body of a mail, then what is attached to it."""
    message = _parsed(raw, limits)
    body = message.get_body(("plain", "html"))
    attached = list(message.iter_attachments())
    if body is not None or not attached:
        found = _body(raw, body)
        if found.text.strip() or not attached:
            sender = message["From"].addresses[0] if message["From"] and message["From"].addresses else None
            yield Found(
                text=headed(_header(message, "Subject"), found.text),
                title=_header(message, "Subject"),
                author=(sender.display_name or None) if sender else None,
                published=_sent(message),
                encoding=found.encoding,
                certainty=found.certainty,
            )
    for number, part in enumerate(attached, 1):
        name = PurePosixPath((part.get_filename() or f"attachment{number}").replace("\\", "/")).name
        yield raw.member(name, _payload(part))


def read_mhtml(raw: Raw, limits: Limits) -> Parts:
    """The page that was saved; the pictures and styles with it belong to it."""
    message = _parsed(raw, limits)
    root = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    if root is None:
        raise UnreadableError(raw.place, "unreadable", "MHTML")
    yield page(raw.place, _payload(root), root.get_content_charset())


def _parsed(raw: Raw, limits: Limits) -> EmailMessage:
    message = BytesParser(policy=policy.default).parsebytes(raw.whole(limits))
    if message.get_content_type() in ("application/pkcs7-mime", "multipart/encrypted"):
        raise UnreadableError(raw.place, "encrypted")
    return message


def _body(raw: Raw, body: MIMEPart | None) -> Found:
    data = _payload(body) if body is not None else b""
    if body is None or not data.strip():
        return Found(text="")
    if body.get_content_type() == "text/html":
        return page(raw.place, data, body.get_content_charset())
    text = decoded(raw.place, data, body.get_content_charset())
    return Found(text=text.text, encoding=text.encoding, certainty=text.certainty)


def _payload(part: MIMEPart) -> bytes:
    if part.get_content_type() == "message/rfc822":
        (inner,) = part.iter_parts()
        return inner.as_bytes()
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _header(message: EmailMessage, name: str) -> str | None:
    return str(message[name] or "").strip() or None


def _sent(message: EmailMessage) -> str | None:
    try:
        return parsedate_to_datetime(str(message["Date"])).date().isoformat()
    except (TypeError, ValueError):
        return None
