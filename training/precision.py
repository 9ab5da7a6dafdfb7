"""In which precision the network runs: bfloat16 where the processor computes in it; elsewhere it would cost many times as much."""

from __future__ import annotations

import torch


def at_best() -> torch.autocast:
    """A context in which products run in bfloat16 if this processor has instructions for it (AVX-512 BF16 or AMX)."""
    able = torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported()
    return torch.autocast("cpu", dtype=torch.bfloat16, enabled=able)
