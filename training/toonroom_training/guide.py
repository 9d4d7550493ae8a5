"""The key-point guide: nine soft channels that tell the generator where to draw what.

The app holds the same function (`src/domain/guide.ts`); golden files keep the two equal.
Most channels are clamped ramps of a distance, so they carry sub-pixel positions; the eyes are sketched in tones,
because a small network learns to colour a sketch much sooner than to construct one.
"""

import numpy as np

from .landmarks import (
    EYES,
    FACE_OVAL,
    LIPS_INNER_LOWER,
    LIPS_INNER_UPPER,
    LIPS_OUTER_LOWER,
    LIPS_OUTER_UPPER,
    NOSE_STROKES,
)
from .proportions import CLOSED_OPENING, EyeShape, fit_eye

CHANNELS = ("aperture", "iris", "eye tone", "lash", "brow", "lips", "mouth", "face", "nose")
LASH_THICKNESS = 0.073  # in eye distances


def _segment_distance(x, y, points: np.ndarray, closed: bool) -> np.ndarray:
    """Distance from each (x, y) to a polyline [n,2]."""
    ends = np.roll(points, -1, 0) if closed else points[1:]
    best = np.full(np.broadcast(x, y).shape, np.inf)
    for (ax, ay), (bx, by) in zip(points, ends, strict=False):
        dx, dy = bx - ax, by - ay
        length2 = dx * dx + dy * dy
        t = np.clip(((x - ax) * dx + (y - ay) * dy) / max(length2, 1e-12), 0, 1)
        best = np.minimum(best, (x - ax - t * dx) ** 2 + (y - ay - t * dy) ** 2)
    return np.sqrt(best)


def _inside(x, y, polygon: np.ndarray) -> np.ndarray:
    """Even-odd rule."""
    inside = np.zeros(np.broadcast(x, y).shape, bool)
    for (ax, ay), (bx, by) in zip(polygon, np.roll(polygon, -1, 0), strict=True):
        crosses = (ay > y) != (by > y)
        with np.errstate(divide="ignore", invalid="ignore"):
            inside ^= crosses & (x < (bx - ax) * (y - ay) / (by - ay) + ax)
    return inside


class _Canvas:
    def __init__(self, size_px: int, scale: float):
        self.data = np.zeros((len(CHANNELS), size_px, size_px), np.float32)
        self.size_px = size_px
        self.scale = scale  # canvas px per landmark px

    def window(self, points: np.ndarray, margin: float):
        """Pixel-centre coordinates (in landmark px) of the box around `points`, and its slices."""
        lo = np.floor((points.min(0) - margin) * self.scale).astype(int).clip(0, self.size_px)
        hi = np.ceil((points.max(0) + margin) * self.scale).astype(int).clip(0, self.size_px)
        x = (np.arange(lo[0], hi[0]) + 0.5) / self.scale
        y = (np.arange(lo[1], hi[1]) + 0.5) / self.scale
        return x[None, :], y[:, None], (slice(lo[1], hi[1]), slice(lo[0], hi[0]))

    def put(self, channel: int, where, value: np.ndarray) -> None:
        view = self.data[channel][where]
        np.maximum(view, value, out=view)

    def area(self, channel: int, polygon: np.ndarray, ramp_px: float) -> None:
        """½ on the outline, 1 from ramp/2 inside, 0 from ramp/2 outside."""
        x, y, where = self.window(polygon, ramp_px)
        distance = _segment_distance(x, y, polygon, True)
        signed = np.where(_inside(x, y, polygon), distance, -distance)
        self.put(channel, where, np.clip(0.5 + signed / ramp_px, 0, 1))

    def stroke(self, channel: int, polyline: np.ndarray, reach_px: float) -> None:
        """1 on the line, 0 from reach on."""
        x, y, where = self.window(polyline, reach_px)
        distance = _segment_distance(x, y, polyline, False)
        self.put(channel, where, np.clip(1 - distance / reach_px, 0, 1))


def _unit_step(a: float, b: float, x: np.ndarray) -> np.ndarray:
    t = np.clip((x - a) / (b - a), 0, 1)
    return t * t * (3 - 2 * t)


def _edge(inside_px: np.ndarray) -> np.ndarray:
    """Anti-aliased coverage from a signed distance in px."""
    return np.clip(0.5 + inside_px, 0, 1)


def _eye_tone(shape: EyeShape, across: np.ndarray, dx, dy, depth: np.ndarray) -> np.ndarray:
    """How light a drawn eye is: white, iris, pupil, the lid's shadow, two catch-lights.

    `dx`, `dy` are px from the iris' centre; `depth` is the way from the upper lid to the lower one, 0 to 1.
    """
    radius = max(shape.iris_radius, 1e-6)
    distance = np.hypot(dx, dy)
    r = distance / radius
    v = (dx * shape.up[0] + dy * shape.up[1]) / radius
    white = 0.92 - 0.30 * np.minimum(1, (distance / (0.62 * shape.width)) ** 2)
    iris = 0.42 - 0.20 * _unit_step(-0.25, 0.95, v)
    iris = iris + (0.75 - iris) * 0.9 * _unit_step(-0.15, -1, v) * _unit_step(1.05, 0.35, r)
    iris = iris * (1 - 0.7 * _unit_step(0.80, 0.97, r)) * (1 - 0.92 * _unit_step(0.52, 0.45, r))
    tone = white + (iris - white) * _edge(radius - distance)
    tone = tone * (1 - 0.45 * (1 - _unit_step(0.05, 0.35, depth)))
    for aside, above, size, strength in ((-0.34, 0.40, 0.24, 0.97), (0.36, -0.50, 0.125, 0.75)):
        light = across * aside * radius + shape.up * above * radius
        spot = _edge(size * radius - np.hypot(dx - light[0], dy - light[1])) * strength
        tone = tone + (1 - tone) * spot
    return tone


def _draw_eye(canvas: _Canvas, shape: EyeShape, across: np.ndarray, unit: float) -> None:
    """Iris, tonal sketch and lash line of one eye."""
    reach = np.array([[-0.55, -0.55], [0.55, 0.55]]) * shape.width
    x, y, where = canvas.window(shape.centre + reach, 0)
    half = shape.width / 2
    dx, dy = x - shape.centre[0], y - shape.centre[1]
    along = (dx * shape.axis[0] + dy * shape.axis[1]) / half
    height = (dx * shape.up[0] + dy * shape.up[1]) / half
    base = np.maximum(1 - along * along, 0)
    upper, lower = (base * (f[0] + f[1] * along + f[2] * along * along) for f in (shape.upper, shape.lower))
    is_open = shape.opening >= CLOSED_OPENING
    if is_open:
        inside = _edge(np.minimum(upper - height, height - lower) * half) * (base > 0)
        ix, iy = x - shape.iris_centre[0], y - shape.iris_centre[1]
        canvas.put(1, where, inside * _edge(shape.iris_radius - np.hypot(ix, iy)))
        depth = (upper - height) / (2 * shape.opening)
        canvas.put(2, where, inside * _eye_tone(shape, across, ix, iy, depth))
    outwards = along * shape.outward
    thickness = unit * LASH_THICKNESS * (0.35 + 0.75 * _unit_step(-1, 0.2, outwards))
    thickness = thickness * (1 - 0.55 * _unit_step(0.75, 1, outwards))
    above = (height - (upper if is_open else 0.8 * lower)) * half
    lash = _edge(thickness / 2 - np.abs(above - 0.18 * thickness)) * (base > 0)
    canvas.put(3, where, lash)


def guide_map(landmarks: np.ndarray, size_px: int = 512, scale: float = 1.0) -> np.ndarray:
    """Guide [9,size,size] f32 unit for (drawn) landmarks [478,2]; `scale` is canvas px per landmark px."""
    points = np.asarray(landmarks, np.float64)
    canvas = _Canvas(size_px, scale)
    shapes = [fit_eye(points, eye) for eye in EYES]
    between = shapes[1].centre - shapes[0].centre
    unit = float(np.hypot(*between))
    for eye, shape in zip(EYES, shapes, strict=True):
        canvas.area(0, points[list(eye.upper + eye.lower[-2:0:-1])], 0.12 * shape.width)
        _draw_eye(canvas, shape, between / unit, unit)
        canvas.area(4, points[list(eye.brow_upper + eye.brow_lower[::-1])], 0.10 * unit)
    canvas.area(5, points[list(LIPS_OUTER_UPPER + LIPS_OUTER_LOWER[-2:0:-1])], 0.06 * unit)
    canvas.area(6, points[list(LIPS_INNER_UPPER + LIPS_INNER_LOWER[-2:0:-1])], 0.05 * unit)
    canvas.area(7, points[list(FACE_OVAL)], 0.30 * unit)
    for stroke in NOSE_STROKES:
        canvas.stroke(8, points[list(stroke)], 0.08 * unit)
    return canvas.data
