"""PolNeAR: brat's stand-off annotations, the archives, and the other typography."""

from __future__ import annotations

import io
import json
import lzma
import tarfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.reading.encoder.quotes import quotation_marks
from training.polnear import AnnotatedText, Attribution, Spans, joined, load_polnear, quotation_variants, read_brat

TEXT = "“We will talk,” the envoy\nsaid, “soon.” Rebels denied it."
BRAT = """T1\tSource 16 25\tthe envoy
T2\tCue 26 30\tsaid
T3\tContent 0 15\t“We will talk,”
T4\tContent 32 39\t“soon.”
T5\tSource 40 46\tRebels
T6\tCue 47 53\tdenied
E1\tCue:T2 Source:T1 Content:T3 Content2:T4
E2\tCue:T6 Source:T5
E3\tSource:T5 Content:T4
A1\tNested E1
R1\tSame Arg1:T1 Arg2:T5
a line without cells
#1\tAnnotatorNotes T1\tsure
"""


def words(spans: Spans, text: str = TEXT) -> list[str]:
    return [text[s:e] for s, e in spans]


def test_an_attribution_has_its_source_cue_and_contents() -> None:
    (found,) = read_brat(BRAT, TEXT)
    assert words(found.source) == ["the envoy"]
    assert words(found.cue) == ["said"]
    assert words(found.content) == ["“We will talk,”", "“soon.”"]


@pytest.mark.parametrize(
    ("line", "source"),
    [
        pytest.param("T1\tSource 16 19;20 25\tthe envoy", ["the envoy"], id="pieces parted by a space are one span"),
        pytest.param("T1\tSource 16 19;30 31\tthe ,", ["the", ","], id="pieces parted by words are not"),
        pytest.param("T1\tSource 15 26\t the envoy ", ["the envoy"], id="white space at the ends is cut"),
        pytest.param("T9\tSource 16 25\tthe envoy", [], id="a source that is not there"),
    ],
)
def test_the_pieces_of_a_part(line: str, source: list[str]) -> None:
    annotation = f"{line}\nT2\tCue 26 30\tsaid\nT3\tContent 0 15\t...\nE1\tCue:T2 Source:T1 Content:T3"
    (found,) = read_brat(annotation, TEXT)
    assert words(found.source) == source


@pytest.mark.parametrize("event", ["Cue:T2", "Content:T3", "Source:T1 Content:T3", ""])
def test_without_a_cue_or_a_content_there_is_no_attribution(event: str) -> None:
    assert read_brat(f"{BRAT.partition('E1')[0]}E9\t{event}", TEXT) == []


@pytest.mark.parametrize(
    ("spans", "text", "expected"),
    [
        pytest.param([], "ab", [], id="nothing"),
        pytest.param([(3, 5), (0, 2)], "ab,cd", [(0, 2), (3, 5)], id="put in order"),
        pytest.param([(0, 2), (4, 6)], "ab\n\ncd", [(0, 6)], id="parted by white space"),
        pytest.param([(0, 4), (1, 2)], "abcd", [(0, 4)], id="one inside the other"),
        pytest.param([(0, 3), (2, 4)], "abcd", [(0, 4)], id="overlapping"),
        pytest.param([(2, 4)], "ab  cd", [], id="white space only"),
    ],
)
def test_spans_are_joined_over_white_space(spans: Spans, text: str, expected: Spans) -> None:
    assert joined(spans, text) == expected


@settings(deadline=None, max_examples=100)
@given(st.text(alphabet="ab \n", min_size=1, max_size=20), st.data())
def test_joined_spans_cover_the_same_words_with_text_between_them(text: str, data: st.DataObject) -> None:
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda x: (min(x), max(x)))
    spans = data.draw(st.lists(ends, max_size=5))
    out = joined(spans, text)
    before = {i for s, e in spans for i in range(s, e) if text[i].strip()}
    assert {i for s, e in out for i in range(s, e) if text[i].strip()} == before
    assert all(text[s:e] == text[s:e].strip() != "" for s, e in out)
    assert all(text[out[i][1] : out[i + 1][0]].strip() for i in range(len(out) - 1))


def add(archive: tarfile.TarFile, name: str, text: str) -> None:
    member = tarfile.TarInfo(name)
    member.size = len(text.encode())
    archive.addfile(member, io.BytesIO(text.encode()))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two reports of a "train" and one of a "dev" split, one of them annotated twice."""
    with tarfile.open(tmp_path / "polnear-train-dev.tar.xz", "w:xz") as archive:
        for name in ("b_paper_2020", "a_paper_2020"):
            add(archive, f"polnear/data/train/text/{name}.txt", TEXT)
            add(archive, f"polnear/data/train/ann/{name}_ann1.ann", BRAT)
        add(archive, "polnear/data/train/ann/b_paper_2020_ann2.ann", "")
        add(archive, "polnear/data/dev/text/c_paper_2020.txt", TEXT)
        add(archive, "polnear/data/dev/ann/c_paper_2020_ann1.ann", BRAT)
        add(archive, "polnear/README", "none of the data")
    with lzma.open(tmp_path / "corenlp-train.jsonl.xz", "wt", encoding="utf-8") as lines:
        lines.write(json.dumps({"id": "b_paper_2020", "entities": [[40, 46, "MISC"]]}) + "\n")
    return tmp_path


def test_a_split_has_each_annotation_with_its_text_and_layers(folder: Path) -> None:
    found = load_polnear(folder, "train")
    assert [(t.id, len(t.attributions)) for t in found] == [("a_paper_2020", 1), ("b_paper_2020", 0), ("b_paper_2020", 1)]
    assert {t.text for t in found} == {TEXT}
    assert [t.silver.get("entities") for t in found] == [None, [[40, 46, "MISC"]], [[40, 46, "MISC"]]]


@pytest.mark.parametrize(
    ("text", "other"),
    [
        pytest.param("“It’s ‘no’,” he said.", "\"It's 'no',\" he said.", id="straight for curly"),
        pytest.param("\"It's 'no',\" he said.", "“It’s ‘no’,” he said.", id="curly for straight"),
        pytest.param("the rebels' word", "the rebels’ word", id="apostrophes too"),
        pytest.param("a 5\" pipe", "a 5\" pipe", id="inches stay"),
        pytest.param("«Oui», he said.", "«Oui», he said.", id="guillemets stay"),
    ],
)  # fmt: skip
def test_the_other_typography(text: str, other: str) -> None:
    assert [t.text for t in quotation_variants(AnnotatedText("x", text, []))] == [text, other]


@settings(deadline=None, max_examples=100)
@given(st.text(alphabet="ab ,.\n\"'"))
def test_the_other_typography_keeps_offsets_and_goes_back(text: str) -> None:
    annotated = AnnotatedText("x", text, [Attribution(cue=[(0, 1)])])
    same, other = quotation_variants(annotated)
    assert (same.text, other.attributions) == (text, annotated.attributions)
    assert len(other.text) == len(text)
    assert all(other.text[i] in "“”‘’" for i in quotation_marks(text))
    assert other.text.translate(str.maketrans("“”‘’", "\"\"''")) == text


def test_the_corpus_itself() -> None:
    shared = Path(__file__).parents[2].parent / "shared" / "polnear"
    if not (shared / "polnear-train-dev.tar.xz").is_file():
        pytest.skip(f"PolNeAR is not in {shared}")
    found = load_polnear(shared, "dev")
    assert len({t.id for t in found}) == 84
    assert all(0 <= s < e <= len(t.text) for t in found for a in t.attributions for s, e in (*a.source, *a.cue, *a.content))
    assert all(t.text[s:e].strip() == t.text[s:e] != "" for t in found for a in t.attributions for s, e in a.content)
    assert {"pos", "entities", "coref"} <= set(found[0].silver)
