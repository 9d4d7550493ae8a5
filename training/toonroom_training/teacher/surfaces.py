"""Large surfaces: the painted scene, skin, hair and beard."""

import cv2
import numpy as np

from .portrait import FACE_SKIN, HAIR, OTHERS, Portrait, tint
from .primitives import (
    Array,
    along_flow,
    bilateral_lab,
    blur,
    edge_tangent,
    ellipse,
    halved,
    lab_colour,
    over,
    smoothstep,
    spread,
    to_lab,
    to_rgb,
)
from .style import HairStyle, SceneStyle, SkinStyle

KEY_LIGHT = np.array([-0.40, -0.55, 0.75])
KEY_LIGHT = KEY_LIGHT / np.linalg.norm(KEY_LIGHT)


def soft_steps(value: Array, levels: float, sharpness: float) -> Array:
    """`value` (unit) in soft flat steps."""
    scaled = value * levels
    step = np.floor(scaled)
    ramp = np.tanh(sharpness * (scaled - step - 0.5)) / np.tanh(sharpness * 0.5)
    return np.clip((step + 0.5 * (1 + ramp)) / levels, 0, 1)


def _strokes(photo: Array, length: int) -> Array:
    """Colours pulled along the picture's edges, as a broad brush would."""
    half = halved(photo)
    pulled = along_flow(half, edge_tangent(half, 4.0), length)
    return cv2.resize(pulled, photo.shape[1::-1], interpolation=cv2.INTER_CUBIC)


def painted_scene(photo: Array, style: SceneStyle) -> Array:
    """Clothes and surroundings: texture flattened, edges kept. Needs no face."""
    scale = photo.shape[0] / 768
    flat = np.clip(photo, 0, 1)
    if style.merge > 0:  # half size is enough for flat areas
        half = bilateral_lab(halved(flat), round(style.rounds), 9.0, 4.0)
        merged = cv2.pyrMeanShiftFiltering((half * 255).astype(np.uint8), 9 * scale, style.merge)
        flat = cv2.resize(merged.astype(np.float32) / 255, photo.shape[1::-1], interpolation=cv2.INTER_CUBIC)
    else:
        flat = bilateral_lab(flat, round(style.rounds), 12.0, 5.0)
    if style.strokes > 0:
        flat = _strokes(flat, round(style.strokes))
    lab = to_lab(blur(flat, style.soft_px * scale))
    light = lab[..., 0]
    if style.levels > 0:
        light = soft_steps(np.clip(light / 100, 0, 1), style.levels, 5.0) * 100
    if style.contrast != 0:
        light = light + style.contrast * (blur(light, 3 * scale) - blur(light, 20 * scale))
    light = 100 * np.clip(light / 100, 0, 1) ** style.gamma + 1
    lab[..., 0] = 100 - (100 - light) * (1 - style.fade)
    lab[..., 1:] *= style.chroma * (1 - 0.4 * style.fade)
    return to_rgb(lab)


def _key_light(p: Portrait) -> Array:
    """Lambert light of the face mesh about its median [H,W], faded out where the mesh is not to be trusted."""
    lambert = np.clip((p.normals * KEY_LIGHT).sum(2), 0, 1)
    middle = p.face > 0.8
    if not middle.any():
        return np.zeros(p.shape, np.float32)
    return ((lambert - np.median(lambert[middle])) * p.mesh_trust).astype(np.float32)


def lit_skin(p: Portrait, style: SkinStyle) -> Array:
    """Smooth lit skin: the photo's own broad light, compressed, plus a key light on the mesh."""
    unit = p.eye_distance
    lab = to_lab(p.photo)
    fine, broad = spread(lab, p.plain_skin, unit * 0.02), spread(lab, p.plain_skin, unit * 0.09)
    smooth = fine * 0.5 + broad * 0.5
    base = p.albedo
    near_eyes = blur(cv2.dilate(p.eye_zone, np.ones((11, 11))), unit * 0.08)
    relative = smooth[..., 0] - base[0]
    relative = np.where(relative < 0, relative * (1 - 0.7 * near_eyes), relative)
    light = base[0] + 2 + np.clip(relative, -36, 20) * style.photo_light

    delta = blur(_key_light(p), unit * 0.02)
    light = light + delta * 26 * style.mesh_light - np.clip(1 - p.normals[..., 2], 0, 1) * p.mesh_trust * 6

    shade = smoothstep(0, 20, base[0] - light)
    terminator = smoothstep(0, 0.12, -delta) * smoothstep(0.4, 0.1, -delta)
    a = ((smooth[..., 1] + p.cast[1]) * 0.35 + base[1] * 0.65) * 1.07 * style.chroma + 2 * terminator + 2 * shade
    b = ((smooth[..., 2] + p.cast[2]) * 0.35 + base[2] * 0.65) * 1.06 * style.chroma + 1 + 2 * shade

    form = np.clip(blur(p.calm_light, unit * 0.016) - blur(p.calm_light, unit * 0.10), -10, 6)
    keep = np.maximum(p.mesh_trust * (1 - near_eyes) * 0.42, (1 - p.face) * 0.75)
    light = light + form * keep * smoothstep(0.4, 0.8, p.plain_skin)
    nose = ellipse(p.shape, p.landmarks[[4, 2]].mean(0), p.across, (unit * 0.33, unit * 0.24), unit * 0.07)
    light = light + form * nose * 0.5
    return _cheeks_and_gloss(p, _with_relief(p, to_rgb(np.dstack([light, a, b])), style.relief))


def _cheeks(p: Portrait) -> list[Array]:
    """Where both cheeks blush, px."""
    return [p.landmarks[outer] * 0.7 + p.landmarks[inner] * 0.3 for outer, inner in ((50, 205), (280, 425))]


def _cheeks_and_gloss(p: Portrait, skin: Array) -> Array:
    unit, base, points = p.eye_distance, p.albedo, p.landmarks
    rose = tint(base, -1, 1, 13, 7)
    for centre in _cheeks(p):
        blush = ellipse(p.shape, centre, p.across, (unit * 0.25, unit * 0.18), unit * 0.11)
        skin = over(skin, rose, 0.26 * blush)
    nose = ellipse(p.shape, points[4], p.across, (unit * 0.16, unit * 0.13), unit * 0.08)
    skin = over(skin, rose, 0.22 * nose)
    half_way = KEY_LIGHT + np.array([0, 0, 1])
    half_way = half_way / np.linalg.norm(half_way)
    shine = np.clip((p.normals * half_way).sum(2), 0, 1)
    gloss = (0.085 * shine**24 + 0.07 * shine**80) * p.mesh_trust * (1 - p.beard * 0.8)
    skin = skin + gloss[..., None] * np.array([1.0, 0.97, 0.95])
    tip = points[4] * 0.65 + points[5] * 0.35 - p.across * unit * 0.025
    spot = ellipse(p.shape, tip, p.across, (unit * 0.05, unit * 0.042), unit * 0.03)
    return over(np.clip(skin, 0, 1), np.ones(3), 0.30 * spot)


def lit_tone(p: Portrait, style: SkinStyle) -> Array:
    """Lab of skin in the light. Chroma is compressed; dark skin stays dark."""
    l, a, b = p.albedo
    chroma = float(np.hypot(a, b))
    kept = chroma if chroma < 19 else 19 + (0.42 + 0.25 * p.tan) * (chroma - 19)
    scale = kept / chroma * style.chroma * (1 + 0.10 * p.tan)
    gamma = style.gamma + style.tan_gamma * p.tan
    return np.array([100 * (l / 100) ** gamma, a * scale + 1, b * scale + style.warmth])


def _cast_shadows(p: Portrait) -> Array:
    """Shadow of the chin on the neck and of hair and hats on the brow [H,W] unit."""
    unit = p.eye_distance
    y = np.mgrid[0 : p.shape[0], 0 : p.shape[1]][0].astype(np.float32)
    moved = cv2.warpAffine(p.face_polygon, np.float32([[1, 0, 0], [0, 1, unit * 0.26]]), p.shape[::-1])
    below_ears = y > p.landmarks[234, 1] * 0.5 + p.landmarks[152, 1] * 0.5
    neck = blur((moved * (1 - p.face_polygon) * p.skin * below_ears).astype(np.float32), p.pen_px * 0.6)
    above = np.clip(p.segments[HAIR] + 0.9 * p.segments[OTHERS] * (1 - p.glasses), 0, 1).astype(np.float32)
    fallen = cv2.warpAffine(above, np.float32([[1, 0, unit * 0.02], [0, 1, unit * 0.10]]), p.shape[::-1])
    brow_y = p.landmarks[6, 1]
    forehead = smoothstep(brow_y + unit * 0.25, brow_y - unit * 0.1, y)
    fallen = blur((fallen * p.segments[FACE_SKIN] * p.face * forehead).astype(np.float32), p.pen_px * 0.5)
    return np.maximum(neck * 0.95, smoothstep(0.3, 0.7, fallen) * 0.9)


def cel_skin(p: Portrait, style: SkinStyle) -> Array:
    """Skin in two or three flat tones."""
    unit = p.eye_distance
    l, a, b = tone = lit_tone(p, style)
    own = np.clip((p.soft_skin[..., 0] - p.albedo[0]) / max(p.albedo[0], 20), -0.35, 0.3).astype(np.float32)
    own = blur(own, unit * 0.13) * p.face + blur(own, unit * 0.05) * (1 - p.face)
    light = own * style.photo_light + blur(_key_light(p), unit * 0.05) * style.mesh_light
    lit = smoothstep(-style.threshold - style.softness, -style.threshold + style.softness, light)
    shade = np.maximum(1 - lit, _cast_shadows(p) * style.cast)
    skin = np.ones((*p.shape, 3), np.float32) * lab_colour(*tone)
    bright = lab_colour(min(l + 7, 99), a * 0.75, b * 0.85)
    skin = over(skin, bright, style.highlight * smoothstep(0.10, 0.30, light) * (1 - shade))
    skin = over(skin, lab_colour(l * 0.86 - 1, a * 1.15 + 5, b * 1.06), shade * style.shade)
    skin = over(skin, lab_colour(l * 0.72, a * 1.2 + 7, b), smoothstep(0.30, 0.45, -light) * 0.5 * style.shade)
    for centre in _cheeks(p):
        blush = ellipse(p.shape, centre, p.across, (unit * 0.24, unit * 0.14), unit * 0.08)
        skin = over(skin, lab_colour(l - 6, a + 15, b + 4), style.blush * blush)
    if style.form > 0:
        lab = to_lab(skin)
        lab[..., 0] += np.clip(p.calm_light - blur(p.soft_skin[..., 0], 1.5), -30, 8) * (1 - p.face) * style.form
        skin = to_rgb(lab)
    return _with_relief(p, skin, style.relief)


def _with_relief(p: Portrait, skin: Array, strength: float) -> Array:
    """The photo's own light and shade on the face at the scale of its features, without its broad light."""
    if strength <= 0:
        return skin
    unit = p.eye_distance
    detail = blur(p.calm_light, unit * 0.012) - blur(p.calm_light, unit * 0.16)
    lab = to_lab(skin)
    lab[..., 0] += np.clip(detail, -24, 12) * strength * p.face * smoothstep(0.3, 0.8, p.plain_skin)
    return to_rgb(lab)


def hair_layer(p: Portrait, style: HairStyle) -> Array:
    """Hair combed along its strands, then in soft tones whose range is wide enough for black hair."""
    combed = along_flow(to_lab(p.half_photo), p.half_tangent, round(style.strands))
    if style.tones <= 0:
        combed[..., 0] = np.clip(combed[..., 0] + 0.8 * (combed[..., 0] - blur(combed[..., 0], 7)), 2, 98)
    combed = cv2.resize(combed, p.shape[::-1], interpolation=cv2.INTER_CUBIC)
    inside = p.segments[HAIR] > 0.6
    if inside.sum() < 400:
        return to_rgb(combed)
    middle = np.median(combed[inside], 0)
    low, high = np.percentile(combed[..., 0][inside], [12, 92])
    colour = combed[..., 1:] * (1 - style.unity) + middle[1:] * style.unity
    if style.tones <= 0:
        glossy = smoothstep(high - 4, high + 14, combed[..., 0])
        light = np.minimum(combed[..., 0], high + 6)  # the bright scene behind is not a highlight
        light = middle[0] + (light - middle[0]) * style.gain + style.lift
        lab = np.dstack([light, colour * style.chroma])
        return np.clip(to_rgb(lab) + glossy[..., None] * 0.05, 0, 1)
    spread_l = max(high - low, style.min_spread)
    tone = soft_steps(np.clip((combed[..., 0] - middle[0]) / spread_l + 0.5, 0, 1), style.tones, style.sharpness)
    light = np.clip(middle[0] + (tone - 0.5) * spread_l * style.gain + style.lift, 3, 96)
    warmer = style.chroma * (1 + 0.25 * (tone - 0.5))
    return to_rgb(np.dstack([light, colour * warmer[..., None]]))


def beard_layer(p: Portrait, flat: float) -> Array:
    """Facial hair combed lightly along its growth; `flat` 1 gives it one tone with a hint of strands."""
    combed = along_flow(to_lab(p.half_photo), p.half_tangent, 5 + round(5 * flat))
    combed[..., 0] += 0.4 * (combed[..., 0] - blur(combed[..., 0], 5))
    combed = cv2.resize(combed, p.shape[::-1], interpolation=cv2.INTER_CUBIC)
    inside = p.beard > 0.6
    if flat > 0 and inside.sum() > 170:
        low, middle, high = np.percentile(combed[..., 0][inside], [10, 50, 90])
        colour = np.median(combed[inside], 0)
        strands = np.tanh(3 * np.clip((combed[..., 0] - middle) / max(high - low, 8), -1, 1)) / 2
        white = middle > 0.78 * p.albedo[0]
        light = np.clip((middle + 4 if white else min(middle, p.albedo[0] - 14)) + strands * 11, 4, 95)
        hue = colour[1:] * 0.5 if white else colour[1:] * 0.6 + p.brow[1:] * 0.2
        toned = np.dstack([light, np.full(p.shape, hue[0]), np.full(p.shape, hue[1])])
        combed = combed * (1 - flat) + toned * flat
    return to_rgb(combed)


def lay_surfaces(p: Portrait, scene: Array, skin: SkinStyle, hair: HairStyle) -> tuple[Array, Array]:
    """(`scene` with skin, beard and hair laid over it; the hair layer alone)."""
    layer = lit_skin(p, skin) if skin.lit >= 0.5 else cel_skin(p, skin)
    picture = over(scene, layer, smoothstep(0.3, 0.75, p.skin))
    if p.beard.any():
        picture = over(picture, beard_layer(p, 1 - skin.lit), blur(p.beard, p.pen_px) * 0.92)
    strands = hair_layer(p, hair)
    picture = over(picture, strands, smoothstep(0.2, 0.8, p.segments[HAIR]))
    worn = smoothstep(0.3, 0.7, p.segments[OTHERS])
    return over(picture, scene, worn), strands
