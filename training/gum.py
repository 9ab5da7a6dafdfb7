"""GUM (CoNLL-U with entities and coreference) and CrossNER (BIO), as annotated texts."""

from __future__ import annotations

import re
import tarfile
from collections import defaultdict
from pathlib import Path

from training.polnear import AnnotatedText


def read_conllu(source: str) -> AnnotatedText:
    """The text of one document with its part-of-speech tags and coreference chains (of mentions named twice at least)."""
    text = ""
    gap = ""
    id_ = ""
    pos: list[tuple[int, int, str]] = []
    chains: dict[str, list[tuple[int, int]]] = defaultdict(list)
    open_mentions: list[tuple[str, int]] = []
    joined_until = joined_gap = 0
    for line in source.splitlines():
        if line.startswith("# newdoc id = "):
            id_ = line.removeprefix("# newdoc id = ")
        elif line.startswith("# newpar") and "block" not in line and text:
            gap = "\n\n"
        cells = line.split("\t")
        if len(cells) != 10 or "." in cells[0]:
            continue
        if "-" in cells[0]:  # a word of several tokens: they stand together
            joined_until = int(cells[0].partition("-")[2])
            joined_gap = "SpaceAfter=No" not in cells[9]
            continue
        text += gap
        start = len(text)
        text += cells[1]
        number = int(cells[0])
        spaced = joined_gap if number == joined_until else False if number < joined_until else "SpaceAfter=No" not in cells[9]
        joined_until = 0 if number >= joined_until else joined_until
        gap = " " if spaced else ""
        pos.append((start, len(text), cells[4]))
        found = re.search(r"Entity=([^|]*)", cells[9])
        for part in re.findall(r"\([^()]*\)?|[^()]+\)", found[1]) if found else ():
            if part.startswith("("):
                number_ = re.match(r"\((\d+)", part)
                key = number_[1] if number_ else ""
                if part.endswith(")"):
                    chains[key].append((start, len(text)))
                else:
                    open_mentions.append((key, start))
            else:
                key = re.match(r"\d+", part)[0]  # type: ignore[index]
                for i in reversed(range(len(open_mentions))):
                    if open_mentions[i][0] == key:
                        chains[key].append((open_mentions.pop(i)[1], len(text)))
                        break
    coref = [sorted(set(v)) for v in chains.values() if len(set(v)) > 1]
    return AnnotatedText(id_, text, [], {"pos": pos, "coref": coref})


def load_gum(archive: Path) -> list[AnnotatedText]:
    """All documents of the archive, in the order of their names."""
    with tarfile.open(archive) as tar:
        members = sorted((m for m in tar if m.name.endswith(".conllu")), key=lambda m: m.name)
        return [read_conllu(tar.extractfile(m).read().decode()) for m in members]  # type: ignore[union-attr]


def load_crossner(file: Path, sentences_a_text: int = 12) -> list[AnnotatedText]:
    """The sentences of one file, some of them to a text, with their names."""
    texts: list[AnnotatedText] = []
    for block in file.read_text().strip().split("\n\n"):
        if not texts or texts[-1].silver["sentences"] == sentences_a_text:
            texts.append(AnnotatedText(f"{file.stem}-{len(texts)}", "", [], {"entities": [], "sentences": 0}))
        annotated = texts[-1]
        entities = annotated.silver["entities"]
        if annotated.text:
            annotated.text += "\n\n"
        for line in block.splitlines():
            word, _, tag = line.partition("\t")
            if annotated.text and annotated.text[-1] not in "\n(“" and not re.fullmatch(r"[,.;:!?)”]|'s|’s", word):
                annotated.text += " "
            start = len(annotated.text)
            annotated.text += word
            if tag.startswith("B-"):
                entities.append([start, len(annotated.text), tag[2:]])
            elif tag.startswith("I-") and entities:
                entities[-1][1] = len(annotated.text)
        annotated.silver["sentences"] += 1
    return texts
