"""Cartoon proportions: where each landmark of a real face goes in a drawn one.

The app holds the same function (`src/domain/proportions.ts`); golden files keep the two equal.
"""

from dataclasses import dataclass

import numpy as np

from .landmarks import CHIN, EYES, LIPS, MIDLINE, NOSE, NOSE_BASE, EyeIndices

CLOSED_OPENING = 0.10  # below this an eye counts as closed


@dataclass(frozen=True)
class Proportions:
    """A style's preset at exaggeration 1. Lengths are in eye distances, sizes are factors."""

    eyeWidth: float = 1.30
    eyeHeight: float = 1.30
    eyeOpenMin: float = 0.55  # least opening of a lid curve relative to the eye's half width
    eyeOpenMax: float = 0.80
    eyeDown: float = 0.03
    eyeOut: float = 0.03
    eyeRound: float = 0.55  # 0 keeps the person's lids, 1 is the ideal curve
    irisToOpening: float = 0.50  # least iris radius relative to the eye's height
    irisToWidth: float = 0.34  # largest iris radius relative to the eye's width
    browUp: float = 0.04
    nose: float = 0.84
    mouthWidth: float = 0.96
    mouthHeight: float = 1.0
    mouthUp: float = 0.02
    smile: float = 0.045
    jaw: float = 0.10
    chin: float = 0.06


@dataclass(frozen=True)
class EyeShape:
    """An eye as two polynomials over its own axis.

    A lid is y(x) = (1 − x²)(f0 + f1·x + f2·x²) for x in −1..1 from corner to corner, in half widths, y upwards.
    """

    centre: np.ndarray  # [2] px
    axis: np.ndarray  # [2] unit vector from the corner at smaller x to the other
    up: np.ndarray  # [2] unit vector
    width: float  # px
    upper: np.ndarray  # [3]
    lower: np.ndarray  # [3]
    iris_centre: np.ndarray  # [2] px
    iris_radius: float  # px
    outward: int

    @property
    def opening(self) -> float:
        """Half the distance of the lids at the centre, in half widths."""
        return float(self.upper[0] - self.lower[0]) / 2

    def lid(self, coefficients: np.ndarray, x: np.ndarray) -> np.ndarray:
        """Points [n,2] px of a lid at positions x [n] in −1..1."""
        y = _lid_height(coefficients, x)
        return self.centre + self.width / 2 * (x[:, None] * self.axis + y[:, None] * self.up)


def _lid_height(f: np.ndarray, x: np.ndarray) -> np.ndarray:
    return (1 - x * x) * (f[0] + f[1] * x + f[2] * x * x)


def smoothstep(a: float, b: float, x: np.ndarray | float) -> np.ndarray:
    t = np.clip((np.asarray(x, np.float64) - a) / (b - a), 0, 1)
    return t * t * (3 - 2 * t)


def fit_eye(points: np.ndarray, eye: EyeIndices) -> EyeShape:
    """The eye at landmarks `points` [478,2] px, by ridge least squares over each lid's inner points."""
    first, last = points[eye.upper[0]], points[eye.upper[-1]]
    centre = (first + last) / 2
    width = float(np.hypot(*(last - first)))
    axis = (last - first) / max(width, 1e-6)
    up = np.array([axis[1], -axis[0]])

    def fit(indices: tuple[int, ...]) -> np.ndarray:
        offset = (points[list(indices)] - centre) / (width / 2)
        x, y = offset @ axis, offset @ up
        inner = np.abs(x) < 0.97
        x, y = x[inner], y[inner]
        basis = np.stack([1 - x * x, (1 - x * x) * x, (1 - x * x) * x * x], 1)
        return np.linalg.solve(basis.T @ basis + 0.0025 * np.eye(3), basis.T @ y)

    iris = points[list(eye.iris)]
    radius = float(np.mean(np.hypot(*(iris[1:] - iris[0]).T)))
    return EyeShape(centre, axis, up, width, fit(eye.upper), fit(eye.lower), iris[0], radius, eye.outward)


def _ideal_lids(shape: EyeShape, p: Proportions) -> tuple[np.ndarray, np.ndarray]:
    least = p.eyeOpenMin if shape.opening > 0.16 else p.eyeOpenMin * 0.85
    opening = min(max(shape.opening * p.eyeHeight, least), p.eyeOpenMax)
    grow = opening / max(shape.opening, 0.05)
    tilt = min(1.0, 1.3 / grow)
    damp = np.array([1.0, tilt, tilt])
    out = shape.outward
    own_upper, own_lower = shape.upper * grow * damp, shape.lower * grow * damp
    ideal_upper = np.array([opening * 1.25, -0.12 * out * opening, 0.35 * opening])
    ideal_lower = np.array([-opening * 0.75, -0.1 * opening * out, 0.0])
    r = p.eyeRound
    return own_upper * (1 - r) + ideal_upper * r, own_lower * (1 - r) + ideal_lower * r


def _place_iris(
    source: EyeShape, centre: np.ndarray, width: float, upper, lower, p: Proportions
) -> tuple[np.ndarray, float]:
    height = (upper[0] - lower[0]) / 2 * width
    radius = max(source.iris_radius * p.eyeWidth, height * p.irisToOpening)
    radius = min(radius, width * p.irisToWidth)
    offset = (source.iris_centre - source.centre) * 0.9 * p.eyeWidth
    x = float(np.clip(offset @ source.axis / (width / 2), -0.8, 0.8))
    under_lid = float(_lid_height(upper, np.array([x]))[0]) * width / 2 - radius * 0.86
    y = 0.35 * float(offset @ source.up) + 0.65 * under_lid
    return centre + source.axis * x * width / 2 + source.up * y, radius


def drawn_landmarks(points: np.ndarray, p: Proportions) -> np.ndarray:
    """Landmarks [478,2] of the drawn face at exaggeration 1, for a face at `points` [478,2], both in px.

    Works in the face's own frame (origin between the eyes, unit: the distance of the eyes' centres), so it
    follows roll and scale. A closed eye (opening below `CLOSED_OPENING`) keeps its shape.
    """
    points = np.asarray(points, np.float64)
    shapes = [fit_eye(points, eye) for eye in EYES]
    origin = (shapes[0].centre + shapes[1].centre) / 2
    across = shapes[1].centre - shapes[0].centre
    unit = float(np.hypot(*across))
    across = across / unit
    down = np.array([-across[1], across[0]])
    local = np.stack([(points - origin) @ across, (points - origin) @ down], 1) / unit

    drawn = local.copy()
    chin_y = local[CHIN, 1]
    t = np.clip((local[:, 1] - 0.15) / (chin_y - 0.15), 0, 1)
    midline = local[list(MIDLINE)]
    centre_x = np.interp(local[:, 1], midline[:, 1], midline[:, 0])
    drawn[:, 0] = centre_x + (local[:, 0] - centre_x) * (1 - p.jaw * t**1.2)
    drawn[:, 1] = local[:, 1] - p.chin * t**1.5

    nose_base = (drawn[NOSE_BASE[0]] + drawn[NOSE_BASE[1]]) / 2
    for i in NOSE:
        shrink = (1 - p.nose) * smoothstep(0.05, 0.45, local[i, 1])
        drawn[i] = nose_base + (drawn[i] - nose_base) * (1 - shrink)

    lips = list(LIPS)
    mouth = drawn[lips].mean(0)
    drawn[lips] = mouth + (drawn[lips] - mouth) * [p.mouthWidth, p.mouthHeight] - [0, p.mouthUp]
    for corner in (61, 291):
        corner_x = drawn[corner, 0]
        drawn[lips, 1] -= p.smile * np.exp(-((drawn[lips, 0] - corner_x) ** 2) / 0.16**2)

    result = origin + unit * (drawn[:, :1] * across + drawn[:, 1:] * down)
    for eye, shape in zip(EYES, shapes, strict=True):
        shift = (down * p.eyeDown + across * p.eyeOut * shape.outward) * unit
        _place_eye(result, points, eye, shape, shift, p)
        brow_shift = across * p.eyeOut * shape.outward * unit
        lift = max(0.0, float(_lid_top(result, eye, shape) - _lid_top(points, eye, shape)))
        for i in eye.brow_upper + eye.brow_lower:
            result[i] += brow_shift - down * (p.browUp * unit + lift * 0.55)
    return result


def _lid_top(points: np.ndarray, eye: EyeIndices, shape: EyeShape) -> float:
    middle = points[eye.upper[4]]
    corners = (points[eye.upper[0]] + points[eye.upper[-1]]) / 2
    return float((middle - corners) @ shape.up)


def _place_eye(result, points, eye, shape, shift, p: Proportions) -> None:
    """Writes the eye's lid and iris landmarks into `result`."""
    centre = (result[eye.upper[0]] + result[eye.upper[-1]]) / 2 + shift
    width = shape.width * p.eyeWidth
    upper, lower = shape.upper, shape.lower
    if shape.opening >= CLOSED_OPENING:
        upper, lower = _ideal_lids(shape, p)
    for indices, f in ((eye.upper, upper), (eye.lower, lower)):
        for i in indices:
            x = np.clip((points[i] - shape.centre) @ shape.axis / (shape.width / 2), -1, 1)
            y = _lid_height(f, x)
            result[i] = centre + width / 2 * (x * shape.axis + y * shape.up)
    iris_centre, radius = _place_iris(shape, centre, width, upper, lower, p)
    rim = points[list(eye.iris[1:])] - points[eye.iris[0]]
    result[eye.iris[0]] = iris_centre
    result[list(eye.iris[1:])] = iris_centre + rim * (radius / max(shape.iris_radius, 1e-6))


def exaggerate(points: np.ndarray, drawn: np.ndarray, amount: float) -> np.ndarray:
    """Landmarks at exaggeration `amount`: 0 the person's own, 1 the style's, above 1 a caricature."""
    return points + amount * (drawn - points)
