"""The trained network as the ONNX file that the package ships: python -m training.export --help"""

from __future__ import annotations

import argparse
import copy
import json
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional as F

from goodoffices.reading.encoder.labels import ALL_LABELS, POINTERS
from training.network import HEADS, WIDTH, ReaderNetwork

EMISSIONS = ("roles", "names", "tags", "acts", "kinds", "measures", "strengths", "relations", "meanings")
OUTPUTS = (*EMISSIONS, *(f"{pointer}_{end}" for pointer in POINTERS for end in ("query", "key")))


def attend(query: Tensor, key: Tensor, value: Tensor, mask: Tensor) -> Tensor:
    """Layer.attend for ONNX Runtime: the mask as one more dimension of the keys, so that the product adds it at no cost."""
    batch, length, _ = query.shape
    q, k, v = (x.view(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2) for x in (query, key, value))
    bias = ((1.0 - mask.to(torch.float32)) * -1e4)[:, None, :, None].expand(-1, HEADS, -1, -1)
    q = torch.cat([q * (WIDTH // HEADS) ** -0.5, torch.ones_like(bias)], dim=-1)
    attended = (q @ torch.cat([k, bias], dim=-1).transpose(-1, -2)).softmax(dim=-1) @ v
    return attended.transpose(1, 2).reshape(batch, length, WIDTH)


class SmallEmbedding(nn.Module):
    """An embedding table as 8-bit integers with a scale a row (one scale for the whole table costs half a point of F1)."""

    def __init__(self, table: Tensor):
        super().__init__()
        scale = table.abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("scale", scale)
        self.register_buffer("table", (table / scale).round().to(torch.int8))

    def forward(self, numbers: Tensor) -> Tensor:
        return F.embedding(numbers, self.table).to(torch.float32) * F.embedding(numbers, self.scale)


class AtWords(nn.Module):
    """The network as it runs: the heads only at the first pieces of words, tags already chosen."""

    def __init__(self, network: ReaderNetwork, lean: bool = False):
        super().__init__()
        self.network = network
        if lean:
            for layer in network.encoder.layers:
                layer.attend = attend
            network.encoder.pieces = SmallEmbedding(network.encoder.pieces.weight.detach())

    def forward(self, pieces: Tensor, features: Tensor, mask: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        out = self.network.heads(self.network.at_words(pieces, features, mask, first))
        emissions = {k: getattr(out, k) for k in EMISSIONS} | {"tags": out.tags.argmax(dim=-1)}
        return (*emissions.values(), *(x for pointer in POINTERS for x in getattr(out, f"to_{pointer}")))


def _keeps_precision(node: str) -> bool:
    """Whether a matrix stays in single precision: the heads', and the one that meets the widest activations."""
    return "/encoder/" not in node or "layers.0/down" in node


def export(network: ReaderNetwork, file: Path, version: str, quantise: bool = True) -> None:
    """Write the network to `file`, most of the encoder as 8-bit integers with a scale a column.

    Activations are quantised as they come. Embeddings have a scale a row.
    """
    network = copy.deepcopy(network).eval()
    example = torch.ones(2, 16, dtype=torch.long)
    plain = file.with_suffix(".plain.onnx")
    torch.onnx.export(
        AtWords(network, lean=True).eval(), (example, torch.zeros(2, 16, 3, dtype=torch.long), example, example[:, :8]), plain,
        input_names=["pieces", "features", "mask", "first"], output_names=list(OUTPUTS), opset_version=17, dynamo=False,
        dynamic_axes={
            **{k: {0: "batch", 1: "length"} for k in ("pieces", "features", "mask")},
            **{k: {0: "batch", 1: "words"} for k in ("first", *OUTPUTS)},
        },
    )  # fmt: skip
    if quantise:
        quantize_dynamic(
            plain, file, per_channel=True, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul"],
            nodes_to_exclude=[n.name for n in onnx.load(plain).graph.node if n.op_type == "MatMul" and _keeps_precision(n.name)],
            extra_options={"MatMulConstBOnly": True},
        )  # fmt: skip
        plain.unlink()
    else:
        plain.rename(file)
    model = onnx.load(file)
    about = {
        "version": version,
        "transitions": json.dumps(network.chain().detach().tolist()),
        "calibration": json.dumps([1.0, 0.0]),
        "move_calibration": json.dumps([1.0, 0.0]),
        "links": json.dumps([-8.0, 2.0, 3.0, 2.0, 2.0, 4.0]),
        "sure_link": json.dumps(0.5),
        "act_transitions": json.dumps(network.act_chain().detach().tolist()),
        "by_distance": json.dumps([getattr(network, f"to_{pointer}").by_distance.tolist() for pointer in POINTERS]),
        "labels": json.dumps(ALL_LABELS),
    }
    onnx.helper.set_model_props(model, about)
    onnx.save(model, file)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True, help="average.pt of a training run")
    parser.add_argument("--minilm", type=Path, required=True, help="folder of the MiniLM tokenizer")
    parser.add_argument("--out", type=Path, required=True, help="folder for reader.onnx and tokenizer.json")
    parser.add_argument("--version", default="1")
    parser.add_argument("--plain", action="store_true", help="in single precision, to measure what quantisation costs")
    a = parser.parse_args()
    network = ReaderNetwork()
    network.load_state_dict(torch.load(a.weights))
    a.out.mkdir(parents=True, exist_ok=True)
    export(network, a.out / "reader.onnx", a.version, quantise=not a.plain)
    tokenizer = json.loads((a.minilm / "tokenizer.json").read_text())
    tokenizer["truncation"] = tokenizer["padding"] = None
    (a.out / "tokenizer.json").write_text(json.dumps(tokenizer, ensure_ascii=False))
    print(f"{a.out / 'reader.onnx'}: {(a.out / 'reader.onnx').stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
