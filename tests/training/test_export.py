"""The export: what is written leaner for ONNX Runtime computes the same as the network that was trained."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="the network is exported from PyTorch, which is not installed (the extra `train`)")
pytest.importorskip("safetensors", reason="the network starts from safetensors, which is not installed (the extra `train`)")
pytest.importorskip("onnx", reason="the network is exported with onnx, which is not installed (the extra `train`)")

import onnxruntime  # noqa: E402

from goodoffices.reading.encoder.labels import ALL_LABELS  # noqa: E402
from training import network as made_of  # noqa: E402
from training.export import OUTPUTS, AtWords, SmallEmbedding, attend, export  # noqa: E402
from training.network import WIDTH, Layer, ReaderNetwork  # noqa: E402

torch.set_num_threads(1)


def rows(*lengths: int) -> torch.Tensor:
    """A mask of texts of so many pieces."""
    return (torch.arange(max(lengths))[None] < torch.tensor(lengths)[:, None]).long()


@pytest.mark.parametrize("lengths", [[1], [7], [5, 5], [9, 4, 1], [40, 3]], ids=lambda x: "+".join(map(str, x)))
def test_the_lean_attention_is_the_layers(lengths: list[int]) -> None:
    mask = rows(*lengths)
    random = torch.Generator().manual_seed(sum(lengths))
    query, key, value = (2 * torch.randn(*mask.shape, WIDTH, generator=random) for _ in range(3))
    torch.testing.assert_close(attend(query, key, value, mask), Layer.attend(query, key, value, mask), rtol=0, atol=1e-5)


@pytest.mark.parametrize("function", [attend, Layer.attend], ids=["lean", "layer"])
def test_no_piece_takes_anything_from_beyond_the_text(function: object) -> None:
    assert callable(function)
    mask = rows(6, 4)
    query, key, value = torch.randn(3, 2, 6, WIDTH, generator=torch.Generator().manual_seed(1))
    other_key, other_value = key.clone(), value.clone()
    other_key[1, 4:], other_value[1, 4:] = 5.0, 1e3
    torch.testing.assert_close(function(query, other_key, other_value, mask), function(query, key, value, mask))


def test_an_embedding_in_8_bits_is_off_by_half_a_step_of_its_row_at_most() -> None:
    table = torch.randn(6, WIDTH, generator=torch.Generator().manual_seed(1)) * torch.tensor([1e-3, 0.1, 1, 10, 0, 1])[:, None]
    numbers = torch.tensor([[5, 0, 1], [2, 3, 4]])
    step = table.abs().amax(dim=1, keepdim=True) / 127
    assert ((SmallEmbedding(table)(numbers) - table[numbers]).abs() <= 0.501 * step[numbers]).all()


def test_the_file_computes_what_the_network_does_for_texts_of_any_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    for name, size in (("LAYERS", 1), ("VOCABULARY", 120), ("INNER", 32)):
        monkeypatch.setattr(made_of, name, size)
    torch.manual_seed(3)
    network = ReaderNetwork().eval()
    torch.nn.init.normal_(network.transitions)
    chain, pieces = network.chain().tolist(), network.encoder.pieces.weight.detach().clone()
    file = tmp_path / "reader.onnx"
    export(network, file, "7", quantise=False)
    mask = rows(12, 5, 9)
    given = {
        "pieces": torch.randint(120, mask.shape), "features": torch.randint(4, (*mask.shape, 3)),
        "mask": mask, "first": torch.randint(5, (3, 6)),
    }  # fmt: skip
    plain = ReaderNetwork().eval()
    plain.load_state_dict({**network.state_dict(), "encoder.pieces.weight": pieces}, strict=False)
    session = onnxruntime.InferenceSession(file, providers=["CPUExecutionProvider"])
    found = dict(zip(OUTPUTS, session.run(list(OUTPUTS), {k: v.numpy() for k, v in given.items()}), strict=True))
    with torch.no_grad():
        lean, full = AtWords(network, lean=True)(*given.values()), AtWords(plain)(*given.values())
    for name, same, near in zip(OUTPUTS, lean, full, strict=True):
        if name == "tags":
            assert found[name].tolist() == same.tolist()
            continue
        np.testing.assert_allclose(found[name], same.numpy(), atol=1e-4)
        np.testing.assert_allclose(found[name], near.numpy(), atol=0.05)
    about = session.get_modelmeta().custom_metadata_map
    assert about["version"] == "7"
    assert json.loads(about["labels"]) == ALL_LABELS
    assert json.loads(about["transitions"]) == pytest.approx(np.array(chain))
