import numpy as np
import pytest
import torch

from toonroom_training.judge.evaluate import by_thirds, drift, likeness, markdown, others, skin_shift


def test_likeness_tells_people_apart():
    photos = torch.eye(3)
    told = likeness(torch.eye(3) + 0.1, photos)
    assert told["found"] == 1 and told["lowest"] > 0.9
    assert likeness(torch.eye(3)[[1, 0, 2]], photos)["found"] == pytest.approx(1 / 3, abs=1e-3)
    assert others(photos) == 0


def test_skin_is_compared_where_it_is_seen():
    everywhere, nowhere = np.ones((40, 40), bool), np.zeros((40, 40), bool)
    dark, light = np.full((40, 40, 3), 0.3, np.float32), np.full((40, 40, 3), 0.6, np.float32)
    told = skin_shift(dark, everywhere, light, everywhere)
    assert told["lightening"] == pytest.approx(told["deltaE"], abs=0.1) and told["lightening"] > 20
    assert skin_shift(dark, everywhere, light, nowhere)["deltaE"] == 0


def test_thirds_go_from_dark_to_light():
    rows = [{"deltaE": float(k), "lightening": float(-k), "lightness": 90.0 - k} for k in range(9)]
    told = by_thirds(rows)
    assert told["darkest"]["deltaE"] == 7 and told["lightest"]["deltaE"] == 1
    assert told["darkest"]["mostLightening"] == -6


def test_drift_is_told_in_eye_distances(landmarks):
    rng = np.random.default_rng(0)
    picture = np.repeat(rng.random((64, 64, 1), np.float32), 3, 2).repeat(8, 0).repeat(8, 1)
    assert drift(picture, picture, landmarks) == 0
    moved = np.roll(picture, 6, axis=1)
    eyes = np.abs(landmarks[473] - landmarks[468])[0]
    assert drift(picture, moved, landmarks) == pytest.approx(6 / eyes, rel=0.15)


def test_the_table_has_a_row_a_style():
    skin = {
        third: {"deltaE": 5.0, "lightening": 1.0, "mostLightening": 2.0} for third in ("darkest", "middle", "lightest")
    }
    face = {"mean": 0.61, "lowest": 0.5, "found": 1.0}
    table = markdown(
        {"comic": {"likeness": {"faceres": face, "dlibCentred": face}, "skin": skin, "drift": 0.01}, "others": {}}
    )
    assert "| comic | 0.61 | 100% | 0.61 | 5, 5, 5 | +1.0 (+2.0) | 0.010 |" in table
    assert "others" not in table
