from __future__ import annotations

import datetime

from goodoffices.documents import Limits
from goodoffices.errors import DocumentError

RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Kasai Monitor</title><language>en</language>
<item><title>Truce on offer</title><link>https://kasai.example/truce</link><pubDate>Tue, 18 Feb 2020 10:00:00 GMT</pubDate>
<description>&lt;p&gt;Rebels would observe a truce.&lt;/p&gt;&lt;p&gt;“Yes,” they said.&lt;/p&gt;</description></item>
<item><title>Only a title</title></item>
<item><description>Plain words &amp;amp; more</description></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Kasai Monitor</title><entry><title>Truce</title>
<updated>2020-02-18T10:00:00Z</updated><content type="html">&lt;p&gt;They agreed.&lt;/p&gt;</content></entry></feed>"""


def test_each_entry_is_a_report_and_one_without_text_an_error(loaded, tmp_path):
    first, second, third = loaded("feed.rss", RSS)
    assert first.text == "Rebels would observe a truce.\n\n“Yes,” they said."
    assert (first.title, first.publisher, first.published) == ("Truce on offer", "Kasai Monitor", datetime.date(2020, 2, 18))
    assert (first.id, first.origin) == ("feed-Truce-on-offer", "https://kasai.example/truce")
    assert isinstance(second, DocumentError)
    assert "number 2, “Only a title”" in str(second)
    assert (third.text, third.id, third.origin) == ("Plain words & more", "feed-3", str(tmp_path / "feed.rss"))


def test_atom(report):
    entry = report("feed", ATOM)
    assert (entry.text, entry.published) == ("They agreed.", datetime.date(2020, 2, 18))


def test_entries_before_a_break_in_the_feed_are_kept(loaded):
    found = loaded("feed.rss", RSS[: RSS.index("<item><title>Only")] + "<item><title>Bro<ken")
    assert found[0].text.startswith("Rebels would observe")


def test_more_entries_than_allowed(loaded):
    *_, last = loaded("feed.rss", RSS, limits=Limits(entries=1))
    assert "has 3 entries: only the first 1 were read" in str(last)


def test_entities_are_not_expanded(error):
    bomb = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><rss version="2.0"><channel></channel></rss>'
    assert "XML bombs" in error("bomb.rss", bomb)
    assert "XML bombs" in error("bomb16.rss", bomb.encode("utf-16"))


def test_xml_that_is_no_feed(error):
    assert "no RSS or Atom feed" in error("x.xml", "<?xml version='1.0'?><catalogue/>")
    assert error("empty.rss", "<rss version='2.0'><channel/></rss>") == "is a feed without entries"
