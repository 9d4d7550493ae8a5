import numpy as np
import pytest

from toonroom_training.guide import CHANNELS, guide_map
from toonroom_training.landmarks import EYES, RIGHT_EYE
from toonroom_training.proportions import Proportions, drawn_landmarks, exaggerate, fit_eye
from toonroom_training.warp import displacement_grid, sampling_map


def test_golden_files_are_what_the_code_makes(golden, landmarks):
    preset = Proportions(**golden["proportions"])
    drawn = exaggerate(landmarks, drawn_landmarks(landmarks, preset), golden["exaggeration"])
    np.testing.assert_allclose(drawn, golden["drawn"], atol=1e-3)
    grid = displacement_grid(landmarks, drawn)
    np.testing.assert_allclose(grid.ravel(), golden["displacement"], atol=1e-2)
    pixels = np.array(golden["guidePixels"])
    guide = guide_map(drawn)[:, pixels[:, 1], pixels[:, 0]].T
    np.testing.assert_allclose(guide, golden["guideValues"], atol=1e-3)


def test_drawn_eyes_are_wider_and_opener(landmarks):
    drawn = drawn_landmarks(landmarks, Proportions())
    for eye in EYES:
        own, toon = fit_eye(landmarks, eye), fit_eye(drawn, eye)
        assert toon.width == pytest.approx(own.width * 1.3, rel=0.02)
        assert toon.opening > own.opening


def test_proportions_follow_roll_and_scale(landmarks):
    turn = 1.2 * np.array([[0.8, -0.6], [0.6, 0.8]])
    turned_then_drawn = drawn_landmarks(landmarks @ turn.T + 7, Proportions())
    drawn_then_turned = drawn_landmarks(landmarks, Proportions()) @ turn.T + 7
    np.testing.assert_allclose(turned_then_drawn, drawn_then_turned, atol=1e-6)


def test_warp_without_change_is_the_identity(landmarks):
    assert np.abs(displacement_grid(landmarks, landmarks)).max() < 1e-6


def test_warp_is_the_identity_at_the_border(landmarks):
    drawn = exaggerate(landmarks, drawn_landmarks(landmarks, Proportions()), 1.3)
    grid = displacement_grid(landmarks, drawn)
    for edge in (grid[0], grid[-1], grid[:, 0], grid[:, -1]):
        assert not edge.any()


def test_warp_does_not_fold_at_full_exaggeration(landmarks):
    drawn = exaggerate(landmarks, drawn_landmarks(landmarks, Proportions()), 1.3)
    moved = sampling_map(displacement_grid(landmarks, drawn))
    along_x = 1 + np.diff(moved[..., 0], axis=1)[:-1]
    along_y = 1 + np.diff(moved[..., 1], axis=0)[:, :-1]
    cross = np.diff(moved[..., 0], axis=0)[:, :-1] * np.diff(moved[..., 1], axis=1)[:-1]
    assert (along_x * along_y - cross).min() > 0


def test_guide_sketches_the_eye(landmarks):
    guide = guide_map(landmarks)
    x, y = landmarks[RIGHT_EYE.iris[0]].astype(int)
    assert guide.shape == (len(CHANNELS), 512, 512)
    assert guide[CHANNELS.index("iris"), y, x] == 1
    assert guide[CHANNELS.index("eye tone"), y, x] < 0.1  # the pupil
    shape = fit_eye(landmarks, RIGHT_EYE)
    white = (shape.centre + shape.axis * shape.width * 0.38).astype(int)
    assert guide[CHANNELS.index("eye tone"), white[1], white[0]] > 0.4
    lid = landmarks[RIGHT_EYE.upper[4]].astype(int)
    assert guide[CHANNELS.index("lash"), lid[1] - 1, lid[0]] > 0.9
    assert not guide[:, 5, 5].any()
