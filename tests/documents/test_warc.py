from __future__ import annotations

import gzip as gzip_
import io

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from goodoffices.documents import Limits

PAGE = (
    "<html><head><title>Talks</title></head><body><p>The minister said no, once more, on Monday in the capital.</p></body></html>"
)


def archive(*pages: tuple[str, str, str, bytes], gzip: bool = True) -> bytes:
    data = io.BytesIO()
    writer = WARCWriter(data, gzip=gzip)
    for address, status, media_type, body in pages:
        headers = StatusAndHeaders(status, [("Content-Type", media_type)], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(address, "response", payload=io.BytesIO(body), http_headers=headers))
    return data.getvalue()


@pytest.mark.parametrize(("gzip", "name"), [(True, "crawl.warc.gz"), (False, "crawl.warc")])
def test_each_page_is_a_report(loaded, gzip, name):
    first, second = loaded(
        name,
        archive(
            ("http://kasai.example/news/talks.html", "200 OK", "text/html; charset=utf-8", PAGE.encode()),
            ("http://kasai.example/logo.png", "200 OK", "image/png", b"\x89PNG"),
            ("http://kasai.example/gone", "404 Not Found", "text/html", b"<p>gone</p>"),
            ("http://kasai.example/", "200 OK", "text/html", PAGE.encode()),
            gzip=gzip,
        ),
    )
    assert (first.id, first.origin) == ("talks", "http://kasai.example/news/talks.html")
    assert "The minister said no" in first.text
    assert (second.id, second.publisher) == ("kasai.example", "kasai.example")


def test_an_archive_that_unpacks_to_too_much(loaded):
    bomb = archive(*[("http://x.example/", "200 OK", "text/html", PAGE.encode() + b" " * 1_000_000)] * 5)
    found = loaded("bomb.warc.gz", bomb, limits=Limits(crawl=2_500_000))
    assert len(found) < 5
    assert "unpacks to more than 2 MB" in str(found[-1])


def test_a_truncated_archive_keeps_what_came_before(loaded):
    one = ("http://x.example/a", "200 OK", "text/html", PAGE.encode())
    whole = archive(one, one, gzip=False)
    assert loaded("cut.warc", whole[: len(whole) // 2 + 150])[0].id == "a"


def test_an_archive_without_pages(error):
    assert "without an HTML page" in error("x.warc", archive(("http://x.example/a.png", "200 OK", "image/png", b"x"), gzip=False))


def test_a_bomb_of_one_endless_line_is_noticed(loaded):
    bomb = archive(("http://x.example/a", "200 OK", "text/html", PAGE.encode())) + gzip_.compress(b"WARC/1.0" + bytes(3_000_000))
    first, last = loaded("bomb.warc.gz", bomb, limits=Limits(bytes=1_000_000))
    assert first.id == "a"
    assert "line longer" in str(last)
