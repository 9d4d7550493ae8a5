import cv2
import numpy as np
import pytest
from scipy.interpolate import RBFInterpolator

from toonroom_training.geometry.landmarks import IBUG_68
from toonroom_training.geometry.pairing import (
    align,
    key_points,
    lay,
    prove,
    random_misalignment,
    recovery_error,
    sampling_field,
)
from toonroom_training.geometry.thin_plate import ThinPlateSpline


@pytest.mark.parametrize("smoothing", [0.0, 0.5, 20.0])
def test_spline_is_that_of_scipy(smoothing):
    rng = np.random.default_rng(1)
    points, values = rng.uniform(0, 512, (60, 2)), rng.normal(0, 20, (60, 2))
    at = rng.uniform(-20, 540, (200, 2))
    reference = RBFInterpolator(points, values, kernel="thin_plate_spline", smoothing=smoothing)
    np.testing.assert_allclose(ThinPlateSpline.fit(points, values, smoothing)(at), reference(at), atol=1e-6)


def test_points_on_a_line_are_refused():
    line = np.stack([np.arange(6.0), np.arange(6.0)], 1)
    with pytest.raises(np.linalg.LinAlgError):
        ThinPlateSpline.fit(line, line)


def test_key_points_are_68_different_ones(landmarks):
    assert len(set(IBUG_68)) == 68
    points = key_points(landmarks)
    assert points[36, 0] < points[39, 0] < points[42, 0] < points[45, 0]  # eyes, outer to outer
    assert points[27, 1] < points[30, 1] < points[51, 1] < points[57, 1] < points[8, 1]  # nose, lips, chin


@pytest.mark.parametrize("seed", range(5))
def test_known_misalignments_are_undone(landmarks, seed):
    assert recovery_error(landmarks, np.random.default_rng(seed)) <= 1.5


def test_aligned_points_need_no_move(landmarks):
    points = key_points(landmarks)
    y, x = np.mgrid[0:512, 0:512] + 0.5
    np.testing.assert_allclose(sampling_field(points, points, 512, 512), np.stack([x, y], 2), atol=1e-4)


def _dots(points: np.ndarray, size: int = 512) -> np.ndarray:
    y, x = np.mgrid[0:size, 0:size] + 0.5
    near = np.min([(x - a) ** 2 + (y - b) ** 2 for a, b in points], axis=0)
    return np.rint(np.repeat(np.exp(-near / 50)[..., None], 3, 2) * 255).astype(np.uint8)


def _brightness(picture: np.ndarray, points: np.ndarray) -> np.ndarray:
    x, y = points.astype(int).T
    return picture[y, x, 0]


def test_a_cartoon_of_another_size_falls_onto_its_photo(landmarks):
    points = key_points(landmarks)
    moved = points + random_misalignment(np.random.default_rng(3), 512)(points)
    cartoon = _dots(moved * 1.25, 640)
    aligned = align(cartoon, moved * 1.25, points, 512, 512)
    assert _brightness(aligned, points).min() > 0.8 * 255
    assert np.median(_brightness(_dots(moved), points)) < 0.5 * 255


def test_a_file_drawn_by_hand_is_laid_onto_a_portrait(tmp_path, landmarks):
    points = key_points(landmarks)
    moved = points + random_misalignment(np.random.default_rng(3), 512)(points)
    cv2.imwrite(str(tmp_path / "a.png"), _dots(moved))
    np.savez(tmp_path / "a.npz", points=moved)
    lay(tmp_path / "a.png", tmp_path / "a.npz", landmarks * 1.5, tmp_path / "laid.png")
    assert _brightness(cv2.imread(str(tmp_path / "laid.png")), points).min() > 0.8 * 255
    with pytest.raises(FileNotFoundError):
        lay(tmp_path / "none.png", tmp_path / "a.npz", landmarks, tmp_path / "laid.png")


def test_the_proof_runs_on_landmarks_alone(tmp_path, landmarks):
    np.savez(tmp_path / "faces.npz", xy=np.stack([landmarks * 1.5] * 3))
    assert prove(tmp_path / "faces.npz", 2).startswith("2 faces: mean error ")
