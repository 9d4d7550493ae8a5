"""The key-point guide: nine soft channels that tell the generator where to draw what.

The app holds the same function (`src/domain/guide.ts`); golden files keep the two equal.
Every channel is a clamped ramp of a distance, so it carries sub-pixel positions.
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

CHANNELS = ("aperture", "iris x", "iris y", "upper lid", "brow", "lips", "mouth", "face", "nose")


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


def guide_map(landmarks: np.ndarray, size_px: int = 512, scale: float = 1.0) -> np.ndarray:
    """Guide [9,size,size] f32 unit for (drawn) landmarks [478,2]; `scale` is canvas px per landmark px."""
    points = np.asarray(landmarks, np.float64)
    canvas = _Canvas(size_px, scale)
    centres = [(points[e.upper[0]] + points[e.upper[-1]]) / 2 for e in EYES]
    unit = float(np.hypot(*(centres[1] - centres[0])))
    for eye in EYES:
        first, last = points[eye.upper[0]], points[eye.upper[-1]]
        width = float(np.hypot(*(last - first)))
        axis = (last - first) / max(width, 1e-6)
        outline = points[list(eye.upper + eye.lower[-2:0:-1])]
        canvas.area(0, outline, 0.12 * width)
        iris = points[list(eye.iris)]
        radius = max(float(np.mean(np.hypot(*(iris[1:] - iris[0]).T))), 1e-6)
        x, y, where = canvas.window(outline, 0.12 * width)
        near = canvas.data[0][where] > 0
        dx, dy = x - iris[0, 0], y - iris[0, 1]
        along, below = dx * axis[0] + dy * axis[1], dy * axis[0] - dx * axis[1]
        canvas.put(1, where, np.where(near, np.clip(0.5 + along / (4 * radius), 0, 1), 0))
        canvas.put(2, where, np.where(near, np.clip(0.5 + below / (4 * radius), 0, 1), 0))
        canvas.stroke(3, points[list(eye.upper)], 0.15 * width)
        canvas.area(4, points[list(eye.brow_upper + eye.brow_lower[::-1])], 0.10 * unit)
    canvas.area(5, points[list(LIPS_OUTER_UPPER + LIPS_OUTER_LOWER[-2:0:-1])], 0.06 * unit)
    canvas.area(6, points[list(LIPS_INNER_UPPER + LIPS_INNER_LOWER[-2:0:-1])], 0.05 * unit)
    canvas.area(7, points[list(FACE_OVAL)], 0.30 * unit)
    for stroke in NOSE_STROKES:
        canvas.stroke(8, points[list(stroke)], 0.08 * unit)
    return canvas.data
