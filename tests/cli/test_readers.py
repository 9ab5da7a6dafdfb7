"""`--reader llm`, against a server on this machine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from goodoffices.model import Reading
from tests.reading.llm.server import Model, model_server

from .conftest import Run

ANSWER = {
    "parties": [{"name": "Ilse Brandt", "kind": "person"}],
    "statements": [
        {"id": "s1", "source": "Governor Ilse Brandt", "cue": "said", "speaker": "Ilse Brandt", "manner": "indirect",
         "content": ["The truce on the river will hold if the guards stay at home"], "confidence": 0.9},
        {"id": "s2", "source": "she", "cue": "told", "speaker": "Ilse Brandt", "manner": "direct",
         "content": ["“We have kept our word,”"], "confidence": 0.2},
    ],
}  # fmt: skip


@pytest.fixture
def model() -> Iterator[Model]:
    with model_server() as served:
        served.says(ANSWER)
        yield served


def llm(model: Model) -> tuple[str, ...]:
    return ("--reader", "llm", "--llm-url", model.address, "--llm-model", "tiny")


def test_a_language_model_reads_and_says_what_it_cost(run: Run, report: Path, model: Model, tmp_path: Path) -> None:
    cache = {"GOODOFFICES_CACHE": str(tmp_path / "cache")}
    done = run("read", str(report), "--json", *llm(model), "--llm-price", "1,10", **cache)
    assert done.returncode == 0
    reading = Reading.model_validate_json(done.stdout)
    assert (reading.reader.name, len(reading.statements), reading.notes) == ("llm:tiny", 2, ("llm: 1 span repaired",))
    assert done.stderr.startswith("goodoffices: tiny: 1 request, 0 cached, 1000 prompt and 100 completion tokens, ")
    assert done.stderr.endswith(" seconds, 0.0020 to pay\n")
    again = run("read", str(report), "--json", *llm(model), **cache)
    assert again.stdout == done.stdout
    assert again.stderr.startswith("goodoffices: tiny: 0 requests, 1 cached")
    run("read", str(report), *llm(model), "--no-cache", **cache)
    assert len(model.requests) == 2


def test_address_model_and_key_may_be_in_the_environment(run: Run, report: Path, model: Model, tmp_path: Path) -> None:
    done = run(
        "brief", str(report), "--reader", "llm", "--no-cache",
        GOODOFFICES_LLM_URL=model.address, GOODOFFICES_LLM_MODEL="tiny", GOODOFFICES_LLM_KEY="sk-1",
    )  # fmt: skip
    assert done.returncode == 0
    assert "Ilse Brandt" in done.stdout
    assert model.keys == ["Bearer sk-1"]
    assert "sk-1" not in done.stderr + done.stdout


def test_min_confidence_holds_for_any_reader(run: Run, report: Path, model: Model) -> None:
    done = run("read", str(report), "--json", *llm(model), "--no-cache", "--min-confidence", "0.5")
    assert len(json.loads(done.stdout)["statements"]) == 1


def test_where_the_text_is_sent_is_told(run: Run, report: Path) -> None:
    away = ("--reader", "llm", "--llm-url", "http://reader.invalid/v1", "--llm-model", "tiny", "--no-cache")
    done = run("read", "missing.txt", *away)  # there is nothing to send
    assert done.returncode == 2
    assert "the text of the reports is sent to reader.invalid, unencrypted" in done.stderr
    assert "is sent" not in run("read", "missing.txt", "--reader", "llm", "--llm-model", "tiny").stderr


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--reader", "llm"), "needs the name of a model: --llm-model NAME"),
        (("--llm-model", "tiny"), "only a language model takes --llm-model: add --reader llm"),
        (("--llm-url", "http://127.0.0.1/v1", "--no-cache"), "takes --llm-url and --no-cache: add --reader llm"),
        (("--reader", "llm", "--llm-model", "tiny", "--llm-url", "ftp://x"), "--llm-url is no address"),
        (("--reader", "llm", "--llm-model", "tiny", "--llm-price", "cheap"), "--llm-price 'cheap' is no price"),
    ],
)
@pytest.mark.parametrize("command", ["read", "brief"])
def test_what_does_not_go_together_is_one_line(run: Run, report: Path, command: str, options: tuple[str, ...], told: str) -> None:
    done = run(command, str(report), *options, GOODOFFICES_LLM_MODEL="")
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert told in done.stderr


def test_a_reader_that_is_not_known_is_refused(run: Run, report: Path) -> None:
    assert run("read", str(report), "--reader", "oracle").returncode == 2
