import cv2
import numpy as np

from toonroom_training.judge.sharpness import line_sharpness


def _rings(side: int) -> np.ndarray:
    """Hard rings with edges of one px, as a painter draws them at this size."""
    y, x = np.mgrid[0:side, 0:side] + 0.5
    radius = np.hypot(x - side / 2, y - side / 2) * (512 / side)
    wave = (np.abs(radius % 40 - 20) - 10) * (side / 512)
    return np.repeat(np.clip(wave + 0.5, 0, 1)[..., None], 3, 2).astype(np.float32)


def test_lines_drawn_at_their_size_keep_their_sharpness():
    small, large = line_sharpness(_rings(256), 256), line_sharpness(_rings(1024), 1024)
    assert 0.9 < large / small < 1.1


def test_a_blurred_enlargement_loses_as_much_as_it_is_enlarged():
    small = _rings(256)
    enlarged = cv2.resize(small, (1024, 1024), interpolation=cv2.INTER_LINEAR)
    assert line_sharpness(enlarged, 1024) < 0.35 * line_sharpness(small, 256)
