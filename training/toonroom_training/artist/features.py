"""Draws the face's features in colour: lays the guide's shapes over the picture, by a style's numbers and a palette.

`colours` runs in the mixer (scalars), `seen` on the work grid, `paint` at the output's size in the guide's box only.
"""

import torch
from torch import Tensor
from torch.nn import functional as F

from .numbers import Number
from .ops import join, ramp, split
from .strokes import CHANNELS

Lab = tuple[Tensor, Tensor, Tensor]
Scalars = dict[str, Tensor]

NUMBERS: dict[str, Number] = {
    # ---- how strongly each kind of shape is laid on
    "face.shade": Number(0, 1, 0.6, "opacity", "soft shadows of sockets, nose and mouth"),
    "face.light": Number(0, 1, 0.6, "opacity", "soft lights of nose, lids and lips"),
    "face.line": Number(0, 1, 0.8, "opacity", "lines of nose and lids and below the lip"),
    "face.jaw": Number(0, 1, 0.7, "opacity", "line of the jaw"),
    "face.chroma": Number(0, 1.3, 1, "factor", "colour of all features; 0 is grey"),
    "face.shade_l": Number(0.3, 0.95, 0.72, "factor", "lightness of shaded skin"),
    "face.shade_a": Number(-4, 24, 9, "Lab a", "red in shaded skin"),
    "face.shade_b": Number(-12, 16, 3, "Lab b", "yellow in shaded skin"),
    "face.line_l": Number(0.02, 0.8, 0.42, "factor", "lightness of lines relative to the skin"),
    "face.line_a": Number(-4, 24, 10, "Lab a", "red in lines"),
    "face.line_b": Number(-8, 20, 4, "Lab b", "yellow in lines"),
    # ---- eyes
    "eye.paint": Number(0, 1, 1, "opacity", "drawn eyes; below 1 the photo's own show through"),
    "eye.white": Number(60, 99, 95, "L", "lightness of the eye's white, at most"),
    "eye.white_a": Number(-4, 10, 1, "Lab a", "red in the white"),
    "eye.white_b": Number(-10, 10, 1, "Lab b", "yellow in the white; negative is cool"),
    "eye.iris_l": Number(-15, 20, 3, "L", "lightness added to the iris"),
    "eye.iris_chroma": Number(0, 1.8, 1.15, "factor", "strength of the eyes' colour"),
    "eye.iris_ink": Number(0, 1, 0, "share", "how far the iris turns to ink"),
    "eye.deep": Number(0.05, 0.8, 0.36, "factor", "lightness of the iris' dark part"),
    "eye.glow": Number(0, 45, 22, "L", "lightness added in the lit crescent"),
    "eye.cast_l": Number(0.2, 1, 0.6, "factor", "lightness under shadows on eyes, lips and teeth"),
    "eye.cast_cool": Number(-1, 1, 0.3, "share", "shadows on eyes, lips and teeth: 1 is violet, −1 is warm"),
    "eye.spark": Number(0, 1, 0.97, "opacity", "catch-lights"),
    # ---- lids and brows
    "lid.l": Number(2, 45, 13, "L", "lightness of the lid's line and lashes"),
    "lid.own": Number(0, 1, 0.3, "share", "colour of the brows in the lid's line"),
    "lid.warm": Number(0, 1, 0.5, "opacity", "glowing edge of the lid's line"),
    "lid.warm_l": Number(4, 60, 30, "L", "lightness of the lid line's glowing edge"),
    "lid.warm_a": Number(0, 40, 24, "Lab a", "red of the lid line's glowing edge"),
    "brow.paint": Number(0, 1, 0.9, "opacity", "drawn brows"),
    "brow.l": Number(0.3, 1.3, 0.85, "factor", "lightness of brows relative to the photo"),
    "brow.chroma": Number(0, 1.6, 0.9, "factor", "colour of brows relative to the photo"),
    # ---- mouth
    "lip.tint": Number(0, 1, 0.6, "opacity", "colour on the lips"),
    "lip.own": Number(0, 1, 0.7, "share", "the person's own lip colour instead of the style's"),
    "lip.red": Number(0, 30, 10, "Lab a", "how much redder than skin the style's lips are"),
    "lip.dark": Number(0, 40, 14, "L", "how much darker than skin the style's lips are"),
    "lip.upper": Number(0.5, 1.05, 0.82, "factor", "lightness of the upper lip relative to the lower one"),
    "lip.line_l": Number(0.05, 0.7, 0.3, "factor", "lightness of the line between the lips"),
    "lip.line": Number(0, 1, 0.9, "opacity", "line between the lips"),
    "mouth.l": Number(5, 45, 20, "L", "lightness of the open mouth"),
    "mouth.a": Number(0, 40, 22, "Lab a", "red of the open mouth"),
    "mouth.teeth": Number(60, 99, 95, "L", "lightness of teeth, at most"),
}

COLOURS = (
    "feature_shade", "feature_light", "lip_upper", "lip_lower", "mouth", "tongue", "teeth", "white",
    "iris", "iris_deep", "iris_glow", "pupil", "cast", "spark", "line", "jaw", "mouth_line", "lid_warm", "lid", "brow",
)  # fmt: skip


def colours(palette: Scalars, style: Scalars, tone: Lab | None = None) -> dict[str, Lab]:
    """Lab of every feature's colour, from scalars [1,1,1,1].

    `tone` is the drawn skin's colour; without it the measured one is used.
    """
    p, v = palette, style
    l, a, b = tone or (p["albedo_l"], p["albedo_a"], p["albedo_b"])
    one = torch.ones_like(l)
    calm = 1 - 0.5 * p["tan"]  # dark skin shades into brown, not into red
    chroma = v["face.chroma"] * p["chroma_limit"].clamp(0, 1)
    c: dict[str, Lab] = {}
    shade_a, shade_b = v["face.shade_a"] * calm, v["face.shade_b"]
    c["feature_shade"] = (l * v["face.shade_l"], a * 1.05 + shade_a, b * 1.02 + shade_b)
    c["feature_light"] = ((l + 0.62 * (100 - l)).clamp(max=99), a * 0.45, b * 0.6)
    c["line"] = (l * v["face.line_l"], a * 0.9 + v["face.line_a"] * calm, b * 0.8 + v["face.line_b"])
    c["jaw"] = c["line"]

    # Lips: between the person's own colour, always redder than skin, and the colour that the style derives from skin.
    own_l = torch.minimum(1.08 * p["lip_l"], l * 0.95)
    redder = (p["lip_a"] - p["albedo_a"]) * 1.35  # its mean is diluted by skin and shade
    own_a, own_b = torch.maximum(a + redder, a + 6 * calm), torch.maximum(p["lip_b"], b * 0.65)
    made_l, made_a, made_b = (
        l - v["lip.dark"] * (0.4 + 0.6 * l / 70),
        a + v["lip.red"] * calm,
        b * 0.9 + v["lip.red"] * 0.25 * calm,
    )
    keep = v["lip.own"]
    lip = (made_l + (own_l - made_l) * keep, made_a + (own_a - made_a) * keep, made_b + (own_b - made_b) * keep)
    c["lip_lower"] = lip
    c["lip_upper"] = (lip[0] * v["lip.upper"], lip[1], lip[2] * 0.95)
    c["mouth_line"] = (lip[0] * v["lip.line_l"], lip[1] * 0.8, lip[2] * 0.7)
    c["mouth"] = (v["mouth.l"] * (0.6 + 0.4 * l / 70), v["mouth.a"] * one, v["mouth.a"] * 0.55)
    c["tongue"] = (v["mouth.l"] + 22, v["mouth.a"] + 12, v["mouth.a"] * 0.6 + 6)

    # What is bright in the photo may be so in the drawing: at most a quarter brighter, times the lightening of skin.
    lift = 1.25 * (l / p["albedo_l"]).clamp(min=1)
    # Eye whites are never darker than skin, and clearly lighter on dark skin.
    apart = 18 + 8 * ramp(0.5, 1.0, p["tan"])
    skin = torch.maximum(1.05 * p["albedo_l"], (p["albedo_l"] + apart).clamp(max=64))
    shining = lift * torch.maximum(p["white_l"], skin)
    # Whites far lighter than the skin around them would glare.
    white = torch.minimum(torch.minimum(v["eye.white"], shining), l + 32)
    c["white"] = (white, v["eye.white_a"], v["eye.white_b"])
    # Teeth in the shade of the mouth are no darker than skin; on a face in the dark they stay as dark as they are.
    least = (1.1 * p["albedo_l"]).clamp(max=70) * ramp(28.0, 40.0, p["albedo_l"])
    c["teeth"] = (torch.minimum(v["mouth.teeth"], lift * torch.maximum(p["teeth_l"], least)), 0.5 * one, 3 * one)
    c["spark"] = (torch.minimum(99 * one, lift * torch.maximum(p["white_l"], p["albedo_l"])), 0 * one, 0 * one)

    ink = v["eye.iris_ink"]
    il = (p["iris_l"] + v["eye.iris_l"]) * (1 - ink) + 16 * ink
    ia, ib = (p[f"iris_{k}"] * v["eye.iris_chroma"] * (1 - ink) + 4 * ink for k in "ab")
    deep = v["eye.deep"]
    c["iris"] = (il, ia, ib)
    c["iris_deep"] = (il * deep, ia * 0.75, ib * 0.55)
    c["iris_glow"] = ((il + v["eye.glow"]).clamp(max=88), ia * 0.95, ib * 1.15)
    c["pupil"] = (il * 0.14 + 2, ia * 0.3 + 1, ib * 0.2)
    cool = v["eye.cast_cool"]
    c["cast"] = (100 * v["eye.cast_l"] * one, 4 * one + 2 * cool, -11 * cool + 3)

    own = v["lid.own"]
    lid_a, lid_b = 5 + p["brow_a"].clamp(-2, 14) * own, 4 + p["brow_b"].clamp(-4, 18) * own
    c["lid"] = (v["lid.l"] * one, lid_a, lid_b)
    c["lid_warm"] = (v["lid.warm_l"] * one, v["lid.warm_a"] * one, v["lid.warm_a"] * 0.7)
    # With fair or white hair, brows are fair too, even where shadow hides it; they are always darker than the skin.
    fair = 0.55 * p["hair"] * ramp(0.5, 0.95, p["hair_l"] / p["albedo_l"].clamp(min=20))
    own_l = p["brow_l"] + (p["hair_l"] - p["brow_l"]).clamp(min=0) * fair
    own_a, own_b = (p[f"brow_{k}"] + (p[f"hair_{k}"] - p[f"brow_{k}"]) * fair for k in "ab")
    # With dark hair, brows are nearly as dark: the measured colour of thin brows is half skin.
    darker = 0.7 * p["hair"] * ramp(0.8, 0.5, p["hair_l"] / p["albedo_l"].clamp(min=20))
    less = 1 - darker * (1 - (p["hair_l"] + 8) / own_l.clamp(min=8)).clamp(min=0)
    own_l, own_a, own_b = own_l * less, own_a * less, own_b * less
    own_a = torch.minimum(own_a, 6 + 0.6 * own_b.clamp(min=0))  # thin brows show skin: brown, not violet
    dark = v["brow.l"] + (1 - v["brow.l"]) * fair
    c["brow"] = (torch.minimum(own_l * dark, l - 14), own_a * v["brow.chroma"] + 1, own_b * v["brow.chroma"])
    return {name: (c[name][0], c[name][1] * chroma, c[name][2] * chroma) for name in COLOURS}


def clear_iris(iris: Lab, skin: Lab, tan: Tensor, dark_hair: Tensor | float = 0.0) -> Lab:
    """The eye's own colour, from the mean colours of iris and skin in a photo, all Lab under the same light.

    Reflections, lashes and the surrounding skin tint a small iris. Compared with skin in the same shade, brown eyes are
    redder; grey, green and blue eyes are not. Dark eyes are brown. Without clear signs of another colour, so are the
    eyes of dark faces and of brown faces with dark hair.
    """
    l, a, b = iris
    share = l / skin[0].clamp(min=20)
    redder, yellower = a - skin[1] * share, b - skin[2] * share
    doubt = 0.85 * ramp(0.3, 0.9, tan) * ramp(-7.0, -4.0, redder)
    doubt = torch.maximum(doubt, 0.9 * dark_hair * ramp(0.2, 0.4, tan) * ramp(-10.0, -6.0, redder))
    cool = ramp(15.0, 26.0, l) * ramp(3.5, -1.5, redder) * (1 - doubt)
    blue = ramp(2.0, -3.5, yellower)
    own_l, own_a, own_b = (0.55 * l + 31).clamp(40, 60), -8 + 4 * blue, 15 - 28 * blue
    light = ramp(6.0, 34.0, l)
    brown_l, brown_a, brown_b = 19 + 22 * light, 9 + 8 * light, 10 + 20 * light
    return (brown_l + (own_l - brown_l) * cool, brown_a + (own_a - brown_a) * cool, brown_b + (own_b - brown_b) * cool)


def seen(face_skin: Tensor, zones: dict[str, Tensor], palette: Scalars) -> Tensor:
    """[1,1,h,w] 0..1 on the work grid: where features may be drawn.

    `face_skin` is the part of the face that is skin (with beard and behind clear glasses), `zones` are the form's
    channels by name. Features that are mostly covered are left out as a whole.
    """
    width = face_skin.shape[3]
    column = (torch.arange(width).to(face_skin.dtype).view(1, 1, 1, -1) + 0.5) * (2 / width) - 1
    right = ramp(0.04, -0.04, column)
    eyes = palette["eye0_seen"] * right + palette["eye1_seen"] * (1 - right)
    keep = 1 - zones["eye_zone"] * (1 - eyes)
    lips = F.max_pool2d(zones["lips"], 5, 1, 2)
    keep = keep * (1 - lips * (1 - palette["lips_seen"]))
    keep = keep * (1 - zones["nose"] * (1 - lips) * (1 - palette["nose_seen"]))
    return ramp(0.3, 0.7, face_skin) * keep


def paint(
    picture: Tensor,
    guide: Tensor,
    at: Tensor,
    colours: dict[str, Tensor],
    style: Scalars,
    visible: Tensor,
    shaven: Tensor,
) -> Tensor:
    """`picture` [1,3,h,w] with the features drawn into the guide's box, whose corner is `at` (row, column).

    `colours` are RGB [1,3,1,1] by name; `visible` [1,1,h,w] is `seen` at the picture's size, `shaven` [1,1,h,w] is
    1 where no beard is.
    """
    top, left = at[0].to(torch.int64), at[1].to(torch.int64)
    bottom, right = top + guide.shape[2], left + guide.shape[3]
    box = picture[:, :, top:bottom, left:right]
    bare, shaven = (x[:, :, top:bottom, left:right] for x in (visible, shaven))
    drawn = _compose(box, guide, colours, style, bare, shaven)
    row = torch.cat([picture[:, :, top:bottom, :left], drawn, picture[:, :, top:bottom, right:]], 3)
    return torch.cat([picture[:, :, :top], row, picture[:, :, bottom:]], 2)


def _compose(picture: Tensor, guide: Tensor, c: dict[str, Tensor], v: Scalars, bare: Tensor, shaven: Tensor) -> Tensor:
    g = dict(zip(CHANNELS, split(guide, 1, len(CHANNELS)), strict=True))
    eye = v["eye.paint"]
    tint = v["lip.tint"]
    open_eye = g["white"] * eye
    # Shadows on eyes, lips and teeth darken what they fall on: 1 − dark · (1 − cast).
    sheets = [
        ("feature_shade", g["shade"] * v["face.shade"]),
        ("jaw", g["jaw"] * (shaven * v["face.jaw"])),
        ("lip_upper", g["lip_upper"] * tint),
        ("lip_lower", g["lip_lower"] * tint),
        ("mouth", g["mouth"]),
        ("tongue", g["tongue"]),
        ("teeth", g["teeth"]),
        ("white", open_eye),
        ("iris", g["iris"] * eye),
        ("iris_deep", g["iris_deep"] * eye),
        ("iris_glow", g["iris_glow"] * eye),
        ("pupil", g["pupil"] * eye),
    ]
    base, left = _stack(sheets, c)
    upper = [
        ("feature_light", g["light"] * v["face.light"]),
        ("spark", g["spark"] * (v["eye.spark"] * eye)),
        ("line", g["line"] * v["face.line"]),
        ("mouth_line", g["mouth_line"] * v["lip.line"]),
        ("lid_warm", g["lid_warm"] * v["lid.warm"]),
        ("lid", g["lid"]),
        ("brow", g["brow"] * v["brow.paint"]),
    ]
    top, through = _stack(upper, c)
    under = picture * left + base
    under = under - under * (g["dark"] * (1 - c["cast"]))
    drawn = under * through + top
    return picture + (drawn - picture) * bare


def _stack(sheets: list[tuple[str, Tensor]], c: dict[str, Tensor]) -> tuple[Tensor, Tensor]:
    """Sheets from bottom to top as one premultiplied picture [1,3,h,w], and the ground's visible share [1,1,h,w]."""
    weights, left = [], None
    for _, mask in reversed(sheets):
        weight = mask if left is None else mask * left
        left = 1 - mask if left is None else left - weight
        weights.append(weight)
    colours = join([c[name] for name, _ in reversed(sheets)], 2)
    mixed = F.conv2d(join(weights, 1), colours.permute(1, 2, 0, 3).reshape(3, len(sheets), 1, 1))
    return mixed, left
