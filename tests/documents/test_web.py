from __future__ import annotations

from goodoffices.documents import Limits, load
from goodoffices.errors import DocumentError

PAGE = (
    "<html><head><title>Talks</title></head><body><p>The minister said no, once more, on Monday in the capital.</p></body></html>"
)


def only(address: str, **options):
    (one,) = load([address], **options)
    return one


def refused(address: str, **options) -> str:
    error = only(address, **options)
    assert isinstance(error, DocumentError)
    return str(error).removeprefix(address).strip()


def test_an_address_is_a_document(site):
    address = site("/news/talks.html", PAGE, Content_Type="text/html; charset=utf-8")
    report = only(address)
    assert (report.id, report.origin) == ("talks", address)
    assert report.publisher is not None
    assert report.publisher.startswith("127.0.0.1")
    assert "The minister said no" in report.text


def test_the_server_tells_kind_and_character_set(site):
    assert only(site("/a", "Déjà vu".encode("latin-1"), Content_Type="text/plain; charset=latin-1")).text == "Déjà vu"


def test_redirects_are_followed_up_to_a_limit(site):
    address = site("/b", status=302, Location="/c")
    site("/c", "Words.", Content_Type="text/plain")
    assert only(address).text == "Words."
    assert "redirects more than 5 times" in refused(site("/loop", status=302, Location="/loop"))


def test_what_goes_wrong_is_said_in_one_line(site):
    assert refused(site("/x", status=403)) == "answers 403 Forbidden: check the address in a browser"
    assert "larger than 10 bytes" in refused(site("/big", "x" * 100), limits=Limits(bytes=10))
    assert "cannot be fetched" in refused("http://127.0.0.1:9/")
    assert "is no address that can be read" in refused("ftp://example.org/x")
    assert refused(site("/empty")) == "is empty"


def test_a_redirect_to_a_file_is_refused(site, tmp_path):
    assert "cannot be fetched" in refused(site("/f", status=302, Location=f"file://{tmp_path}"))
