"""Plain text: the bytes of a file made characters, and nothing else done to them."""

from __future__ import annotations

import codecs

from goodoffices.documents.found import Extracted, Found
from goodoffices.documents.limits import Limits

BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",  # before UTF-16, whose mark it begins with
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
SAMPLE = 200_000
WESTERN = frozenset("“”‘’‚„…–—•«»€£°§©®\xa0éèêëàâäáãåçíîïñóôöõúùûüßæøœÉÈÀÂÄÁÅÇÍÎÑÓÔÖÚÜÆØŒ")  # ordinary west of the Oder


def read(found: Found, limits: Limits) -> Extracted:
    """The text of a plain text file: the file itself, decoded."""
    text, notes = decoded(found.data(limits), found.charset)
    return Extracted(text, notes=notes)


def decoded(data: bytes, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """`data` as text, and what is doubtful about that.

    A byte order mark decides (and is dropped); then a declared character set that fits, UTF-8, UTF-8 with a few broken
    characters (they become U+FFFD), and what the first bytes look like.
    """
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), ()
    for expected in (declared, "utf-8"):
        try:
            if expected:
                return data.decode(expected), ()
        except (LookupError, ValueError):
            pass
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if sum(char > "\x7f" for char in text[:SAMPLE]) - broken > 3 * broken:
        return text, (f"{broken} characters are not valid UTF-8 and were replaced",)
    encoding = _detected(data[:SAMPLE])
    return data.decode(encoding, "replace"), (f"no encoding is declared: read as {encoding}",)


def _detected(sample: bytes) -> str:
    """Western European where nearly every character beyond ASCII is then an ordinary one (statistics cannot tell its code page
    from its neighbours' by the few accents of an English report), else what charset-normalizer finds."""
    beyond = [char for char in sample.decode("cp1252", "replace") if char > "\x7f"]
    if sum(char in WESTERN for char in beyond) >= 0.95 * len(beyond):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return best.encoding if best else "cp1252"
