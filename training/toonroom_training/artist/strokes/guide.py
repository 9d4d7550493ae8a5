"""Draws all features into one guide, only within the box of the face."""

import numpy as np

from ...geometry.landmarks import EYES, JAW
from ..raster import Array, Canvas
from .brow import draw_brow
from .eye import draw_eye
from .face import Face, read_face
from .iris import fit_irises
from .jaw import draw_jaw
from .mouth import draw_mouth
from .nose import draw_nose
from .numbers import CHANNELS, NUMBERS


def draw(landmarks: Array, numbers: dict[str, float], side: int, window: tuple[int, int, int, int] | None = None):
    """Guide [G,gh,gw] f32 0..1, and the position (row, column) of its corner in the window.

    `landmarks` [478,2] are the drawn ones in the crop's 512 units; `side` is the crop's side in px; `window` (x0, y0,
    x1, y1) px of that side is the tile, by default the whole crop. Without a face in the tile the guide is [G,16,16] of
    zeros at (0, 0).
    """
    n = {**{name: number.default for name, number in NUMBERS.items()}, **numbers}
    x0, y0, x1, y1 = window or (0, 0, side, side)
    face = read_face(landmarks, side)
    left, top, right, bottom = _box(face)
    left, top, right, bottom = max(left, x0), max(top, y0), min(right, x1), min(bottom, y1)
    if left >= right or top >= bottom:
        return np.zeros((len(CHANNELS), 16, 16), np.float32), (0, 0)
    canvas = Canvas(CHANNELS, left, top, right - left, bottom - top)
    irises = fit_irises(face, n)
    for shape, iris in zip(face.eyes, irises, strict=True):
        draw_eye(canvas, face, shape, iris, n)
    for eye in EYES:
        draw_brow(canvas, face, eye, n)
    draw_nose(canvas, face, n)
    draw_mouth(canvas, face, n)
    draw_jaw(canvas, face, n)
    return canvas.data, (top - y0, left - x0)


def _box(face: Face) -> tuple[int, int, int, int]:
    brows = [i for eye in EYES for i in eye.brow_upper]
    points = face.points[list(JAW) + brows]
    margin = 0.2 * face.unit
    low, high = np.floor(points.min(0) - margin).astype(int), np.ceil(points.max(0) + margin).astype(int)
    return int(low[0]), int(low[1]), int(high[0]), int(high[1])
