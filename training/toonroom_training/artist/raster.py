"""Exact anti-aliased shapes in numpy, number for number as in the app's `packages/toonroom/src/domain/face/strokes/`.

Points are [n,2] f64 px of the picture, x right, y down, pixel centres at .5. A canvas covers a rectangle of it.
"""

from collections.abc import Callable

import numpy as np

Array = np.ndarray


def smoothstep(a: float, b: float, x):
    """0 at `a`, 1 at `b`, the cubic between them; either may be the larger one."""
    t = np.clip((x - a) / (b - a), 0, 1)
    return t * t * (3 - 2 * t)


def curve(points: Array, per_span: int = 6) -> Array:
    """A Catmull-Rom curve through the points, `per_span` samples from each to the next."""
    points = np.asarray(points, np.float64)
    before = np.vstack([2 * points[0] - points[1], points[:-2]])
    after = np.vstack([points[2:], 2 * points[-1] - points[-2]])
    start, end = points[:-1], points[1:]
    t = (np.arange(per_span) / per_span)[None, :, None]
    p0, p1, p2, p3 = (p[:, None] for p in (before, start, end, after))
    spans = 0.5 * (2 * p1 + (p2 - p0) * t + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t**2 + (3 * (p1 - p2) + p3 - p0) * t**3)
    return np.vstack([spans.reshape(-1, 2), points[-1:]])


def profile(values, count: int) -> Array:
    """`values`, spread evenly over 0..1, sampled at `count` evenly spaced positions."""
    values = np.atleast_1d(np.asarray(values, np.float64))
    return np.interp(np.linspace(0, 1, count), np.linspace(0, 1, len(values)), values)


def ribbon(path: Array, widths) -> Array:
    """The polygon of a stroke along `path`; its `widths` (px) are spread evenly along it."""
    width = profile(widths, len(path))
    tangent = np.gradient(path, axis=0)
    tangent = tangent / (np.hypot(tangent[:, :1], tangent[:, 1:]) + 1e-9)
    side = np.stack([-tangent[:, 1], tangent[:, 0]], 1) * width[:, None] / 2
    return np.vstack([path + side, (path - side)[::-1]])


def coverage(points: Array, width: int, height: int) -> Array:
    """[height,width] f32: the exact share of each pixel inside a polygon.

    The polygon's edges are cut at pixel borders; each piece adds the area to its right, and a running sum along each
    row turns these areas into coverage.
    """
    start = np.asarray(points, np.float64)
    way = np.roll(start, -1, 0) - start
    count = len(start)

    def crossings(axis: int) -> tuple[Array, Array]:
        first, last = start[:, axis], start[:, axis] + way[:, axis]
        low = np.floor(np.minimum(first, last)) + 1
        number = np.maximum(np.ceil(np.maximum(first, last)) - low, 0).astype(int)
        edge = np.repeat(np.arange(count), number)
        line = np.arange(number.sum()) - np.repeat(np.cumsum(number) - number, number) + low[edge]
        return edge, (line - first[edge]) / way[edge, axis]

    (edge_x, t_x), (edge_y, t_y) = crossings(0), crossings(1)
    each = np.arange(count)
    edge = np.concatenate([each, edge_x, edge_y, each])
    t = np.concatenate([np.zeros(count), t_x, t_y, np.ones(count)])
    order = np.lexsort((t, edge))
    edge, t = edge[order], t[order]
    x, y = start[edge, 0] + t * way[edge, 0], start[edge, 1] + t * way[edge, 1]
    same = edge[1:] == edge[:-1]
    rise = (y[1:] - y[:-1])[same]
    middle_x = np.clip((x[1:] + x[:-1])[same] / 2, 0, width)
    row = np.floor((y[1:] + y[:-1])[same] / 2).astype(int)
    inside = (row >= 0) & (row < height)
    rise, middle_x, row = rise[inside], middle_x[inside], row[inside]
    column = np.floor(middle_x).astype(int)
    share = middle_x - column
    cells = row * (width + 2) + column
    size = height * (width + 2)
    area = np.bincount(cells, rise * (1 - share), size) + np.bincount(cells + 1, rise * share, size)
    total = np.cumsum(area.reshape(height, width + 2), 1)[:, :width]
    return np.minimum(np.abs(total), 1).astype(np.float32)


def gaussian(plane: Array, sigma_px: float) -> Array:
    """A Gaussian blur with zeros beyond the border, cut off at 2.5 sigma."""
    radius = int(np.ceil(2.5 * sigma_px))
    kernel = np.exp(-0.5 * (np.arange(-radius, radius + 1) / sigma_px) ** 2)
    kernel = (kernel / kernel.sum()).astype(np.float32)
    for axis in (0, 1):
        padding = [(radius, radius) if a == axis else (0, 0) for a in (0, 1)]
        padded = np.pad(plane, padding)
        size = plane.shape[axis]
        plane = sum(k * np.take(padded, range(i, i + size), axis) for i, k in enumerate(kernel))
    return plane


class Canvas:
    """Named planes over the pixels left..right, top..bottom of a picture."""

    def __init__(self, names: tuple[str, ...], left: int, top: int, width: int, height: int):
        self.names, self.left, self.top, self.width, self.height = names, left, top, width, height
        self.data = np.zeros((len(names), height, width), np.float32)

    def plane(self, name: str) -> Array:
        return self.data[self.names.index(name)]

    def _box(self, low: Array, high: Array, pad: int) -> tuple[int, int, int, int] | None:
        """Columns and rows of the canvas that a shape between `low` and `high` can touch, with `pad` px around it."""
        left = int(max(np.floor(low[0]) - self.left - pad, -pad))
        top = int(max(np.floor(low[1]) - self.top - pad, -pad))
        right = int(min(np.ceil(high[0]) - self.left + pad, self.width + pad))
        bottom = int(min(np.ceil(high[1]) - self.top + pad, self.height + pad))
        return None if left >= right or top >= bottom else (left, top, right, bottom)

    def shape(self, points: Array, soft_px: float = 0.0) -> tuple[Array, tuple[slice, slice]] | None:
        """Coverage of a polygon with an edge blurred by `soft_px`, and where on the canvas it lies."""
        soft = soft_px if soft_px >= 0.3 else 0.0
        pad = int(np.ceil(2.5 * soft))
        box = self._box(points.min(0), points.max(0), pad)
        if box is None:
            return None
        left, top, right, bottom = box
        mask = coverage(points - [self.left + left, self.top + top], right - left, bottom - top)
        if soft:
            mask = gaussian(mask, soft)
        x0, y0, x1, y1 = max(left, 0), max(top, 0), min(right, self.width), min(bottom, self.height)
        if x0 >= x1 or y0 >= y1:
            return None
        return mask[y0 - top : y1 - top, x0 - left : x1 - left], (slice(y0, y1), slice(x0, x1))

    def fill(self, name: str, points: Array, opacity: float = 1.0, soft_px: float = 0.0, within: str = "", fade=None):
        """Adds a polygon to a plane, over what is already there.

        `within` names a plane that clips it; `fade` is (point, point): transparent at the first, full at the second.
        """
        if opacity <= 0:
            return
        found = self.shape(points, soft_px)
        if found is None:
            return
        mask, where = found
        if within:
            mask = mask * self.plane(within)[where]
        if fade is not None:
            start, way = fade[0], fade[1] - fade[0]
            x = self.left + 0.5 + np.arange(where[1].start, where[1].stop)[None, :] - start[0]
            y = self.top + 0.5 + np.arange(where[0].start, where[0].stop)[:, None] - start[1]
            mask = mask * smoothstep(0, 1, (x * way[0] + y * way[1]) / (way @ way))
        self.lay(name, where, mask * opacity)

    def line(
        self, name: str, points: Array, widths, opacity: float = 1.0, soft_px: float = 0.0, within: str = "", fade=None
    ):
        """Adds a tapered stroke along the curve through `points`."""
        if opacity > 0:
            self.fill(name, ribbon(curve(points), widths), opacity, soft_px, within, fade)

    def spot(self, name: str, centre: Array, axis: Array, radii, soft: float, opacity: float = 1.0, within: str = ""):
        """Adds an ellipse that fades from 1 at (1 − soft) to 0 at (1 + soft) of its radii (px)."""
        if opacity <= 0:
            return
        reach = max(radii) * (1 + soft) + 1

        def value(x: Array, y: Array) -> Array:
            dx, dy = x - centre[0], y - centre[1]
            u, v = (dx * axis[0] + dy * axis[1]) / radii[0], (dy * axis[0] - dx * axis[1]) / radii[1]
            edge = max(soft, 0.75 / min(radii))
            return smoothstep(1 + edge, 1 - edge, np.sqrt(u * u + v * v))

        found = self.field(centre, reach, value)
        if found is not None:
            mask, where = found
            self.lay(name, where, mask * opacity * (self.plane(within)[where] if within else 1))

    def field(self, centre: Array, reach: float, value: Callable[[Array, Array], Array]):
        """`value` at the pixels up to `reach` px from `centre`, and where on the canvas they lie; None if nowhere."""
        box = self._box(centre - reach, centre + reach, 0)
        if box is None:
            return None
        left, top, right, bottom = box
        x = (self.left + left + 0.5 + np.arange(right - left))[None, :]
        y = (self.top + top + 0.5 + np.arange(bottom - top))[:, None]
        return value(x, y), (slice(top, bottom), slice(left, right))

    def lay(self, name: str, where: tuple[slice, slice], mask: Array) -> None:
        """Adds coverage: `mask` of the part that is not covered yet."""
        view = self.plane(name)[where]
        view += (1 - view) * mask.astype(np.float32)
