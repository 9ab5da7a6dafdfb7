from __future__ import annotations

import datetime
from email.message import EmailMessage

from goodoffices.documents import Limits
from goodoffices.errors import DocumentError
from goodoffices.model import Report


def letter(text: str = "The envoy said that the talks go on.\n", *, html: str | None = None) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Kasai Monitor <news@kasai.example>"
    message["To"] = "desk@example.org"
    message["Subject"] = "Talks go on – déjà"
    message["Date"] = "Tue, 18 Feb 2020 10:00:00 +0100"
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    return message


def test_a_letter(report):
    mail = report("talks.eml", letter(html="<p>other</p>").as_bytes())
    assert mail.text == "The envoy said that the talks go on.\n"
    assert (mail.title, mail.publisher, mail.published) == ("Talks go on – déjà", "Kasai Monitor", datetime.date(2020, 2, 18))


def test_a_letter_in_html_only(report):
    message = letter()
    message.set_content("<html><body><p>The envoy said</p><p>no.</p></body></html>", subtype="html")
    assert report("talks.eml", message.as_bytes()).text == "The envoy said\n\nno."


def test_attachments_are_documents_of_their_own(loaded, tmp_path):
    message = letter()
    message.add_attachment("Annex: the army leaves.", filename="../annex.txt")
    message.add_attachment(b"\x89PNG", "image", "png", filename="map.png")
    message.add_attachment(b"\x00\x01\x02" * 50, "application", "octet-stream", filename="blob.bin")
    mail, annex, blob = loaded("talks.eml", message.as_bytes())
    assert (annex.id, annex.origin) == ("talks-annex", f"{tmp_path}/talks.eml > annex.txt")
    assert annex.text.strip() == "Annex: the army leaves."
    assert mail.notes == ("the attachment map.png (image/png) was not read",)
    assert isinstance(blob, DocumentError)
    assert "blob.bin seems to be binary data" in str(blob)


def test_letters_within_letters_up_to_a_depth(loaded):
    message = letter("level 3")
    for level in (2, 1, 0):
        outer = letter(f"level {level}")
        outer.add_attachment(message)
        message = outer
    found = loaded("m.eml", message.as_bytes(), limits=Limits(archives_deep=2))
    assert [item.text.strip() for item in found if isinstance(item, Report)] == ["level 0", "level 1", "level 2"]
    assert "more than 2 documents deep" in str(found[-1])


def test_a_mailbox_gives_its_letters(loaded):
    box = b"".join(
        b"From a@b.org Tue Feb 18 10:00:00 2020\n" + letter(f"Letter {n}.\n>From here on.\n").as_bytes() + b"\n" for n in (1, 2)
    )
    first, second = loaded("box.mbox", box)
    assert first.text.startswith("Letter 1.\nFrom here on.")
    assert second.id == "box-2"


def test_broken_headers_do_not_hide_the_letter(report):
    mail = report(
        "m.eml",
        b"From: =?utf-8?b?!!?= <@>\nDate: some day\nSubject: =?x?q?=\nContent-Type: text/plain; charset=nonsense\n\nHello.\n",
    )
    assert mail.text == "Hello.\n"
    assert mail.published is None


def test_a_letter_without_text(error):
    assert error("m.eml", letter(" \n").as_bytes()) == "contains no text"


def test_a_character_set_that_smuggles_in_half_characters(report):
    mail = report("m.eml", b"From: a@b\nTo: c\nSubject: d\nContent-Type: text/plain; charset=unicode_escape\n\nHello \\ud800\n")
    assert mail.text == "Hello \ufffd\n"


def test_parts_nested_too_deep(error):
    head = b"From: a\nTo: b\nSubject: c\nContent-Type: multipart/mixed; boundary=x0\n\n"
    parts = b"".join(b"--x%d\nContent-Type: multipart/mixed; boundary=x%d\n\n" % (i, i + 1) for i in range(3000))
    assert "too deep" in error("m.eml", head + parts)
