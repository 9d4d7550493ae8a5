import numpy as np
import pytest

from toonroom_training.artist import form, strokes
from toonroom_training.artist.raster import coverage
from toonroom_training.geometry.golden import samples
from toonroom_training.geometry.landmarks import EYES, RIGHT_EYE
from toonroom_training.geometry.proportions import Proportions, drawn_landmarks, exaggerate, fit_eye
from toonroom_training.geometry.warp import displacement_grid, sampling_map


def test_golden_files_are_what_the_code_makes(golden, landmarks):
    preset = Proportions(**golden["proportions"])
    drawn = exaggerate(landmarks, drawn_landmarks(landmarks, preset), golden["exaggeration"])
    np.testing.assert_allclose(drawn, golden["drawn"], atol=1e-3)
    grid = displacement_grid(landmarks, drawn)
    np.testing.assert_allclose(grid.ravel(), golden["displacement"], atol=1e-2)
    case = golden["strokes"]
    guide, at = strokes.draw(drawn, case["numbers"], case["side"], tuple(case["window"]))
    assert (list(guide.shape), list(at)) == (case["shape"], case["at"])
    np.testing.assert_allclose(samples(guide), case["samples"], atol=1e-3)
    shape = form.draw(drawn, np.array(golden["depth"]), golden["form"]["side"])
    np.testing.assert_allclose(samples(shape), golden["form"]["samples"], atol=1e-3)


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


def test_taper_points_the_chin(landmarks):
    round_face = drawn_landmarks(landmarks, Proportions())
    pointed = drawn_landmarks(landmarks, Proportions(taper=0.2))
    left, right = (round_face[i, 0] - pointed[i, 0] for i in (150, 379))
    assert left < -3 < 3 < right
    np.testing.assert_allclose(pointed[10], round_face[10])


def test_coverage_is_exact():
    triangle = np.array([[1.25, 0.5], [6.0, 1.75], [2.5, 5.125]])
    (ax, ay), (bx, by), (cx, cy) = triangle
    area = abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2
    assert coverage(triangle, 8, 8).sum() == pytest.approx(area, rel=1e-5)
    square = coverage(np.array([[-3, -3], [2.5, -3], [2.5, 9], [-3, 9]]), 4, 4)
    np.testing.assert_allclose(square, np.tile([1, 1, 0.5, 0], (4, 1)))


def test_strokes_draw_the_eye(landmarks):
    guide, (top, left) = strokes.draw(landmarks, {}, 512)
    iris = landmarks[RIGHT_EYE.iris[0]]
    shape = fit_eye(landmarks, RIGHT_EYE)

    def at(channel: str, point: np.ndarray) -> float:
        x, y = np.floor(point).astype(int)
        return guide[strokes.CHANNELS.index(channel), y - top, x - left]

    assert at("iris", iris) > 0.95
    assert at("pupil", iris) > 0.95
    white = shape.centre + shape.axis * shape.width * 0.38
    assert at("white", white) > 0.9 > 0.1 > at("iris", white)
    lid = shape.lid(shape.upper, np.array([0.3]))[0] + shape.up * 1.5
    assert at("lid", lid) > 0.9
    assert guide.min() >= 0
    assert guide.max() <= 1 + 1e-6


def test_strokes_of_a_tile_are_those_of_the_whole(landmarks):
    whole, (top, left) = strokes.draw(landmarks, {}, 512)
    tile, (row, column) = strokes.draw(landmarks, {}, 512, (180, 200, 300, 310))
    y, x = row + 200 - top, column + 180 - left
    np.testing.assert_allclose(tile, whole[:, y : y + tile.shape[1], x : x + tile.shape[2]], atol=1e-5)


def test_without_a_face_the_guide_is_empty(landmarks):
    guide, at = strokes.draw(landmarks, {}, 512, (0, 0, 40, 40))
    assert (guide.shape, at) == ((len(strokes.CHANNELS), 16, 16), (0, 0))
    assert not guide.any()
