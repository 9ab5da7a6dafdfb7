"""The trained network, run by ONNX Runtime on the CPU: words in, scores of every head out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.errors import ReadingError
from goodoffices.reading.encoder.labels import ALL_LABELS, POINTERS
from goodoffices.reading.encoder.pointing import Pointing
from goodoffices.reading.encoder.windows import Window, inputs, stitch, windows
from goodoffices.reading.encoder.words import Words, split_words

WEIGHTS = Path(__file__).parents[1] / "weights"
BATCH = 1
"""Windows that run at once: one of them fits the processor's cache, several take a tenth longer each."""

EMISSIONS = ("roles", "names", "acts", "kinds", "measures", "strengths", "relations", "meanings")

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]


@dataclass(frozen=True)
class Scores:
    """What the network says of each word of a text.

    `roles`, `names`, `acts`, `kinds`, `measures`, `strengths` and `relations` (words, labels) are emissions over the label sets of
    those names, `meanings` (words, MEANING) vectors whose means over like spans are alike; `tags` index POS_TAGS. Where the
    pointers lead is said at POINTERS.
    """

    roles: Floats
    names: Floats
    acts: Floats
    kinds: Floats
    measures: Floats
    strengths: Floats
    relations: Floats
    meanings: Floats
    tags: Integers
    to_cue: Pointing
    to_source: Pointing
    to_antecedent: Pointing
    to_step: Pointing
    to_party: Pointing
    to_agent: Pointing
    to_side: Pointing
    to_named: Pointing


class Network:
    """The encoder and its heads, loaded from a folder with `reader.onnx` and `tokenizer.json`.

    `version` is that of the weights; `transitions` and `act_transitions` are the scores of the linear chains over ROLE_LABELS and
    ACT_LABELS, `by_distance` those of the pointers; `calibration` is the line (slope, height) from a draft's log-odds to those
    of its being right, `move_calibration` the same of moves. `links` are the weights by which a condition is linked to a step
    (Steps.features), `sure_link` the probability from which on it is.
    """

    def __init__(self, folder: Path = WEIGHTS, threads: int = 0):
        """Load the network; `threads` of 0 takes all cores. Raises ReadingError where the weights are not there."""
        import onnxruntime
        from tokenizers import Tokenizer

        if not (folder / "reader.onnx").is_file():
            raise ReadingError(f"no weights in {folder}: install the package again, or train them with `make train`")
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.encode_special_tokens = True  # "[MASK]" in a report is text
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        self.session = onnxruntime.InferenceSession(folder / "reader.onnx", options, providers=["CPUExecutionProvider"])
        self.outputs = [o.name for o in self.session.get_outputs()]
        about = self.session.get_modelmeta().custom_metadata_map
        if json.loads(about["labels"]) != ALL_LABELS:
            raise ReadingError(f"the weights in {folder} are of another version of the reader: train them anew with `make train`")
        self.version = about["version"]
        self.transitions = np.array(json.loads(about["transitions"]), dtype=np.float32)
        self.act_transitions = np.array(json.loads(about["act_transitions"]), dtype=np.float32)
        self.calibration: tuple[float, float] = tuple(json.loads(about["calibration"]))
        self.move_calibration: tuple[float, float] = tuple(json.loads(about["move_calibration"]))
        self.links: tuple[float, ...] = tuple(json.loads(about["links"]))
        self.sure_link = float(about["sure_link"])
        self.by_distance = np.array(json.loads(about["by_distance"]), dtype=np.float32)

    def words(self, text: str) -> Words:
        """The words of a text."""
        return split_words(text, self.tokenizer)

    def scores(self, words: Words) -> Scores:
        """The scores of all words, each read in the window that gives it most context."""
        spans = windows(words)
        rows = [row for i in range(0, len(spans), BATCH) for row in self._batch(words, spans[i : i + BATCH])]
        emissions = {k: stitch(spans, [row[k] for row in rows]) for k in EMISSIONS}
        kept = [slice(w.keep_from - w.start, w.keep_to - w.start) for w in spans]
        tags = np.concatenate([row["tags"][k] for k, row in zip(kept, rows, strict=True)])
        starts = tuple(w.start for w in spans)
        cue, source, antecedent, step, party, agent, side, named = (
            Pointing(starts, tuple(row[f"{p}_query"] for row in rows), tuple(row[f"{p}_key"] for row in rows), by_distance)
            for p, by_distance in zip(POINTERS, self.by_distance, strict=True)
        )
        return Scores(
            **emissions, tags=tags, to_cue=cue, to_source=source, to_antecedent=antecedent,
            to_step=step, to_party=party, to_agent=agent, to_side=side, to_named=named,
        )  # fmt: skip

    def _batch(self, words: Words, batch: list[Window]) -> list[dict[str, NDArray[Any]]]:
        """For each window, the outputs of all heads over its words."""
        made = inputs(words, [(w.start, w.end) for w in batch])
        outputs = self.session.run(None, {"pieces": made.pieces, "features": made.features, "mask": made.mask, "first": made.first})
        return [{k: o[b, : w.end - w.start] for k, o in zip(self.outputs, outputs, strict=True)} for b, w in enumerate(batch)]


@cache
def built_in(threads: int = 0) -> Network:
    """The network that ships with the package, loaded once."""
    return Network(threads=threads)
