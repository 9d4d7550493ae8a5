"""Large surfaces of the 3D toon style: the painted scene, skin, hair and beard."""

import cv2
import numpy as np
from scipy.interpolate import LinearNDInterpolator

from .portrait import HAIR, OTHERS, Portrait, tint
from .primitives import (
    Array,
    along_flow,
    bilateral_lab,
    blur,
    edge_tangent,
    ellipse,
    over,
    smoothstep,
    spread,
    to_lab,
    to_rgb,
)

KEY_LIGHT = np.array([-0.40, -0.55, 0.75])
KEY_LIGHT = KEY_LIGHT / np.linalg.norm(KEY_LIGHT)


def painted_scene(photo: Array, saturation: float = 1.18, contrast: float = 0.22) -> Array:
    """Clothes and surroundings: texture flattened, edges kept, colours a little richer. Needs no face."""
    lab = to_lab(bilateral_lab(photo, 3, 12.0, 5.0))
    light = lab[..., 0]
    scale = photo.shape[0] / 768
    lab[..., 0] = light + contrast * (blur(light, 3 * scale) - blur(light, 20 * scale)) + 1
    lab[..., 1:] *= saturation
    return to_rgb(lab)


def face_normals(landmarks: Array, depth: Array, size_px: int) -> Array:
    """Unit normals [size,size,3] (x right, y down, z to the viewer) of the face mesh, smooth beyond its rim."""
    small = 192
    scale = small / size_px
    surface = LinearNDInterpolator(landmarks[:468] * scale, depth[:468] * scale)
    y, x = np.mgrid[0:small, 0:small] + 0.5
    z = surface(x, y)
    known = np.isfinite(z).astype(np.float32)
    z = spread(np.where(known > 0, z, 0).astype(np.float32), known, 1.2, 15)
    z = blur(z, 1.7)
    normal = np.dstack(
        [
            cv2.Sobel(z, cv2.CV_32F, 1, 0, scale=1 / 8),
            cv2.Sobel(z, cv2.CV_32F, 0, 1, scale=1 / 8),
            np.ones_like(z),
        ]
    )
    normal = cv2.resize(normal, (size_px, size_px), interpolation=cv2.INTER_CUBIC)
    return normal / np.linalg.norm(normal, axis=2, keepdims=True)


def _mesh_trust(p: Portrait) -> Array:
    """Where light from the mesh may be believed: away from the face's rim and the hairline."""
    inside = cv2.distanceTransform((p.face_polygon > 0.5).astype(np.uint8), cv2.DIST_L2, 5)
    y, x = np.mgrid[0 : p.shape[0], 0 : p.shape[1]]
    top = p.landmarks[10]
    below_hairline = ((x - top[0]) * p.down[0] + (y - top[1]) * p.down[1]) / p.eye_distance
    rim = blur(smoothstep(0, p.eye_distance * 0.22, inside), p.eye_distance * 0.05)
    return (rim * smoothstep(0.05, 0.55, below_hairline)).astype(np.float32)


def skin_layer(p: Portrait) -> Array:
    """Smooth lit skin: the photo's own broad light, compressed, plus a key light on the mesh."""
    unit = p.eye_distance
    lab = to_lab(p.photo)
    fine, broad = spread(lab, p.plain_skin, unit * 0.02), spread(lab, p.plain_skin, unit * 0.09)
    smooth = fine * 0.55 + broad * 0.45
    base = p.albedo
    near_eyes = blur(cv2.dilate(p.eye_zone, np.ones((11, 11))), unit * 0.08)
    relative = smooth[..., 0] - base[0]
    relative = np.where(relative < 0, relative * (1 - 0.7 * near_eyes), relative)
    light = base[0] + 2 + np.clip(relative, -36, 20) * 0.60

    trust = _mesh_trust(p)
    normal = face_normals(p.landmarks, p.depth, p.shape[0])
    lambert = np.clip((normal * KEY_LIGHT).sum(2), 0, 1)
    middle = p.face > 0.8
    delta = (lambert - np.median(lambert[middle])) * trust if middle.any() else lambert * 0
    delta = blur(delta.astype(np.float32), unit * 0.02)
    light = light + delta * 26 - np.clip(1 - normal[..., 2], 0, 1) * trust * 6

    shade = smoothstep(0, 20, base[0] - light)
    terminator = smoothstep(0, 0.12, -delta) * smoothstep(0.4, 0.1, -delta)
    a = ((smooth[..., 1] + p.cast[1]) * 0.35 + base[1] * 0.65) * 1.07 + 2 * terminator + 2 * shade
    b = ((smooth[..., 2] + p.cast[2]) * 0.35 + base[2] * 0.65) * 1.06 + 1 + 2 * shade

    half = cv2.resize(p.photo, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    calm = cv2.bilateralFilter(to_lab(half)[..., 0], 7, 9.0, 4)
    calm = cv2.resize(calm, (p.shape[1], p.shape[0]), interpolation=cv2.INTER_LINEAR)
    form = np.clip(blur(calm, unit * 0.016) - blur(calm, unit * 0.10), -10, 6)
    keep = np.maximum(trust * (1 - near_eyes) * 0.55, (1 - p.face) * 0.75)
    light = light + form * keep * smoothstep(0.4, 0.8, p.plain_skin)
    nose = ellipse(p.shape, p.landmarks[[4, 2]].mean(0), p.across, (unit * 0.33, unit * 0.24), unit * 0.07)
    light = light + form * nose * 0.5
    return _cheeks_and_gloss(p, to_rgb(np.dstack([light, a, b])), normal, trust)


def _cheeks_and_gloss(p: Portrait, skin: Array, normal: Array, trust: Array) -> Array:
    unit, base, points = p.eye_distance, p.albedo, p.landmarks
    rose = tint(base, -1, 1, 13, 7)
    for outer, inner in ((50, 205), (280, 425)):
        centre = points[outer] * 0.7 + points[inner] * 0.3
        blush = ellipse(p.shape, centre, p.across, (unit * 0.25, unit * 0.18), unit * 0.11)
        skin = over(skin, rose, 0.26 * blush)
    nose = ellipse(p.shape, points[4], p.across, (unit * 0.16, unit * 0.13), unit * 0.08)
    skin = over(skin, rose, 0.22 * nose)
    half_way = KEY_LIGHT + np.array([0, 0, 1])
    half_way = half_way / np.linalg.norm(half_way)
    shine = np.clip((normal * half_way).sum(2), 0, 1)
    gloss = (0.085 * shine**24 + 0.07 * shine**80) * trust * (1 - p.beard * 0.8)
    skin = skin + gloss[..., None] * np.array([1.0, 0.97, 0.95])
    tip = points[4] * 0.65 + points[5] * 0.35 - p.across * unit * 0.025
    spot = ellipse(p.shape, tip, p.across, (unit * 0.05, unit * 0.042), unit * 0.03)
    return over(np.clip(skin, 0, 1), np.ones(3), 0.30 * spot)


def hair_layer(p: Portrait) -> Array:
    """Hair as soft clumps: colours combed along the strands, contrast and highlights lifted."""
    half = cv2.resize(p.photo, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    combed = along_flow(to_lab(half), edge_tangent(half, 4.0), 18)
    light = combed[..., 0]
    combed[..., 0] = np.clip(light + 0.8 * (light - blur(light, 7)), 2, 98)
    combed = cv2.resize(combed, (p.shape[1], p.shape[0]), interpolation=cv2.INTER_CUBIC)
    inside = p.segments[HAIR] > 0.6
    if inside.sum() < 400:
        return to_rgb(combed)
    middle = np.median(combed[inside], 0)
    high = np.percentile(combed[..., 0][inside], 90)
    glossy = smoothstep(high - 4, high + 14, combed[..., 0])
    combed[..., 0] = np.minimum(combed[..., 0], high + 6)  # the bright scene behind is not a highlight
    combed[..., 0] = middle[0] + (combed[..., 0] - middle[0]) * 1.22 + 3.5
    combed[..., 1:] = (combed[..., 1:] * 0.6 + middle[1:] * 0.4) * 1.22
    return np.clip(to_rgb(combed) + glossy[..., None] * 0.05, 0, 1)


def beard_layer(p: Portrait) -> Array:
    """Facial hair combed lightly along its growth."""
    half = cv2.resize(p.photo, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    combed = along_flow(to_lab(half), edge_tangent(half, 3.0), 5)
    combed[..., 0] += 0.4 * (combed[..., 0] - blur(combed[..., 0], 5))
    return to_rgb(cv2.resize(combed, (p.shape[1], p.shape[0]), interpolation=cv2.INTER_CUBIC))


def lay_surfaces(p: Portrait) -> tuple[Array, Array]:
    """(picture with scene, skin, beard and hair; the hair layer alone)."""
    scene = painted_scene(p.photo)
    picture = over(scene, skin_layer(p), smoothstep(0.3, 0.75, p.skin))
    if p.beard.any():
        picture = over(picture, beard_layer(p), blur(p.beard, p.pen_px) * 0.92)
    hair = hair_layer(p)
    picture = over(picture, hair, smoothstep(0.2, 0.8, p.segments[HAIR]))
    worn = smoothstep(0.3, 0.7, p.segments[OTHERS])
    return over(picture, scene, worn), hair
