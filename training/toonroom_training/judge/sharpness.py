"""How crisp the lines of a drawing are, comparable between drawings of one face at several sizes."""

import cv2
import numpy as np

STRONGEST = 0.02  # share of the pixels, at REFERENCE_PX, that count as line
REFERENCE_PX = 512


def line_sharpness(picture: np.ndarray, side_px: float) -> float:
    """Mean slope, unit of lightness per px, of the strongest edges of `picture` [H,W,3] unit RGB.

    `side_px` is the side that the whole crop has at this size. The length of an edge grows with the side, not with the
    area, so the share of pixels that counts falls as the side grows: the same length of line is measured at every size.
    A crisp line keeps its slope at every size; enlarged k times by blurring, it has 1/k of it.
    """
    grey = cv2.cvtColor(picture[..., :3].astype(np.float32), cv2.COLOR_RGB2GRAY)
    across = np.abs(grey[:-1, 1:] - grey[:-1, :-1])
    down = np.abs(grey[1:, :-1] - grey[:-1, :-1])
    slope = np.hypot(across, down).ravel()
    count = max(1, round(slope.size * STRONGEST * REFERENCE_PX / side_px))
    return float(np.partition(slope, -count)[-count:].mean())
