"""Lines: those the picture holds, silhouettes of its parts, and the contour of jaw and nose."""

import cv2
import numpy as np

from ..landmarks import JAW
from .portrait import BACKGROUND, CLOTHES, FACE_SKIN, HAIR, OTHERS, Portrait, tint
from .primitives import Array, blur, difference_lines, ellipse, over, polygon, smoothstep, spline, stroke
from .style import LineStyle


def picture_lines(photo: Array, tangent: Array, style: LineStyle) -> Array:
    """Lines of the whole picture along its edges' `tangent`, before anything is masked."""
    if style.strength <= 0:
        return np.zeros(photo.shape[:2], np.float32)
    grey = cv2.cvtColor(blur(photo, 0.9), cv2.COLOR_RGB2GRAY)
    return difference_lines(grey, tangent, style.sigma_px, style.gain)


def ink_of(picture: Array, style: LineStyle) -> Array:
    """Line colour everywhere: the darkened local colour."""
    return np.clip(blur(picture, 1.5) * style.ink, 0, 1) * 0.7 + np.array([0.11, 0.075, 0.10]) * 0.3


def silhouettes(p: Portrait) -> Array:
    """Outlines of hair, skin and clothes [H,W] unit."""
    result = np.zeros(p.shape, np.float32)
    worn = np.clip(p.segments[CLOTHES] + p.segments[OTHERS] * (1 - p.glasses), 0, 1)
    for mask in (p.segments[HAIR], p.skin, worn):
        edge = blur(smoothstep(0.3, 0.7, blur(mask, 1.9)).astype(np.float32), 0.9)
        slope = np.hypot(cv2.Sobel(edge, cv2.CV_32F, 1, 0, scale=1 / 8), cv2.Sobel(edge, cv2.CV_32F, 0, 1, scale=1 / 8))
        result = np.maximum(result, smoothstep(0.08, 0.21, slope))
    return result * (1 - p.eye_zone)


def line_weight(p: Portrait, style: LineStyle) -> Array:
    """Where the picture's lines are drawn: outside the face, fewer in hair."""
    face = p.face * (1 - p.beard) * smoothstep(0.35, 0.7, p.segments[FACE_SKIN])
    weight = np.clip(1 - face, 0, 1) * (1 - (1 - style.in_hair) * p.segments[HAIR])
    return weight * (1 - 0.9 * p.eye_zone * p.face)


def draw_lines(p: Portrait, picture: Array, lines: Array, style: LineStyle) -> Array:
    """The picture's lines outside the face, then silhouettes and the jaw."""
    ink = ink_of(picture, style)
    picture = over(picture, ink, np.clip(lines * line_weight(p, style) * style.strength, 0, 1))
    quiet = 1 - 0.6 * blur(p.segments[HAIR], 2.2) * p.segments[BACKGROUND]
    picture = over(picture, ink, silhouettes(p) * style.silhouette * quiet)
    if style.folds > 0:
        picture = over(picture, tint(p.albedo, -26, 1.15, 6, 2), p.folds * style.folds)
    return over(picture, tint(p.albedo, -46, 0.85, 3) * 0.85, style.jaw * jaw_line(p, style.jaw_width))


def _at(mask: Array, points: Array) -> Array:
    x, y = np.clip(points.astype(int), 0, np.array(mask.shape[::-1]) - 1).T
    return mask[y, x]


def jaw_line(p: Portrait, width: float) -> Array:
    """The jaw where skin meets neck or clothes; nothing in hair, beard or before a cheek seen in profile."""
    curve = spline(p.landmarks[list(JAW)], 160)
    face = p.segments[FACE_SKIN]
    inside = _at(face, curve + (p.landmarks[1] - curve) * 0.06)
    hidden = np.maximum(_at(p.segments[HAIR], curve), _at(p.beard, curve) * 0.8)
    outward = curve - curve.mean(0)
    outward /= np.hypot(*outward.T)[:, None] + 1e-6
    beyond = np.min([_at(face, curve + outward * p.eye_distance * q) for q in (0.05, 0.09, 0.13)], axis=0)
    rim = cv2.distanceTransform((p.face_polygon > 0.5).astype(np.uint8), cv2.DIST_L2, 5)
    at_rim = smoothstep(0.07, 0.03, _at(rim, curve) / p.eye_distance)
    keep = np.clip(inside - hidden, 0, 1) * (1 - 0.95 * smoothstep(0.3, 0.8, beyond)) * at_rim
    keep = np.convolve(np.pad(keep, 6, "edge"), np.ones(13) / 13, "valid")
    t = np.linspace(0, 1, 160)
    profile = (0.55 + 0.55 * np.sin(np.pi * t) ** 2) * smoothstep(0, 0.06, t) * smoothstep(1, 0.94, t) * keep
    return stroke(p.shape, curve[::4], profile[::4] * p.pen_px * width)


def draw_nose(p: Portrait, picture: Array, strength: float) -> Array:
    """Nostrils, wings and a soft shade below the tip."""
    points, pen, unit = p.landmarks, p.pen_px, p.eye_distance
    ink, shade = tint(p.albedo, -50, 1.1, 6), tint(p.albedo, -17, 1.2, 5, 2)
    base = points[[98, 97, 2, 326, 327]]
    below = polygon(p.shape, np.r_[spline(base, 30), [points[4] * 0.75 + points[2] * 0.25]], pen * 0.6)
    picture = over(picture, shade, 0.55 * min(1, strength * 1.3) * below)
    for a, b, c in ((98, 97, 2), (327, 326, 2)):
        nostril = np.array([points[a] * 0.8 + points[b] * 0.2, points[b], points[b] * 0.65 + points[c] * 0.35])
        nostril = nostril - p.down * pen * 0.2
        picture = over(picture, ink, strength * stroke(p.shape, nostril, np.array([0.15, 1.0, 0.15]) * pen * 1.1))
    for wing in ((129, 64, 98), (358, 294, 327)):
        line = stroke(p.shape, points[list(wing)], np.array([0.1, 0.8, 0.1]) * pen * 0.9)
        picture = over(picture, tint(p.albedo, -32, 1.2, 6), 0.8 * strength * line)
    tip = points[4] * 0.6 + points[5] * 0.4 - p.across * unit * 0.02
    light = ellipse(p.shape, tip, p.across, (0.045 * unit, 0.035 * unit), pen * 0.7)
    return over(picture, tint(p.albedo, 12, 0.8), 0.55 * min(1, strength) * light)
