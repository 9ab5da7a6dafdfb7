"""The line from certainty to the share that is right."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("onnx", reason="training needs the extra `train`")

from training.calibration import fit


@pytest.mark.parametrize(("slope", "height"), [(1.0, 0.0), (2.0, 0.5), (0.5, -1.0)])
def test_the_line_that_made_the_outcomes_is_found(slope: float, height: float) -> None:
    rng = np.random.default_rng(1)
    certainty = rng.uniform(0.2, 0.98, 40_000)
    odds = np.log(certainty / (1 - certainty))
    right = (rng.random(certainty.size) < 1 / (1 + np.exp(-(slope * odds + height)))).astype(float)
    assert fit(certainty, right) == pytest.approx((slope, height), abs=0.08)
