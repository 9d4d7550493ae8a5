"""Brows: a soft tapered shape and the hairs along it."""

import numpy as np

from ...geometry.landmarks import EyeIndices
from ..raster import Canvas, curve, profile, ribbon
from .face import Face


def draw_brow(canvas: Canvas, face: Face, eye: EyeIndices, n: dict[str, float]) -> None:
    """Draws a tapered shape that starts softly at the nose, and hairs along it."""
    inner_first = slice(None) if eye.outward > 0 else slice(None, None, -1)
    upper, lower = face.points[list(eye.brow_upper)][inner_first], face.points[list(eye.brow_lower)][inner_first]
    thick = float(np.hypot(*(upper - lower).T).mean()) * n["browWidth"]
    middle = (upper + lower) / 2
    chord = middle[0] + np.linspace(0, 1, len(middle))[:, None] * (middle[-1] - middle[0])
    middle = chord + (middle - chord) * n["browArch"]
    middle[-1] += (middle[-1] - middle[-2]) * 0.2
    path = curve(middle, 8)
    tail = 1 - n["browTaper"]
    shape = np.array([0.62, 0.9, 1.0, 0.92, 0.55 + 0.3 * tail, 0.02 + 0.25 * tail])
    hairs = n["browHairs"]
    start, third = path[0], path[len(path) // 3]
    outline = ribbon(path, shape * thick)
    soft = max(n["browSoft"], 0.12 * hairs) * thick
    body = 1 - 0.5 * hairs
    canvas.fill("brow", outline, body * (1 - n["browFade"]), soft)
    canvas.fill("brow", outline, body, soft, fade=(start - (third - start) * 0.3, third))
    if hairs <= 0:
        return
    tangent = np.gradient(path, axis=0)
    tangent = tangent / (np.hypot(tangent[:, :1], tangent[:, 1:]) + 1e-9)
    normal = np.stack([tangent[:, 1], -tangent[:, 0]], 1)
    normal = normal * np.sign(-(normal @ face.down))[:, None]
    half = profile(shape, len(path)) * thick / 2
    for j in range(len(path) - 2):
        t = j / (len(path) - 1)
        for k in range(2):
            jitter = ((j * 5 + k * 3) % 7) / 3 - 1
            root = path[j] + normal[j] * half[j] * (0.75 * k - 0.8 + 0.22 * jitter)
            # Hairs turn from the nose outwards: upright at first, along the brow in its middle, downwards at its tail.
            rise = (0.95 - 0.55 * k) * (1 - t) - 0.55 * k * t + 0.12 * jitter
            sweep = tangent[j] * (0.55 + 0.45 * t) + normal[j] * rise
            tip = root + sweep / (np.hypot(*sweep) + 1e-9) * thick * (0.62 + 0.1 * ((j * 7 + k * 3) % 4)) * (
                1.05 - 0.45 * t
            )
            bent = (root + tip) / 2 + normal[j] * thick * 0.05
            width = np.array([0.35, 1.0, 0.7, 0.05]) * max(0.1 * thick, 0.6)
            canvas.line(
                "brow", np.array([root, bent, tip]), width, hairs * (0.8 - 0.5 * n["browFade"] * (1 - min(4 * t, 1)))
            )
