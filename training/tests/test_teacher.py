import numpy as np
import pytest

from toonroom_training.proportions import Proportions, drawn_landmarks
from toonroom_training.teacher import toon3d
from toonroom_training.teacher.portrait import prepare, skin_albedo
from toonroom_training.teacher.primitives import lab_colour, spread, to_lab
from toonroom_training.warp import displacement_grid, sampling_map


@pytest.fixture(scope="module")
def drawing(source):
    points = source.landmarks / 1.5
    drawn = drawn_landmarks(points, Proportions())
    displacement = sampling_map(displacement_grid(points, drawn), 768) * 1.5
    portrait = prepare(source, drawn * 1.5, displacement)
    return portrait, *toon3d.draw_portrait(portrait, seed=3)


def test_drawing_is_complete_and_in_range(drawing):
    _, picture, matte = drawing
    assert picture.shape == (768, 768, 3) and matte.shape == (768, 768)
    assert np.isfinite(picture).all() and picture.min() >= 0 and picture.max() <= 1


def test_same_seed_same_drawing(drawing):
    portrait, picture, _ = drawing
    np.testing.assert_array_equal(picture, toon3d.draw_portrait(portrait, seed=3)[0])


def test_matte_holds_the_head_and_not_the_scene(drawing):
    portrait, _, matte = drawing
    x, y = portrait.landmarks[1].astype(int)
    assert matte[y, x] > 0.9
    assert matte[20, 20] < 0.1 and matte[760, 384] < 0.1


def test_eyes_are_white_iris_and_pupil(drawing):
    portrait, picture, _ = drawing
    for eye in portrait.eyes:
        centre = picture[int(eye.iris_centre[1]), int(eye.iris_centre[0])]
        white = eye.centre + eye.axis * eye.outward * eye.width * 0.38
        assert picture[int(white[1]), int(white[0])].mean() > centre.mean() + 0.3


def test_albedo_is_the_skin_that_is_seen():
    skin = np.full((40, 40, 3), lab_colour(62, 14, 18), np.float32)
    albedo, seen = skin_albedo(to_lab(skin), np.ones((40, 40), bool))
    np.testing.assert_allclose(seen, [62, 14, 18], atol=0.5)
    assert abs(albedo[0] - seen[0]) < 0.5
    assert np.hypot(*(albedo[1:] - seen[1:])) < 3


def test_spread_fills_from_trusted_pixels_only():
    x = np.zeros((64, 64), np.float32)
    x[:, :32], x[:, 32:] = 0.8, 0.1
    mask = np.zeros((64, 64), np.float32)
    mask[:, :20] = 1
    assert spread(x, mask, 2)[32, 60] == pytest.approx(0.8, abs=0.02)
