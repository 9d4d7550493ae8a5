"""What happens to the whole picture at the end: light, ink and paper."""

import cv2
import numpy as np

from .portrait import BACKGROUND, Portrait
from .primitives import Array, blur, over, smoothstep, to_lab
from .style import FinishStyle

PAPER = np.array([0.985, 0.975, 0.955])


def rim_light(p: Portrait, picture: Array, strength: float) -> Array:
    """A thin warm edge on the side away from the key light."""
    subject = 1 - p.segments[BACKGROUND]
    shift = np.float32([[1, 0, -p.pen_px * 1.7], [0, 1, p.pen_px * 0.8]])
    moved = cv2.warpAffine(blur(subject, 2.2), shift, p.shape[::-1], borderMode=cv2.BORDER_REPLICATE)
    edge = np.clip(subject - moved, 0, 1) * smoothstep(0.5, 0.9, subject)
    return picture + (blur(edge, 1.5) * strength)[..., None] * np.array([1.0, 0.95, 0.85])


def bloom(picture: Array, strength: float) -> Array:
    """Bright areas glow."""
    scale = picture.shape[0] / 768
    return np.clip(picture + blur(np.clip(picture - 0.78, 0, 1), 10 * scale) * strength, 0, 1)


def fall_into_black(picture: Array, below: float) -> Array:
    """Deep shadows become ink."""
    light = blur(to_lab(picture)[..., 0], 0.8)
    return over(picture, np.array([0.075, 0.06, 0.08]), 0.92 * smoothstep(below + 5, below - 5, light))


def graphite(picture: Array, lines: Array, skin: Array | None, strength: float) -> Array:
    """Grey pencil tones on warm paper: `picture` gives the tone, skin is drawn light, whites are left blank."""
    tone = to_lab(picture)[..., 0] / 100
    if skin is not None and skin.max() > 0.5:
        base = float(np.median(tone[skin > 0.6])) if (skin > 0.6).any() else 0.7
        wanted = 0.34 + 0.52 * smoothstep(0.15, 0.8, base)
        tone = np.clip(tone * (1 + (wanted / max(base, 0.1) - 1) * blur(smoothstep(0.3, 0.7, skin), 2.2)), 0, 1)
    detail = tone - blur(tone, 6)
    tone = np.clip(smoothstep(0.0, 0.94, tone) + 0.7 * detail, 0, 1)
    drawn = (1 - (1 - tone) * 0.86) * (1 - np.clip(lines, 0, 1) * 0.86)
    return picture * (1 - strength) + (drawn[..., None] * PAPER + (1 - drawn[..., None]) * 0.13) * strength


def finish(picture: Array, lines: Array, style: FinishStyle, p: Portrait | None = None) -> Array:
    """The finished picture [H,W,3] unit RGB; `p` is None for a scene without a face."""
    if style.black > 0:
        picture = fall_into_black(picture, style.black)
    if style.graphite > 0:
        picture = graphite(picture, lines, None if p is None else p.skin, style.graphite)
    if style.rim > 0 and p is not None:
        picture = rim_light(p, picture, style.rim)
    if style.bloom > 0:
        picture = bloom(picture, style.bloom)
    if style.warmth > 0:
        picture = picture * (1 - style.warmth * (1 - PAPER))
    return np.clip(picture, 0, 1).astype(np.float32)
