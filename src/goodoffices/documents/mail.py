"""E-mail: the letter, and what is attached to it."""

from __future__ import annotations

import datetime
import email
import email.policy
import email.utils
import io
import mimetypes
import re
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import PurePath
from typing import BinaryIO

from goodoffices.documents.found import Extracted, Found, Unreadable, size
from goodoffices.documents.html import fragment
from goodoffices.documents.limits import Limits
from goodoffices.documents.plain import decoded

MBOX_FROM = re.compile(rb"From \S.*\d{4}\s*$")
UNREAD = ("image", "audio", "video", "font", "model")


def read(found: Found, limits: Limits) -> Iterator[Extracted | Found]:
    """The letter itself (if it says anything), then each attachment as a document of its own."""
    message = email.message_from_bytes(found.data(limits), _class=EmailMessage, policy=email.policy.default)
    bodies, attached = _parts(message)
    text = _body(bodies, limits)
    passed_over = [part for part in attached if _is_unread(part)]
    unread = tuple(f"the attachment {_name(part)} ({part.get_content_type()}) was not read" for part in passed_over)
    readable = [part for part in attached if not _is_unread(part)]
    if text.strip() or not readable:
        yield Extracted(
            text, title=_header(message, "Subject"), publisher=_sender(message), published=_sent(message), notes=unread,
        )  # fmt: skip
    for part in readable:
        yield _attachment(part, found)


def letters(found: Found, limits: Limits) -> Iterator[Found | Unreadable]:
    """The letters of a mailbox, one after the other; the mailbox is never held as a whole."""
    found.stream.seek(0)
    number = 0
    for number, letter in enumerate(_letters(found.stream, limits), 1):
        name = f"{found.stem}-{number}"
        if letter is None:
            yield Unreadable(f"holds a letter (number {number}) that is larger than {size(limits.bytes)}: split it")
        else:
            yield Found(f"{found.origin} > {number}", name, io.BytesIO(letter), media_type="message/rfc822", depth=found.depth + 1)
    if not number:
        yield Unreadable("is a mailbox without letters")


def _letters(stream: BinaryIO, limits: Limits) -> Iterator[bytes | None]:
    collected = bytearray()
    before = b"\n"
    for line in iter(lambda: stream.readline(1 << 20), b""):
        if not before.strip() and MBOX_FROM.match(line):
            if collected:
                yield bytes(collected) if len(collected) <= limits.bytes else None
            collected.clear()
        elif len(collected) <= limits.bytes:
            collected += line[1:] if line.startswith(b">From ") else line
        before = line
    if collected:
        yield bytes(collected) if len(collected) <= limits.bytes else None


def _parts(message: EmailMessage) -> tuple[list[EmailMessage], list[EmailMessage]]:
    """What is the letter's own text, in its several forms, and what is attached."""
    bodies: list[EmailMessage] = []
    attached: list[EmailMessage] = []
    waiting = [message]
    while waiting:
        part = waiting.pop()
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            waiting.extend(reversed([child for child in part.get_payload() if isinstance(child, EmailMessage)]))
        elif part.get_content_type() in ("text/plain", "text/html") and not part.is_attachment() and not part.get_filename():
            bodies.append(part)
        else:
            attached.append(part)
    return bodies, attached


def _body(bodies: list[EmailMessage], limits: Limits) -> str:
    texts = {kind: [part for part in bodies if part.get_content_type() == kind] for kind in ("text/plain", "text/html")}
    plain = "\n".join(_content(part) for part in texts["text/plain"])
    return plain if plain.strip() else "\n\n".join(fragment(_content(part), limits) for part in texts["text/html"])


def _content(part: EmailMessage) -> str:
    payload = part.get_payload(decode=True)
    text, _ = decoded(payload if isinstance(payload, bytes) else b"", part.get_content_charset())
    return text.replace("\r\n", "\n")


def _attachment(part: EmailMessage, found: Found) -> Found:
    name = _name(part)
    if part.get_content_maintype() == "message" and part.is_multipart():
        letter = part.get_payload(0)
        data = letter.as_bytes() if isinstance(letter, EmailMessage) else b""
    else:
        payload = part.get_payload(decode=True)
        data = payload if isinstance(payload, bytes) else b""
    path = PurePath(name)
    return Found(
        f"{found.origin} > {name}", f"{found.stem}-{path.stem}", io.BytesIO(data), ending=path.suffix,
        media_type=part.get_content_type(), charset=part.get_content_charset(), depth=found.depth + 1,
    )  # fmt: skip


def _is_unread(part: EmailMessage) -> bool:
    return part.get_content_maintype() in UNREAD or part.get_content_subtype() in ("pkcs7-signature", "pgp-signature", "calendar")


def _name(part: EmailMessage) -> str:
    ending = ".eml" if part.get_content_maintype() == "message" else mimetypes.guess_extension(part.get_content_type()) or ""
    return PurePath((part.get_filename() or "").replace("\\", "/")).name or f"attachment{ending}"


def _header(message: EmailMessage, name: str) -> str | None:
    try:
        return " ".join(str(message[name] or "").split()) or None
    except (ValueError, TypeError, IndexError, AttributeError):
        return None  # the standard library stumbles over some broken headers; a letter is worth reading without them


def _sender(message: EmailMessage) -> str | None:
    name, address = email.utils.parseaddr(_header(message, "From") or "")
    return name or address.rpartition("@")[2] or None


def _sent(message: EmailMessage) -> datetime.date | None:
    try:
        return email.utils.parsedate_to_datetime(_header(message, "Date") or "").date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
