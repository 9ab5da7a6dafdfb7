"""A report and a model's answer in, a reading out: what is in the text, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from goodoffices.model import Manner, Measure, MoveKind, PartyKind, Reading, Relation, Report, Strength
from goodoffices.reading.llm.assembly import Assembly
from goodoffices.reading.llm.chunks import Chunk, chunks
from goodoffices.reading.llm.prompt import EXAMPLES, VERSION
from goodoffices.reading.llm.schema import Answer

from .talks import ANSWER, TEXT, changed, report


def reading_of(answer: dict[str, Any], text: str = TEXT) -> Reading:
    assembly = Assembly(report(text))
    assembly.add(Chunk(0, 0, len(text)), Answer.model_validate(answer))
    from goodoffices.model import ReaderName

    return assembly.reading(ReaderName(name="llm:tiny", version=VERSION))


def test_a_good_answer_becomes_a_reading(model, reader_of) -> None:
    model.says(ANSWER)
    reading = reader_of(model).read(report())
    names = {p.id: p.name for p in reading.parties}
    assert (reading.reader.name, reading.reader.version, reading.notes) == ("llm:tiny", VERSION, ())
    assert list(names.values()) == ["Upland Front", "Tarin Belo", "Radio Osk", "Ana Petrel"]
    assert names[reading.parties[1].speaks_for or ""] == "Upland Front"
    assert [
        (s.id, s.source and s.source.text, s.cue and s.cue.text, [c.text for c in s.content], names[s.speaker or ""],
         [names[v] for v in s.via], s.manner, s.confidence)
        for s in reading.statements
    ] == [
        ("s1", "its spokesman, Tarin Belo,", "told", ["The Upland Front would reopen the Meril road if the garrison left Osk"],
         "Tarin Belo", ["Radio Osk"], Manner.INDIRECT, 0.9),
        ("s2", "he", "said", ["“We ask for no more,”", "“and for no less.”"], "Tarin Belo", [], Manner.DIRECT, 0.8),
        ("s3", "Minister Ana Petrel", "called", ["the offer “a trap with bread in it”"], "Ana Petrel", [], Manner.MIXED, 0.5),
    ]  # fmt: skip
    offer, demand = reading.moves
    assert (offer.id, offer.kind, names[offer.party], names[offer.agent]) == ("m1", MoveKind.OFFER, "Upland Front", "Upland Front")
    assert (offer.step.text, offer.condition and offer.condition.text) == ("reopen the Meril road", "the garrison left Osk")
    assert (offer.relation, offer.strength, offer.measure) == (Relation.IF, Strength.FIRM, Measure.HUMANITARIAN_ACCESS)
    assert (offer.place, offer.statement, offer.confidence) == ("Meril", "s1", 0.7)
    assert (demand.kind, names[demand.agent], demand.step.text) == (MoveKind.DEMAND, "Upland Front", "release forty-two prisoners")
    assert [(d.text, d.date, d.of) for d in reading.dates] == [("on Monday", "2031-05-05", "s1")]


def test_words_that_come_more_than_once_are_those_nearest_to_the_content() -> None:
    text = "He said no. Then he waited for an hour in the cold of the yard. “We are tired,” he said."
    said = {"id": "s1", "source": "he", "cue": "said", "content": ["“We are tired,”"], "speaker": None}
    (statement,) = reading_of({"statements": [said]}, text).statements
    assert statement.source is not None
    assert statement.cue is not None
    assert (statement.source.start, statement.cue.start) == (text.rindex("he said"), text.rindex("said"))


def test_the_same_words_said_twice_are_two_statements() -> None:
    text = "“No,” said Ana Petrel. “No,” said Tarin Belo."
    said = [{"id": i, "source": who, "cue": "said", "content": ["“No,”"], "speaker": who} for i, who in
            (("s1", "Ana Petrel"), ("s2", "Tarin Belo"))]  # fmt: skip
    first, second = reading_of({"statements": said}, text).statements
    assert (first.content[0].start, second.content[0].start) == (0, text.rindex("“No"))


@pytest.mark.parametrize(
    ("path", "value", "note"),
    [
        ("statements.0.content", ['"The Upland Front will never reopen it"'], "llm: 1 span refused, 1 statement left out"),
        ("statements.1.content", ['"We ask for no more,"', '"and for no less."'], "llm: 2 spans repaired"),
        ("statements.1.content", ['"We ask for no more,"', '"and peace."'], "llm: 1 span repaired, 1 refused"),
        ("statements.1.cue", "shouted", "llm: 1 span refused"),
        ("statements.0.source", "", None),
        ("statements.0.content", [], "llm: 1 statement left out"),
        ("moves.0.step", "open the harbour", "llm: 1 span refused, 1 move left out"),
        ("moves.0.step", None, "llm: 1 move left out"),
        ("moves.1.place", "Atlantis", "llm: 1 span refused"),
        ("moves.0.kind", "Promise", None),
        ("moves.0.kind", "wish", "llm: 1 move left out, 1 value not known"),
        ("moves.0.measure", "road works", "llm: 1 value not known"),
        ("moves.0.measure", "Humanitarian_Access", None),
        ("parties.0.kind", "Rebel group", None),
        ("parties.0.kind", "club", "llm: 1 value not known"),
        ("parties.2.name", "Radio Atlantis", "llm: 1 span refused"),
        ("parties.0.aliases", ["UFO"], "llm: 1 span refused"),
        ("dates.0.date", "next week", "llm: 1 date left out"),
        ("dates.0.date", "2031-02-30", "llm: 1 date left out"),
        ("dates.0.text", "on Sunday", "llm: 1 span refused"),
    ],
)  # fmt: skip
def test_what_is_not_taken_as_it_is_is_counted(path: str, value: Any, note: str | None) -> None:
    assert reading_of(changed(path, value)).notes == ((note,) if note else ())


def test_an_invented_statement_is_left_out_and_the_others_stay() -> None:
    reading = reading_of(changed("statements.0.content", ["The Upland Front surrenders"]))
    assert [s.content[0].text for s in reading.statements] == ["“We ask for no more,”", "the offer “a trap with bread in it”"]
    assert reading.moves[0].statement is None


@pytest.mark.parametrize(("path", "value"), [("moves.0.condition", "the garrison left the moon"), ("moves.0.condition", None)])
def test_a_conditional_move_without_its_condition_is_left_out_lest_it_seem_unconditional(path: str, value: Any) -> None:
    reading = reading_of(changed(path, value))
    assert [m.kind for m in reading.moves] == [MoveKind.DEMAND]
    assert "1 move left out" in reading.notes[0]


def test_a_relation_that_is_not_known_is_if() -> None:
    reading = reading_of(changed("moves.0.relation", "in the event of"))
    assert (reading.moves[0].relation, reading.notes) == (Relation.IF, ("llm: 1 value not known",))


def test_an_offer_without_agent_is_the_partys_own_and_a_demand_without_one_is_left_out() -> None:
    assert reading_of(changed("moves.0.agent", None)).moves[0].agent == "p1"
    assert len(reading_of(changed("moves.1.agent", None)).moves) == 1


def test_a_party_whose_name_is_not_in_the_text_gets_its_source_as_its_name() -> None:
    answer = changed("statements.0.speaker", "Belo, Tarin")
    answer["parties"][1]["name"] = "Belo, Tarin"
    answer["statements"][1]["speaker"] = "Belo, Tarin"
    reading = reading_of(answer)
    speaker = reading.party(reading.statements[0].speaker or "")
    assert (speaker.name, speaker.kind) == ("its spokesman, Tarin Belo,", PartyKind.PERSON)
    assert reading.statements[1].speaker == speaker.id


def test_two_who_speak_for_each_other_do_not() -> None:
    reading = reading_of(changed("parties.0.speaks_for", "Tarin Belo"))
    assert [p.speaks_for for p in reading.parties[:2]] == ["p2", None]


@pytest.mark.parametrize(
    ("given", "taken"),
    [(0.25, 0.25), (1, 1.0), ("0.75", 0.75), (None, 0.5), (7, 0.5), (-1, 0.5), ("high", 0.5), (float("nan"), 0.5), ([], 0.5)],
)
def test_confidence_is_the_models_own_if_it_is_one(given: Any, taken: float) -> None:
    assert reading_of(changed("statements.0.confidence", given)).statements[0].confidence == taken


def test_two_chunks_are_one_reading(model, reader_of) -> None:
    text = "Ana Petrel said the road was shut.\n\n" + "“It will reopen,” Petrel said."
    first = {
        "parties": [{"name": "Ana Petrel", "kind": "person", "aliases": ["Petrel"]}],
        "statements": [
            {"id": "s1", "source": "Ana Petrel", "cue": "said", "content": ["the road was shut"], "speaker": "Ana Petrel"}
        ],
    }
    second = {
        "parties": [{"name": "Petrel", "kind": "person"}],
        "statements": [
            {"id": "s1", "source": "Ana Petrel", "cue": "said", "content": ["the road was shut"], "speaker": "Petrel"},
            {"id": "s2", "source": "Petrel", "cue": "said", "content": ["“It will reopen,”"], "speaker": "Petrel"},
        ],
        "moves": [{"id": "m1", "kind": "offer", "party": "Petrel", "step": "reopen", "statement": "s2"}],
    }  # fmt: skip
    model.says(first, second)
    reading = reader_of(model, size=40).read(report(text))
    assert len(model.requests) == 2
    assert "<before>Ana Petrel said the road was shut.</before>" in model.texts()[1]
    assert [(p.id, p.name) for p in reading.parties] == [("p1", "Ana Petrel")]
    assert [(s.id, s.content[0].text, s.speaker) for s in reading.statements] == [
        ("s1", "the road was shut", "p1"),
        ("s2", "“It will reopen,”", "p1"),
    ]
    assert [(m.id, m.statement) for m in reading.moves] == [("m1", "s2")]


def test_a_report_without_words_is_not_sent(model, reader_of) -> None:
    reading = reader_of(model).read(Report.of(" \n\n "))
    assert (model.requests, reading.statements) == ([], ())
    assert "no statements found" in reading.notes[0]


def test_any_language_is_read(model, reader_of) -> None:
    text = "Die Straße bleibt gesperrt, sagte Ana Petrel am Montag."
    said = {"id": "s1", "source": "Ana Petrel", "cue": "sagte", "content": ["Die Strasse bleibt gesperrt"], "speaker": "Ana Petrel"}
    model.says({"statements": [said]})
    reading = reader_of(model).read(Report.of(text, language="de"))
    assert reading.statements[0].content[0].text == "Die Straße bleibt gesperrt"


@pytest.mark.parametrize("number", range(len(EXAMPLES)))
def test_the_examples_of_the_prompt_are_answered_without_fault(number: int) -> None:
    asked, answer = EXAMPLES[number]
    start = asked.index("<text>\n") + len("<text>\n")
    end = asked.index("\n</text>")
    assembly = Assembly(Report.of(asked))
    assembly.add(Chunk(asked.index("<before>") + 8, start, end), Answer.model_validate(answer))
    assert assembly.tally.note() is None
    assert len(assembly.statements) == len(answer["statements"])  # type: ignore[arg-type]
    assert len(assembly.moves) == len(answer["moves"])  # type: ignore[arg-type]


def test_chunks_hold_all_words_and_none_is_too_large() -> None:
    text = "\n\n".join(f"Paragraph {i}. " + "word " * (i * 7 % 90) for i in range(60)) + "\n\n" + "x" * 1000
    found = chunks(text, 300)
    assert "".join("".join(text[c.start : c.end].split()) for c in found) == "".join(text.split())
    assert all(c.end - c.start <= 300 and c.context <= c.start for c in found)
    assert found[0].context == found[0].start
    assert text[found[1].context :].startswith("Paragraph")
