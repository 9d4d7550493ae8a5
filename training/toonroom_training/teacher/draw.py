"""The artist: draws a portrait or a scene in any style, from the large surfaces to the last line."""

import cv2
import numpy as np

from ..landmarks import CHIN
from .features import paint_brows, paint_eyes, paint_mouth
from .finish import finish
from .lines import draw_lines, draw_nose, ink_of, picture_lines
from .portrait import BODY_SKIN, CLOTHES, FACE_SKIN, HAIR, OTHERS, Portrait
from .primitives import Array, edge_tangent, over, smoothstep, to_lab, to_rgb
from .style import TeacherStyle
from .surfaces import lay_surfaces, painted_scene


def head_matte(p: Portrait) -> Array:
    """Head, hair, what is worn on it and the neck, ending softly at the shoulders."""
    y, x = np.mgrid[0 : p.shape[0], 0 : p.shape[1]]
    chin = p.landmarks[CHIN]
    below = ((x - chin[0]) * p.down[0] + (y - chin[1]) * p.down[1]) / p.eye_distance
    neck = (p.segments[BODY_SKIN] + p.segments[CLOTHES] * smoothstep(0.4, 0.0, below)) * smoothstep(1.1, 0.25, below)
    head = p.segments[HAIR] + p.segments[FACE_SKIN] + p.segments[OTHERS] * smoothstep(1.1, 0.5, below)
    return np.clip(head + neck, 0, 1).astype(np.float32)


def _wear_glasses(p: Portrait, picture: Array) -> Array:
    """Rims and lenses as they are, dark rims a little darker."""
    calm = to_lab(cv2.bilateralFilter(p.photo.astype(np.float32), 5, 0.1, 3))
    calm[..., 0] = np.where(calm[..., 0] < 55, calm[..., 0] * 0.72, calm[..., 0])
    return over(picture, to_rgb(calm), smoothstep(0.25, 0.6, p.glasses) * 0.97)


def draw_portrait(p: Portrait, style: TeacherStyle, seed: int = 0) -> Array:
    """The drawing [H,W,3] unit RGB of a portrait at its own size; the same seed gives the same drawing."""
    lines = picture_lines(p.photo, p.tangent, style.line)
    scene = painted_scene(p.photo, style.scene)
    picture, hair = lay_surfaces(p, scene, style.skin, style.hair)
    if style.finish.graphite < 1:
        picture = draw_lines(p, picture, lines, style.line)
    if style.line.nose > 0:
        picture = draw_nose(p, picture, style.line.nose)
    picture = paint_mouth(p, picture, style.mouth)
    picture = paint_eyes(p, picture, style.eye)
    picture = paint_brows(p, picture, style.eye, seed)
    fringe = smoothstep(0.45, 0.8, p.segments[HAIR]) * p.eye_zone
    picture = over(picture, hair, fringe * 0.85)
    picture = _wear_glasses(p, picture)
    return finish(picture, lines, style.finish, p)


def draw_scene(photo: Array, style: TeacherStyle) -> Array:
    """A picture without a face to redraw."""
    lines = picture_lines(photo, edge_tangent(photo, 3.8), style.line)
    picture = painted_scene(photo, style.scene)
    if style.finish.graphite < 1:
        picture = over(picture, ink_of(picture, style.line), np.clip(lines * style.line.strength, 0, 1))
    return finish(picture, lines, style.finish)
