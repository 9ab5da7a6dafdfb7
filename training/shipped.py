"""The network that the package ships, back in PyTorch, so that training can go on where only the repository is at hand.

Matrices that were stored as 8-bit integers come back as those times their scales: what quantisation took is gone.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from goodoffices.reading.encoder.labels import POINTERS
from training.network import ReaderNetwork


def shipped(file: Path) -> dict[str, Tensor]:
    """The weights of a `reader.onnx` by the names of ReaderNetwork's; ValueError where it is not a network of this shape."""
    model = onnx.load(file)
    stored = {t.name: numpy_helper.to_array(t) for t in model.graph.initializer}
    about = {entry.key: json.loads(entry.value) for entry in model.metadata_props}
    own = {name.removeprefix("network."): array for name, array in stored.items() if name.startswith("network.")}
    own["encoder.pieces.weight"] = own.pop("encoder.pieces.table") * own.pop("encoder.pieces.scale")
    for node in model.graph.node:
        if "MatMul" in node.op_type and node.input[1].startswith("onnx::MatMul"):
            own[_parameter(node.name)] = _matrix(stored, node.input[1].removesuffix("_quantized")).T
    for pointer, by_distance in zip(POINTERS, about["by_distance"], strict=True):
        own[f"to_{pointer}.by_distance"] = np.array(by_distance)
    network = ReaderNetwork()
    for name, forbidden in (("transitions", network.forbidden), ("act_transitions", network.act_forbidden)):
        own[name] = np.array(about[name]) - forbidden.numpy()  # type: ignore[operator]
    weights = {k: torch.tensor(np.ascontiguousarray(v), dtype=torch.float32) for k, v in own.items()}
    expected = {k: v.shape for k, v in network.state_dict().items()}
    if expected != {k: v.shape for k, v in weights.items()}:
        other = sorted(k for k in expected.keys() | weights.keys() if k not in weights or expected.get(k) != weights[k].shape)
        raise ValueError(f"{file}: another network than ReaderNetwork, by {', '.join(other)}")
    return weights


def weights_of(file: Path) -> dict[str, Tensor]:
    """The weights in a file: a run's average.pt, or a shipped reader.onnx."""
    if file.suffix == ".onnx":
        return shipped(file)
    kept: dict[str, Tensor] = torch.load(file)
    return kept


def _parameter(node: str) -> str:
    """The parameter that a product of the exported graph multiplies by: "/to_cue/both/both.0/MatMul" is to_cue.both.0.weight."""
    parts = re.sub(r"/MatMul(_quant)?$", "", node).strip("/").split("/")
    named = [part for part, after in zip(parts, [*parts[1:], ""], strict=True) if not after.startswith(f"{part}.")]
    return ".".join([*named, "weight"])


def _matrix(stored: dict[str, np.ndarray], name: str) -> np.ndarray:
    if name in stored:
        return stored[name]
    shifted = stored[f"{name}_quantized"].astype(np.float32) - stored[f"{name}_zero_point"]
    restored: np.ndarray = shifted * stored[f"{name}_scale"]
    return restored
