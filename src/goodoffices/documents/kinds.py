"""What kind of document it is: by its first bytes where they say it, else by its ending or media type."""

from __future__ import annotations

import re
import zipfile
import zlib
from enum import Enum

from goodoffices.documents.found import Found, Unreadable
from goodoffices.documents.plain import decoded


class Kind(Enum):
    """The formats that can be read."""

    TEXT = "plain text"
    MARKDOWN = "Markdown"
    HTML = "HTML"
    PDF = "PDF"
    DOCX = "DOCX"
    MAIL = "e-mail"
    MBOX = "a mailbox"
    FEED = "a feed"
    WARC = "a WARC archive"


ENDINGS = {
    ".txt": Kind.TEXT, ".text": Kind.TEXT, ".md": Kind.MARKDOWN, ".markdown": Kind.MARKDOWN, ".html": Kind.HTML, ".htm": Kind.HTML,
    ".xhtml": Kind.HTML, ".eml": Kind.MAIL, ".mbox": Kind.MBOX, ".rss": Kind.FEED, ".atom": Kind.FEED,
}  # fmt: skip
MEDIA_TYPES = {
    "text/markdown": Kind.MARKDOWN, "text/html": Kind.HTML, "application/xhtml+xml": Kind.HTML, "message/rfc822": Kind.MAIL,
    "application/mbox": Kind.MBOX, "application/rss+xml": Kind.FEED, "application/atom+xml": Kind.FEED,
}  # fmt: skip
FOREIGN = {  # what people have lying beside their reports, and what to do about it
    b"\x89PNG": "an image: read it with OCR first",
    b"\xff\xd8\xff": "an image: read it with OCR first",
    b"GIF8": "an image: read it with OCR first",
    b"II*\x00": "an image: read it with OCR first",
    b"MM\x00*": "an image: read it with OCR first",
    b"{\\rtf": "an RTF document: save it as DOCX and read that",
    b"\xd0\xcf\x11\xe0": "an old Office document: save it as DOCX and read that",
    b"\x7fELF": "a program",
    b"MZ\x90\x00": "a program",
    b"SQLite format 3": "a database",
    b"ID3": "a sound recording: transcribe it and read that",
    b"OggS": "a sound recording: transcribe it and read that",
    b"RIFF": "a recording or an image: transcribe it and read that",
    b"BZh": "an archive: unpack it and read the folder",
    b"\xfd7zXZ": "an archive: unpack it and read the folder",
    b"7z\xbc\xaf": "an archive: unpack it and read the folder",
    b"Rar!": "an archive: unpack it and read the folder",
    b"%!PS": "a PostScript file: save it as PDF and read that",
}
MAY_BEGIN_A_TEXT = (b"GIF8", b"ID3", b"OggS", b"RIFF", b"BZh", b"Rar!", b"SQLite format 3")
DATA = frozenset((
    ".json", ".jsonl", ".csv", ".tsv", ".yaml", ".yml", ".toml", ".css", ".js", ".py", ".svg", ".ann", ".bib", ".sql", ".log",
    ".ini",
))  # fmt: skip
HTML_START = re.compile(r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S)
FEED_START = re.compile(r"\s*(?:<\?xml.{0,400}?\?>\s*)?(?:<!--.{0,2000}?-->\s*|<\?.{0,400}?\?>\s*|<!DOCTYPE\s+rss[^>]{0,200}>\s*)*"
                        r"<(?:rss|feed|rdf:RDF)\b", re.I | re.S)  # fmt: skip
MBOX_START = re.compile(rb"From \S+ .{0,60}\d\d:\d\d.{0,40}\r?\n")
MAIL_HEADER = re.compile(rb"^(From|To|Date|Subject|Received|Return-Path|Message-ID|MIME-Version|Delivered-To):", re.I | re.M)
MAIL_HEADERS = re.compile(rb"\A(?:[\x21-\x39\x3b-\x7e]+:[^\n]*\n(?:[ \t][^\n]*\n)*){3,}")
MARKUP = re.compile(r"<(?:p|div|body|head|br|table|h1|article)\b[^>]{0,500}>", re.I)


def kind_of(found: Found) -> Kind:
    """The kind of a document. Raises Unreadable, saying what it seems to be, where no format module reads it."""
    head = found.head()
    if not head:
        raise Unreadable("is empty")
    return _signed(found, head) or _written(found, head)


def _signed(found: Found, head: bytes) -> Kind | None:
    if b"%PDF-" in head[:1024]:
        return Kind.PDF
    if head.startswith(b"PK\x03\x04"):
        return _zipped(found)
    if head.startswith((b"WARC/1", b"WARC/0")) or (head.startswith(b"\x1f\x8b") and _unzipped_start(head).startswith(b"WARC/")):
        return Kind.WARC
    if head.startswith(b"\x1f\x8b") or head[257:262] == b"ustar":
        raise Unreadable("seems to be an archive: unpack it and read the folder")
    for signature, what in FOREIGN.items():
        if head.startswith(signature) and (signature not in MAY_BEGIN_A_TEXT or _is_binary(head)):
            raise Unreadable(f"seems to be {what}")
    if head[4:8] == b"ftyp":
        raise Unreadable("seems to be a film or a sound recording: transcribe it and read that")
    return None


def _zipped(found: Found) -> Kind:
    try:
        names = set(zipfile.ZipFile(found.stream).namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise Unreadable("is a damaged ZIP or DOCX file: get another copy") from error
    finally:
        found.stream.seek(0)
    if "word/document.xml" in names:
        return Kind.DOCX
    if names & {"content.xml", "xl/workbook.xml", "ppt/presentation.xml"}:
        raise Unreadable("seems to be an office document other than DOCX: save it as DOCX and read that")
    raise Unreadable("seems to be a ZIP archive: unpack it and read the folder")


def _unzipped_start(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(wbits=31).decompress(head, 64)
    except zlib.error:
        return b""


def _written(found: Found, head: bytes) -> Kind:
    text, _ = decoded(head, found.charset)
    if _is_binary(head):
        raise Unreadable("seems to be binary data: no text can be read from it")
    if FEED_START.match(text):
        return Kind.FEED
    if HTML_START.match(text):
        return Kind.HTML
    told = ENDINGS.get(found.ending.lower()) or MEDIA_TYPES.get((found.media_type or "").lower())
    if told:
        return told
    if found.ending.lower() in DATA:
        raise Unreadable(f"is data ({found.ending}), not a report: save what is to be read as .txt")
    if found.ending.lower() == ".xml":
        raise Unreadable("is XML, but no RSS or Atom feed: save its text and read that")
    if MBOX_START.match(head):
        return Kind.MBOX
    if MAIL_HEADERS.match(head) and len({header.lower() for header in MAIL_HEADER.findall(head)}) > 2:
        return Kind.MAIL
    return Kind.HTML if MARKUP.match(text.lstrip()) else Kind.TEXT


def _is_binary(head: bytes) -> bool:
    text, _ = decoded(head)
    controls = sum(char < " " and char not in "\t\n\r\f\v\x1b" for char in text)
    return controls > 0.02 * len(text) or text.count("\ufffd") > 0.1 * len(text)
