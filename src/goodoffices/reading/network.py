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
from goodoffices.reading.labels import NAME_LABELS, POS_TAGS, ROLE_LABELS
from goodoffices.reading.pointing import Pointing
from goodoffices.reading.windows import Window, inputs, stitch, windows
from goodoffices.reading.words import Words, split_words

WEIGHTS = Path(__file__).parent / "weights"
BATCH = 1
"""Windows that run at once: one of them fits the processor's cache, several take a tenth longer each."""

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]


@dataclass(frozen=True)
class Scores:
    """What the network says of each word of a text.

    `roles` (words, labels of ROLE_LABELS) and `names` (words, labels of NAME_LABELS) are emissions; `tags` index POS_TAGS. The
    pointers lead from a content to its cue, from a cue to its source, and from a mention to an earlier one of the same entity.
    """

    roles: Floats
    names: Floats
    tags: Integers
    to_cue: Pointing
    to_source: Pointing
    to_antecedent: Pointing


class Network:
    """The encoder and its heads, loaded from a folder with `reader.onnx` and `tokenizer.json`.

    `version` is that of the weights; `transitions` are the scores of the linear chain over ROLE_LABELS, `by_distance`
    those of the three pointers; `calibration` is the line (slope, height) from a draft's log-odds to those of its being right.
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
        about = self.session.get_modelmeta().custom_metadata_map
        if json.loads(about["labels"]) != [list(ROLE_LABELS), list(NAME_LABELS), list(POS_TAGS)]:
            raise ReadingError(f"the weights in {folder} are of another version of the reader: train them anew with `make train`")
        self.version = about["version"]
        self.transitions = np.array(json.loads(about["transitions"]), dtype=np.float32)
        self.calibration: tuple[float, float] = tuple(json.loads(about["calibration"]))
        self.by_distance = np.array(json.loads(about["by_distance"]), dtype=np.float32)

    def words(self, text: str) -> Words:
        """The words of a text."""
        return split_words(text, self.tokenizer)

    def scores(self, words: Words) -> Scores:
        """The scores of all words, each read in the window that gives it most context."""
        spans = windows(words)
        rows = [row for i in range(0, len(spans), BATCH) for row in self._batch(words, spans[i : i + BATCH])]
        roles, names = (stitch(spans, [row[i] for row in rows]) for i in range(2))
        tags = np.concatenate([row[2][w.keep_from - w.start : w.keep_to - w.start] for w, row in zip(spans, rows, strict=True)])
        starts = tuple(w.start for w in spans)
        vectors = list(zip(*(row[3:] for row in rows), strict=True))
        pointers = (Pointing(starts, vectors[2 * i], vectors[2 * i + 1], self.by_distance[i]) for i in range(3))
        return Scores(roles, names, tags, *pointers)

    def _batch(self, words: Words, batch: list[Window]) -> list[list[NDArray[Any]]]:
        """For each window, the outputs of all heads over its words."""
        made = inputs(words, [(w.start, w.end) for w in batch])
        outputs = self.session.run(None, {"pieces": made.pieces, "features": made.features, "mask": made.mask, "first": made.first})
        return [[o[b, : w.end - w.start] for o in outputs] for b, w in enumerate(batch)]


@cache
def built_in(threads: int = 0) -> Network:
    """The network that ships with the package, loaded once."""
    return Network(threads=threads)
