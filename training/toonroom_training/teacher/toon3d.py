"""The *3d* style: smooth, warmly lit, rounded — an animated film's leading role."""

import cv2
import numpy as np

from ..landmarks import CHIN
from .features import paint_brows, paint_eyes, paint_mouth
from .portrait import BACKGROUND, BODY_SKIN, CLOTHES, FACE_SKIN, HAIR, OTHERS, Portrait
from .primitives import Array, blur, over, smoothstep
from .surfaces import lay_surfaces, painted_scene


def _rim_light(p: Portrait, picture: Array) -> Array:
    """A thin warm edge on the side away from the key light."""
    subject = 1 - p.segments[BACKGROUND]
    shift = np.float32([[1, 0, -p.pen_px * 1.7], [0, 1, p.pen_px * 0.8]])
    moved = cv2.warpAffine(blur(subject, 2.2), shift, p.shape[::-1], borderMode=cv2.BORDER_REPLICATE)
    edge = np.clip(subject - moved, 0, 1) * smoothstep(0.5, 0.9, subject)
    return picture + (blur(edge, 1.5) * 0.13)[..., None] * np.array([1.0, 0.95, 0.85])


def _bloom(picture: Array) -> Array:
    scale = picture.shape[0] / 768
    return np.clip(picture + blur(np.clip(picture - 0.78, 0, 1), 10 * scale) * 0.25, 0, 1)


def head_matte(p: Portrait) -> Array:
    """Head, hair, what is worn on it and the neck, ending softly at the shoulders."""
    y, x = np.mgrid[0 : p.shape[0], 0 : p.shape[1]]
    chin = p.landmarks[CHIN]
    below = ((x - chin[0]) * p.down[0] + (y - chin[1]) * p.down[1]) / p.eye_distance
    neck = (p.segments[BODY_SKIN] + p.segments[CLOTHES] * smoothstep(0.4, 0.0, below)) * smoothstep(1.1, 0.25, below)
    head = p.segments[HAIR] + p.segments[FACE_SKIN] + p.segments[OTHERS] * smoothstep(1.1, 0.5, below)
    return np.clip(head + neck, 0, 1).astype(np.float32)


def draw_portrait(p: Portrait, seed: int = 0) -> tuple[Array, Array]:
    """(drawing [H,W,3] unit RGB, head matte [H,W] unit)."""
    picture, hair = lay_surfaces(p)
    scene = picture
    picture = paint_mouth(p, picture)
    picture = paint_eyes(p, picture)
    picture = paint_brows(p, picture, seed)
    fringe = smoothstep(0.45, 0.8, p.segments[HAIR]) * p.eye_zone
    picture = over(picture, hair, fringe * 0.85)
    in_front = smoothstep(0.25, 0.6, p.glasses)
    picture = over(picture, scene if p.eyes_hidden.any() else painted_scene(p.photo), in_front * 0.97)
    return _bloom(_rim_light(p, picture)).astype(np.float32), head_matte(p)


def draw_scene(photo: Array) -> Array:
    """A picture without a face to redraw."""
    return _bloom(painted_scene(photo)).astype(np.float32)
