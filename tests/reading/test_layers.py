"""The folders of the reader, each of which imports from those above it only."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import goodoffices.reading

READING = Path(goodoffices.reading.__file__).parent
LAYERS = ("encoder", "parties", "attribution", "bargaining", "dates")


@pytest.mark.parametrize("layer", LAYERS)
def test_a_folder_imports_from_those_above_it(layer: str) -> None:
    files = list((READING / layer).glob("*.py"))
    imported = {m for f in files for m in re.findall(r"from goodoffices\.reading\.?(\w*)", f.read_text())}
    assert len(files) > 1
    assert imported <= set(LAYERS[: LAYERS.index(layer) + 1])
