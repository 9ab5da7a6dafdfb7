"""The way back from the shipped file to the network: what was exported comes back, but for what quantisation took."""

from __future__ import annotations

from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="training goes on in PyTorch, which is not installed (the extra `train`)")
pytest.importorskip("safetensors", reason="the network starts from safetensors, which is not installed (the extra `train`)")
pytest.importorskip("onnx", reason="the network is exported with onnx, which is not installed (the extra `train`)")

from training import network as made_of  # noqa: E402
from training.export import export  # noqa: E402
from training.network import ReaderNetwork  # noqa: E402
from training.shipped import shipped, weights_of  # noqa: E402


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> ReaderNetwork:
    for name, size in (("LAYERS", 2), ("VOCABULARY", 120), ("INNER", 32)):
        monkeypatch.setattr(made_of, name, size)
    torch.manual_seed(4)
    network = ReaderNetwork().eval()
    for parameter in network.parameters():
        torch.nn.init.normal_(parameter)
    return network


@pytest.mark.parametrize("quantise", [False, True], ids=["plain", "quantised"])
def test_every_weight_comes_back(network: ReaderNetwork, tmp_path: Path, quantise: bool) -> None:
    file = tmp_path / "reader.onnx"
    export(network, file, "7", quantise=quantise)
    found = weights_of(file)
    for name, weight in network.state_dict().items():
        stored_small = name == "encoder.pieces.weight" or (quantise and weight.ndim == 2 and ".layers." in name)
        rounded = 0.04 if stored_small else 1e-3 if name.endswith("transitions") else 1e-6
        torch.testing.assert_close(found[name], weight, rtol=0, atol=rounded, msg=name)


def test_a_network_of_another_shape_is_refused(network: ReaderNetwork, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export(network, tmp_path / "reader.onnx", "7", quantise=False)
    monkeypatch.setattr(made_of, "INNER", 48)
    with pytest.raises(ValueError, match=r"another network than ReaderNetwork, by .*layers\.0\.down\.weight"):
        shipped(tmp_path / "reader.onnx")
