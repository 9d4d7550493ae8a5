"""The fit moves numbers inside their windows, towards likeness."""

import numpy as np
import pytest
import sample
import torch
from torch import nn

from toonroom_training.artist.style import NUMBERS, load_style, style_tensor
from toonroom_training.judge import fit
from toonroom_training.judge.fit import (
    NEUTRAL,
    PROPORTION_WINDOW,
    WINDOWS,
    changed,
    fit_numbers,
    fit_proportions,
    models,
    prepared,
)


class Tones(nn.Module):
    """Stands in for a face network: light and shade of the face, coarse."""

    size_px, eyes = 32, ((0.3, 0.35), (0.7, 0.35))

    def forward(self, faces):
        return nn.functional.avg_pool2d(faces.mean(1, keepdim=True), 4).flatten(1)


@pytest.fixture(scope="module")
def people():
    return models([sample.plain()], {"tones": Tones()}, {})


def test_numbers_move_inside_their_windows_and_help(people):
    style = load_style("anime")
    found = fit_numbers(people, style, 1)
    authored = dict(zip(NUMBERS, style_tensor(style)[0].tolist(), strict=True))
    for name, value in found.items():
        number = NUMBERS[name]
        assert number.least <= value <= number.greatest
        assert abs(value - authored[name]) <= WINDOWS[name] * (number.greatest - number.least) + 1e-3
    (loss,) = prepared(people, style)
    with torch.no_grad():
        assert loss(style_tensor(changed(style, found, {}))) < loss(style_tensor(style))


def test_proportions_move_by_a_tenth_at_most(people, monkeypatch):
    monkeypatch.setattr(fit, "NEUTRAL", {name: NEUTRAL[name] for name in ("eyeWidth", "jaw")})
    style = load_style("anime")
    found = fit_proportions(people, style)
    own = style["proportions"]
    for name, value in found.items():
        assert abs(value - own[name]) <= PROPORTION_WINDOW * abs(own[name] - NEUTRAL[name]) + 1e-4
    assert np.isfinite(list(found.values())).all()


def test_values_beyond_the_schema_are_refused():
    with pytest.raises(ValueError, match=r"skin\.relief"):
        changed(load_style("anime"), {"skin.relief": 99}, {})
