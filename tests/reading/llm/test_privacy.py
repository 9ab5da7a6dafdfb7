"""Confidential material: the cache, the key, the address."""

from __future__ import annotations

import logging
import os
import stat
from pathlib import Path

import pytest

from goodoffices.errors import ReadingError
from goodoffices.reading.llm import Price, Settings
from goodoffices.reading.llm.cache import Cache
from goodoffices.reading.llm.settings import ADDRESS, SettingsError, cache_folder
from goodoffices.reading.llm.usage import Usage

from .conftest import KEY
from .server import Reply
from .talks import ANSWER, TEXT, changed, report


def kept(folder: Path) -> list[Path]:
    return sorted((folder / "llm").iterdir())


def test_what_was_answered_is_not_asked_again(model, reader_of, tmp_path) -> None:
    model.says(ANSWER)
    first, second = reader_of(model, cache=tmp_path), reader_of(model, cache=tmp_path)
    assert first.read(report()) == second.read(report())
    assert len(model.requests) == 1
    assert (second.usage.requests, second.usage.cached) == (0, 1)


def test_another_text_model_or_day_is_another_question(model, reader_of, tmp_path) -> None:
    model.says(ANSWER)
    reader_of(model, cache=tmp_path).read(report())
    reader_of(model, cache=tmp_path).read(report(TEXT + "More."))
    reader_of(model, cache=tmp_path).read(report().model_copy(update={"published": None}))
    assert (len(model.requests), len(kept(tmp_path))) == (3, 3)


@pytest.mark.skipif(os.name == "nt", reason="modes are POSIX's")
def test_only_the_owner_may_read_what_is_kept(model, reader_of, tmp_path) -> None:
    model.says(ANSWER)
    (tmp_path / "llm").mkdir(mode=0o755)
    reader_of(model, cache=tmp_path).read(report())
    (file,) = kept(tmp_path)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert len(file.stem) == 64


@pytest.mark.parametrize("broken", [b"", b"{", b"\xff\xfe", b"[]", b'{"statements": 1}', b"[" * 100_000])
def test_a_broken_file_is_asked_for_anew_and_replaced(model, reader_of, tmp_path, broken: bytes) -> None:
    model.says(ANSWER)
    reading = reader_of(model, cache=tmp_path).read(report())
    (file,) = kept(tmp_path)
    whole = file.read_bytes()
    file.write_bytes(broken)
    assert reader_of(model, cache=tmp_path).read(report()) == reading
    assert (len(model.requests), file.read_bytes(), kept(tmp_path)) == (2, whole, [file])


def test_where_nothing_can_be_kept_reading_goes_on(model, reader_of, tmp_path) -> None:
    (tmp_path / "file").write_text("")
    model.says(ANSWER)
    reader = reader_of(model, cache=tmp_path / "file")
    assert reader.read(report()).statements
    assert "cannot keep answers in" in (reader.cache.trouble or "")


def test_a_malformed_answer_is_not_kept(model, reader_of, tmp_path) -> None:
    model.says("no")
    with pytest.raises(ReadingError):
        reader_of(model, cache=tmp_path).read(report())
    assert not (tmp_path / "llm").exists()


def test_without_a_folder_nothing_is_kept() -> None:
    cache = Cache(None)
    cache.put("name", "{}")
    assert (cache.get("name"), cache.trouble) == (None, None)


def test_the_key_goes_to_the_server_and_nowhere_else(model, reader_of, tmp_path, caplog) -> None:
    caplog.set_level(logging.DEBUG)
    model.says(changed("statements.2.cue", f"called {KEY}"))
    reader = reader_of(model, cache=tmp_path, key=KEY)
    reading = reader.read(report())
    assert model.keys == [f"Bearer {KEY}"]
    (file,) = kept(tmp_path)
    assert KEY not in file.read_text()
    for said in (caplog.text, repr(reader.settings), reading.model_dump_json(), reader.usage.line()):
        assert KEY not in said
    assert "POST" in caplog.text  # something was logged


@pytest.mark.parametrize("status", [200, 302, 400, 401, 404, 429, 500])
def test_the_key_is_in_no_error_even_if_the_server_repeats_it(model, reader_of, tmp_path, status: int) -> None:
    model.says(Reply(f'{{"error": {{"message": "wrong key {KEY}"}}}}', status, {"Location": f"/?key={KEY}"}))
    with pytest.raises(ReadingError) as error:
        reader_of(model, cache=tmp_path, key=KEY).read(report())
    chain: BaseException | None = error.value
    while chain is not None:
        assert KEY not in str(chain) + repr(chain)
        chain = chain.__cause__
    assert "***" in str(error.value) or status == 302


@pytest.mark.parametrize("key", ["two words", "schlüssel", "line\nbreak"])
def test_a_key_that_no_header_holds_is_refused_without_being_shown(key: str) -> None:
    with pytest.raises(SettingsError) as error:
        Settings(model="m", key=key)
    assert key not in str(error.value)


@pytest.mark.parametrize(
    ("address", "is_here"),
    [
        (ADDRESS, True),
        ("http://localhost:8000/v1", True),
        ("http://[::1]:8000/v1", True),
        ("http://127.8.9.1/v1", True),
        ("https://api.example.org/v1", False),
        ("http://localhost.example.org/v1", False),
        ("http://192.168.1.5/v1", False),
    ],
)
def test_which_addresses_are_on_this_machine(address: str, is_here: bool) -> None:
    assert Settings(model="m", address=address).is_here is is_here


@pytest.mark.parametrize(
    "address",
    [
        "ftp://x/v1",
        "file:///etc/passwd",
        "x",
        "",
        "http://",
        "http://a b/",
        "http://x:99999/",
        "http://x/v1?key=1",
        "http://u:pw@x/v1",
    ],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(SettingsError) as error:
        Settings(model="m", address=address)
    assert "--llm-url" in str(error.value)
    assert "pw" not in str(error.value)


def test_an_address_may_be_written_in_full() -> None:
    assert Settings(model="m", address="http://x/v1/chat/completions").address == "http://x/v1"
    assert Settings(model="m", address="http://x/v1/").address == "http://x/v1"


def test_options_come_before_the_environment() -> None:
    environment = {
        "GOODOFFICES_LLM_URL": "http://e/v1", "GOODOFFICES_LLM_MODEL": "e", "GOODOFFICES_LLM_KEY": " k ",
        "GOODOFFICES_LLM_TIMEOUT": "9", "GOODOFFICES_CACHE": "/c",
    }  # fmt: skip
    assert Settings.chosen(environment=environment) == Settings("e", "http://e/v1", "k", Path("/c"), 9)
    assert Settings.chosen(address="http://o/v1", model="o", cache=False, environment=environment) == Settings(
        "o", "http://o/v1", "k", None, 9
    )
    with pytest.raises(SettingsError, match="--llm-model NAME, or GOODOFFICES_LLM_MODEL"):
        Settings.chosen(environment={})
    with pytest.raises(SettingsError, match="GOODOFFICES_LLM_TIMEOUT"):
        Settings.chosen(environment=environment | {"GOODOFFICES_LLM_TIMEOUT": "soon"})


@pytest.mark.parametrize(
    ("platform", "environment", "folder"),
    [
        ("linux", {"GOODOFFICES_CACHE": "/c"}, "/c"),
        ("linux", {"XDG_CACHE_HOME": "/x"}, "/x/goodoffices"),
        ("linux", {"XDG_CACHE_HOME": "relative"}, "~/.cache/goodoffices"),
        ("linux", {}, "~/.cache/goodoffices"),
        ("darwin", {}, "~/Library/Caches/goodoffices"),
        ("win32", {"LOCALAPPDATA": "/l"}, "/l/goodoffices/Cache"),
    ],
)
def test_the_cache_is_where_the_platform_has_such_files(platform: str, environment: dict[str, str], folder: str) -> None:
    assert cache_folder(environment, platform) == Path(folder).expanduser()


def test_the_cost_is_told_in_one_line() -> None:
    times = iter([10.0, 12.34])
    usage = Usage(clock=lambda: next(times))
    usage.asked()
    usage.counted(1_000_000, 200_000)
    usage.kept()
    told = usage.line(Price.of("2.50,10"))
    assert told == "1 request, 1 cached, 1000000 prompt and 200000 completion tokens, 2.3 seconds, 4.5000 to pay"


@pytest.mark.parametrize("price", ["", "1", "1,2,3", "a,b", "-1,2", "nan,1", "inf,1"])
def test_what_is_no_price_is_refused(price: str) -> None:
    with pytest.raises(SettingsError, match="--llm-price"):
        Price.of(price)
