"""The jaw's line."""

import numpy as np

from ...geometry.landmarks import FACE_OVAL, JAW
from ..raster import Canvas, curve, ribbon, smoothstep
from .face import Face, hull_distance


def draw_jaw(canvas: Canvas, face: Face, n: dict[str, float]) -> None:
    """Draws the jaw line from ear to ear: tapered, broken on the lit side, absent on the far side of a turned face."""
    if n["jaw"] <= 0:
        return
    path = curve(face.points[list(JAW)], 4)
    t = np.linspace(0, 1, len(path))
    weight = (0.5 + 0.5 * np.sin(np.pi * t) ** 2) * smoothstep(0.02, 0.14, t) * smoothstep(0.98, 0.86, t)
    lit = smoothstep(0.62, 0.1, t) * (0.35 + 0.65 * smoothstep(0.5, 0.2, np.abs(t - 0.3)))
    weight = weight * (1 - n["jawBreak"] * lit)
    inside = hull_distance(face.points[list(FACE_OVAL)], path[:, 0], path[:, 1]) / face.unit
    weight = weight * smoothstep(0.09, 0.04, inside)
    # On the far side of a turned face, the background's edge already marks the outline.
    right, left = (abs(float((face.points[i] - face.points[1]) @ face.across)) for i in (234, 454))
    near = smoothstep(0.5, 0.8, np.where(t < 0.5, right, left) / max(right, left))
    weight = weight * (near + (1 - near) * smoothstep(0.25, 0.08, np.abs(t - 0.5)))
    canvas.fill("jaw", ribbon(path, weight * n["jaw"] * face.pen))
