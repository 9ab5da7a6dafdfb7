"""What servers do: good and malformed answers, refusals, trouble that passes and trouble that does not."""

from __future__ import annotations

import email.utils
import json
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from goodoffices.errors import ReadingError
from goodoffices.reading import read_all
from goodoffices.reading.llm import LanguageModelReader, Settings
from goodoffices.reading.llm.limits import Limits
from goodoffices.reading.llm.retrying import seconds_of
from goodoffices.reading.llm.schema import json_schema

from .server import Reply, answer, model_server
from .talks import ANSWER, report

GOOD = json.dumps(ANSWER)
BUSY = Reply('{"error": {"message": "slow down"}}', 429)
BROKEN = Reply("<html>oh", 500)


def refused(reader: LanguageModelReader) -> str:
    """What the reader says where it cannot read; it is one line."""
    with pytest.raises(ReadingError) as error:
        reader.read(report())
    assert "\n" not in str(error.value)
    assert str(error.value).startswith("talks.txt is not read: ")
    return str(error.value).removeprefix("talks.txt is not read: ")


def test_the_model_is_asked_by_its_name_for_an_answer_that_fits_the_schema(model, reader_of) -> None:
    model.says(ANSWER)
    reader_of(model).read(report())
    (request,) = model.requests
    assert (request["path"], request["model"], request["temperature"], request["stream"]) == (
        "/v1/chat/completions",
        "tiny",
        0,
        False,
    )
    assert request["response_format"]["json_schema"]["schema"] == json_schema()
    assert request["messages"][0]["role"] == "system"
    assert "<published>2031-05-06</published>" in model.texts()[0]
    assert model.keys == [None]


def test_the_schema_is_closed_and_complete() -> None:
    def objects(schema: Any) -> list[dict[str, Any]]:
        if isinstance(schema, list):
            return [o for part in schema for o in objects(part)]
        if not isinstance(schema, dict):
            return []
        here = [schema] if schema.get("type") == "object" else []
        return here + [o for part in schema.values() for o in objects(part)]

    found = objects(json_schema())
    assert len(found) == 5
    assert all(o["additionalProperties"] is False and o["required"] == list(o["properties"]) for o in found)


@pytest.mark.parametrize(
    "written",
    [
        GOOD,
        f"```json\n{GOOD}\n```",
        f"Here it is:\n```\n{json.dumps(ANSWER, indent=1)}\n```\nAnything else?",
        f"Here it is: {GOOD} Anything else?",
        f"<think>So {{what}} does he say?</think>\n{GOOD}",
        json.dumps(ANSWER | {"comment": "an extra field"}),
    ],
    ids=["plain", "fence", "words around a fence", "words around", "thoughts", "more than was asked for"],
)
def test_the_answer_is_found_in_what_the_model_writes(model, reader_of, written: str) -> None:
    model.says(written)
    assert len(reader_of(model).read(report()).statements) == 3
    assert len(model.requests) == 1


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("I cannot help with that.", "not JSON"),
        ("", "not JSON"),
        (GOOD[: len(GOOD) // 2], "not JSON"),
        ('{"foo": 1}', "does not fit the schema: statements: Field required"),
        ('{"statements": "none"}', "does not fit the schema: statements"),
        ('{"statements": [{"cue": {"text": "said"}}]}', "does not fit the schema: statements.0.cue"),
        ("[1, 2]", "holds no JSON object"),
        ("[" * 100_000 + "]" * 100_000, "nested"),
        ('{"statements": ' + "[" * 40 + "]" * 40 + "}", "nested deeper than 24 levels"),
        ('{"statements": [' + "9" * 5000 + "]}", "not JSON"),
    ],
    ids=["words", "nothing", "cut off", "other fields", "no list", "no text", "no object", "very deep", "deep", "huge number"],
)
def test_a_malformed_answer_is_asked_for_once_more_with_the_reason(model, reader_of, slept, written: str, reason: str) -> None:
    model.says(written, ANSWER)
    assert len(reader_of(model).read(report()).statements) == 3
    assert len(model.requests) == 2
    assert reason in model.texts()[1]
    assert model.requests[1]["messages"][:-2] == model.requests[0]["messages"]
    assert slept == []


def test_two_malformed_answers_are_enough(model, reader_of) -> None:
    model.says("no")
    assert refused(reader_of(model)).startswith("tiny did not answer as asked: it is not JSON")
    assert len(model.requests) == 2


def test_an_answer_that_is_cut_off_twice_says_so(model, reader_of) -> None:
    model.says(answer('{"statements": [', finish="length"))
    assert "was cut off: raise the server's context length" in refused(reader_of(model))


def test_a_server_that_refuses_the_schema_is_asked_for_json_and_then_for_text(model, reader_of) -> None:
    no = Reply('{"error": {"message": "response_format is not supported"}}', 400)
    reader = reader_of(model)
    model.says(no, ANSWER)
    reader.read(report())
    reader.read(report())
    assert model.formats == ["json_schema", "json_object", "json_object"]  # what it refused it is not asked for again
    model.says(no, f"```json\n{GOOD}\n```")
    reader.read(report())
    assert model.formats[3:] == ["json_object", None]


def test_a_server_that_refuses_the_temperature_is_asked_without(model, reader_of) -> None:
    model.says(Reply('{"error": {"message": "Unsupported value: temperature"}}', 400), ANSWER)
    reader_of(model).read(report())
    assert model.formats == ["json_schema", "json_schema"]
    assert "temperature" not in model.requests[1]


def test_a_server_that_refuses_everything_is_quoted(model, reader_of) -> None:
    model.says(Reply('{"error": {"message": "context length\\n exceeded \\u001b[31m"}}', 400))
    told = refused(reader_of(model))
    assert "refuses the request (context length" in told
    assert "\x1b" not in told
    assert model.formats == ["json_schema", "json_object", None]


@pytest.mark.parametrize(
    ("trouble", "seconds"),
    [([BROKEN], [1]), ([BROKEN, BROKEN, BUSY], [1, 2, 4]), ([Reply("", 429, {"Retry-After": "7"})], [7]), ([Reply("", 503)], [1])],
)
def test_trouble_that_passes_is_waited_out(model, reader_of, slept, trouble: list[Reply], seconds: list[float]) -> None:
    model.says(*trouble, ANSWER)
    assert len(reader_of(model).read(report()).statements) == 3
    assert slept == seconds


def test_trouble_that_does_not_pass_is_told_and_the_next_report_does_not_wait_for_it(model, reader_of, slept) -> None:
    model.says(BUSY)
    reader = reader_of(model)
    assert refused(reader) == f"{model.address} answers 429 (slow down): it has too much to do; try again later"
    assert (len(model.requests), len(slept)) == (4, 3)
    refused(reader)
    assert (len(model.requests), len(slept)) == (5, 3)
    model.says(ANSWER)
    reader.read(report())
    model.says(BROKEN, ANSWER)
    reader.read(report())
    assert len(slept) == 4


def test_a_server_that_asks_for_a_long_pause_is_left_alone(model, reader_of, slept) -> None:
    model.says(Reply("", 429, {"Retry-After": "3600"}))
    assert "answers 429" in refused(reader_of(model))
    assert (len(model.requests), slept) == (1, [])


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [("", None), ("5", 5), ("soon", None), (email.utils.formatdate(1090, usegmt=True), 90), (email.utils.formatdate(10), 0)],
)
def test_retry_after_is_seconds_or_a_date(asked: str, seconds: float | None) -> None:
    assert seconds_of({"retry-after": asked}, now=lambda: 1000) == seconds


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (Reply("", 401), "answers 401: check GOODOFFICES_LLM_KEY"),
        (Reply('{"error": "no model tiny"}', 404), "answers 404 (no model tiny): check --llm-url and --llm-model"),
        (Reply("", 418), "answers 418: check --llm-url, --llm-model and the server's log"),
        (Reply("<html>hello"), "does not answer as an OpenAI-compatible server does: check --llm-url"),
        (Reply("{}"), "does not answer as an OpenAI-compatible server does: check --llm-url"),
        (Reply('{"error": {"message": "no"}}'), "says 'no': check --llm-url"),
        (Reply("[" * 5000), "does not answer as an OpenAI-compatible server does: check --llm-url"),
    ],
)  # fmt: skip
def test_what_does_not_pass_is_told_at_once(model, reader_of, slept, reply: Reply, told: str) -> None:
    model.says(reply)
    assert refused(reader_of(model)) == f"{model.address} {told}"
    assert (len(model.requests), slept) == (1, [])


def test_a_redirect_is_not_followed(model, reader_of) -> None:
    with model_server() as other:
        other.says(ANSWER)
        model.says(Reply("", 307, {"Location": f"{other.address}/chat/completions"}))
        assert "redirects elsewhere, which is not followed" in refused(reader_of(model, key="sk-1"))
        assert other.requests == []


def test_a_server_that_hangs_is_asked_twice(model, reader_of) -> None:
    model.says(Reply(hangs=True))
    told = refused(reader_of(model, seconds=0.1))
    assert told.endswith("did not answer within 0.1 seconds: take a smaller model, or set GOODOFFICES_LLM_TIMEOUT")
    assert len(model.requests) == 2


def test_a_server_that_is_not_there(reader_of, slept) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
        reader = LanguageModelReader(Settings(model="tiny", address=address), sleep=slept.append)
        assert refused(reader) == f"{address} does not answer: is the server running? If it is elsewhere, set --llm-url"
        reader.close()
    assert len(slept) == 3


def test_a_huge_answer_is_not_taken(model, reader_of) -> None:
    model.says(Reply("x" * 3_000_000))
    assert "sends more than 1000000 bytes" in refused(reader_of(model, limits=Limits(bytes=1_000_000)))
    assert len(model.requests) == 1


def test_an_answer_with_too_many_entries_is_taken_in_part(model, reader_of) -> None:
    model.says(ANSWER | {"dates": [ANSWER["dates"][0]] * 1000})
    assert reader_of(model).read(report()).notes == ("llm: 600 entries too many",)


def test_halves_of_characters_do_no_harm(model, reader_of, tmp_path) -> None:
    model.says('{"statements": [{"cue": "\\ud800", "content": ["\\udfff"]}]}')
    assert reader_of(model, cache=tmp_path).read(report()).statements == ()


def test_a_content_in_parts_is_put_together(model, reader_of) -> None:
    parts = [{"type": "text", "text": GOOD[:50]}, {"type": "text", "text": GOOD[50:]}]
    model.says(Reply(json.dumps({"choices": [{"message": {"content": parts}}]})))
    reader = reader_of(model)
    assert len(reader.read(report()).statements) == 3
    assert "1 answer without a count of tokens" in reader.usage.line()


def test_a_proxy_of_the_environment_is_not_asked_for_a_server_on_this_machine(model, reader_of, monkeypatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    model.says(ANSWER)
    assert reader_of(model).read(report()).statements


def test_several_threads_share_one_reader(model, reader_of, tmp_path) -> None:
    model.says(ANSWER)
    reader = reader_of(model, cache=tmp_path)
    reports = [report(origin=f"{i}.txt") for i in range(30)]
    readings = list(read_all(reports, reader=reader, cores=8))
    assert [r.report.origin for r in readings] == [r.origin for r in reports]  # type: ignore[union-attr]
    assert reader.usage.requests + reader.usage.cached == 30
    assert reader.usage.requests == len(model.requests)
    assert reader.usage.prompt == 1000 * len(model.requests)


def test_usage_counts_in_all_threads(model, reader_of) -> None:
    usage = reader_of(model).usage
    start = threading.Barrier(8)

    def count(_: int) -> None:
        start.wait()
        for _ in range(500):
            usage.counted(1, 2)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(count, range(8)))
    assert (usage.prompt, usage.completion) == (4000, 8000)
