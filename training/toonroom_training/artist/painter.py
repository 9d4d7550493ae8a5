"""Paints the picture at the output's size: all edges are made here, so that they are crisp at any size."""

import math
from functools import partial

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from . import features
from .branches import when
from .fields import LINES, WORK
from .mixer import DERIVED, Look
from .ops import blur, colour, grey_of, over, ramp, rise, soft3, up
from .palette import bearded
from .style import Scalars

PAPER = colour(0.985, 0.975, 0.95)
PORES = 0.015  # share of the surrounding light; smaller differences are grain
GRAPHITE = colour(0.155, 0.155, 0.175)
STUBBLE = colour(0.76, 0.755, 0.79)
BROWN, BLUE = colour(0.34, 0.15, 0.02), colour(0.02, 0.11, 0.38)  # what a fully warm or cool line adds to its ink
GRADED = ("low", "mid", "high")  # the tones of `grade`
# One unit of Lab's a and b around middle grey, as RGB.
RGB_OF_A, RGB_OF_B = colour(0.0070, -0.0022, 0.0001), colour(0.0030, -0.0003, -0.0067)


class Painter(nn.Module):
    """photo [1,3,H,W], work [1,A,h,w], lines [1,B,2h,2w], guide [1,G,gh,gw], at [2], palette, style,
    colours, derived, scale [1] → drawing [1,4,H,W]: RGB and matte, 0..1."""

    def forward(self, photo, work, lines, guide, at, palette, style, colours, derived, scale) -> Tensor:
        look, fields = Look(palette, style, colours), _Enlarged(photo, work, lines)
        tile = _Tile(photo, fields, look, Scalars(derived, DERIVED), scale.view(1, 1, 1, 1))
        picture, matte = tile.paint(guide, at)
        return torch.cat([picture, matte], 1)


class _Enlarged:
    """Fields at the output's size, enlarged when first used.

    Each is cut out separately, so that a branch reads only its own.
    """

    def __init__(self, photo: Tensor, work: Tensor, lines: Tensor) -> None:
        self.photo, self.work, self.lines = photo, work, lines
        self.none = torch.zeros_like(photo[:, :1])
        self.enlarged: dict[str, Tensor] = {}

    def small(self, name: str) -> Tensor:
        """The field, or the colour, at its own size."""
        fields, names = (self.work, WORK) if any(_is_of(name, n) for n in WORK) else (self.lines, LINES)
        channels = [i for i, n in enumerate(names) if _is_of(name, n)]
        return fields[:, channels[0] : channels[-1] + 1]

    def __getitem__(self, name: str) -> Tensor:
        if name not in self.enlarged:
            self.enlarged[name] = up(self.small(name), self.photo)
        return self.enlarged[name]


def _is_of(name: str, channel: str) -> bool:
    return channel.split(".")[0] == name


class _Tile:
    def __init__(self, photo: Tensor, fields: _Enlarged, look: Look, derived: Scalars, scale: Tensor) -> None:
        self.photo, self.fields, self.d, self.scale = photo, fields, derived, scale
        self.p, self.rgb = look.p, look.rgb
        v = self.v = look.v
        self.grey = grey_of(photo)
        edges = (fields["edge_slope"] * self.grey + fields["edge_offset"]).clamp(0, 1)
        self.hair_edge, self.skin_edge, self.worn_edge = edges.split(1, 1)
        self.pitch = (v["finish.dot_px"] * scale * (512 / 768)).clamp(min=3.5)
        self.screen = when(v["finish.dots"], self.waves, fields.none)
        self.skin_soft = v["skin.softness"] / torch.sqrt(scale.clamp(min=0.25))
        soft = 0.17 / (0.3 + 0.7 * scale.clamp(min=1))
        self.hair_mask, self.skin_mask, self.worn_mask = ramp(0.5 - soft, 0.5 + soft, edges).split(1, 1)

    def paint(self, guide: Tensor, at: Tensor) -> tuple[Tensor, Tensor]:
        f = self.fields
        scene = (f["scene_slope"] * self.photo + f["scene_offset"]).clamp(0, 1)
        skin, hair = self.skin_mask, when(self.hair_mask, self.hair, scene)
        picture = when(skin, lambda: over(scene, self.skin(scene), skin), scene)
        picture = self.beard(picture)
        picture = over(picture, hair, self.hair_mask)
        picture = over(picture, scene, ramp(0.3, 0.7, self.worn_mask * (1 - self.hair_mask)))
        lines = self.lines()
        picture = self.ink(picture, lines)
        picture = self.pencil(picture, lines)
        picture = when(guide, lambda: self.features(picture, guide, at), picture)
        picture = self.fringe(picture, hair)
        picture = self.glasses(picture, scene)
        picture = self.finish(picture)
        subject = ramp(0.2, 0.6, 1 - f["back"])
        return self.toned(picture).clamp(0, 1), subject

    def features(self, picture: Tensor, guide: Tensor, at: Tensor) -> Tensor:
        # A beard covers the jaw: a line through it would be a strap.
        shaven = ramp(0.12, 0.01, self.fields["beard"])
        return features.paint(picture, guide, at, self.rgb, self.v, self.fields["visible"], shaven)

    # ---- surfaces

    def skin(self, scene: Tensor) -> Tensor:
        f, v = self.fields, self.v
        tones = when(1 - v["skin.lit"], self.tones, scene)
        skin = when(v["skin.lit"], lambda: over(tones, f["lit"], v["skin.lit"]), tones)
        own = v["skin.own"] * (0.3 + 0.7 * self.p["dark"])
        skin = when(own, lambda: over(skin, self.own_skin(scene), own), skin)
        skin = when(v["skin.detail"], lambda: skin * (1 + self.small_forms() * v["skin.detail"]), skin)
        skin = when(v["skin.gloss"], lambda: over(skin, self.rgb["pale"], self.gloss()), skin)
        return skin.clamp(0, 1)

    def own_skin(self, scene: Tensor) -> Tensor:
        """Skin as the scene shows it, no lighter than the style draws skin."""
        v = self.v
        light = (self.p["albedo_l"] * 0.01).clamp(min=0.05) ** v["scene.gamma"]
        shown = v["scene.low"] + (v["scene.high"] - v["scene.low"]) * light
        return scene * (self.d["tone_l"] / shown).clamp(max=1)

    def gloss(self) -> Tensor:
        f, v = self.fields, self.v
        return (f["gloss"] * v["skin.gloss"] * (1 - self.shade(f["light"]) * v["skin.shade"])).clamp(0, 0.75)

    def shade(self, light: Tensor) -> Tensor:
        """1 where skin is shaded by its own form."""
        return ramp(self.v["skin.threshold"] - self.skin_soft, self.v["skin.threshold"] + self.skin_soft, -light)

    def small_forms(self) -> Tensor:
        """The photo's wrinkles and folds, relative to the surrounding skin; on smoothly lit skin without pores."""
        calm = self.fields["calm"]
        own = ((soft3(self.grey) - calm) / (calm + 0.17)).clamp(-0.45, 0.35)
        grain = PORES * self.v["skin.lit"]
        own = own - torch.maximum(torch.minimum(own, grain), -grain)
        return own * (1 - 0.2 * self.fields["eye_zone"])

    def tones(self) -> Tensor:
        """Skin in a few distinct tones."""
        f, v, rgb, soft = self.fields, self.v, self.rgb, self.skin_soft
        light, at = f["light"], v["skin.threshold"]
        shade = self.shade(light) * v["skin.shade"]
        shade = torch.maximum(shade, ramp(0.5 - soft * 2.2, 0.5 + soft * 2.2, f["cast"]) * v["skin.cast"])
        shade = when(
            v["finish.dots"],
            lambda: torch.maximum(shade, self.dots(ramp(at - 0.13, at + 0.02, -light)) * v["skin.shade"]),
            shade,
        )
        deep = ramp(at + 0.13 - soft, at + 0.13 + soft * 1.5, -light) * v["skin.deep"]
        # Light on dark skin is what models it: without any the face would be a dull patch.
        highlight = torch.maximum(v["skin.highlight"], 0.5 * self.p["dark"])
        bright = ramp(0.07 - soft * 0.5, 0.07 + soft * 1.5, light) * highlight * (1 - shade)
        rounds = when(v["skin.contour"], lambda: f["contour"] * v["skin.contour"], f.none)
        shade, left = shade + rounds - shade * rounds, 1 - f["blush"] * v["skin.blush"]
        weights, names = [1 - left], ["blush"]
        for name, mask in (("deep", deep), ("shade", shade), ("bright", bright)):
            weights.append(mask * left)
            names.append(name)
            left = left - weights[-1]
        colours = (
            torch.cat([rgb[name] for name in (*names, "tone")], 2).permute(1, 2, 0, 3).reshape(3, len(names) + 1, 1, 1)
        )
        skin = F.conv2d(torch.cat([*weights, left], 1), colours)
        return when(v["skin.round"], lambda: skin * (1 + f["round"] * v["skin.round"]), skin)

    def dots(self, tone: Tensor) -> Tensor:
        """Printed dots whose size follows `tone`; their distance is fixed in output px, which avoids moiré."""
        edge = (1.2 / self.pitch).clamp(max=0.3)
        return ramp(-edge, edge, tone * 0.75 - self.screen) * self.v["finish.dots"] * ramp(0.01, 0.05, tone)

    def waves(self) -> Tensor:
        """The halftone screen that dots are cut from, 0..1."""
        column, row = self.fields["column"], self.fields["row"]
        k = 2 * math.pi / self.pitch * self.scale
        c, s = math.cos(0.61), math.sin(0.61)
        return 0.5 + 0.25 * (torch.cos((column * c + row * s) * k) + torch.cos((row * c - column * s) * k))

    def hair(self) -> Tensor:
        f, v = self.fields, self.v
        tone = f["hair_tone"] + 0.55 * v["hair.strands"] * f["strands"]
        thread = ramp(1.5, 2.3, f["threads"].abs()) * torch.sign(f["threads"]) * v["hair.threads"]
        soft = v["hair.softness"] / torch.sqrt(self.scale.clamp(min=0.25))
        shade = ramp(-0.25 + soft, -0.25 - soft, tone)
        deep = ramp(-1.0 + soft, -1.0 - soft, tone)
        light = ramp(0.8 - soft, 0.8 + soft, tone)
        mass = f["hair_mass"] * v["hair.volume"]
        dark = 1 - 0.7 * rise(50.0, 72.0, self.p["hair_l"])  # shade on white hair is light
        hair = f["hair"] * (1 + mass)
        hair = (
            hair
            * (1 - (1 - v["hair.shadow"]) * dark * shade)
            * (1 - (1 - v["hair.deep"] / v["hair.shadow"].clamp(min=0.3)).clamp(min=0) * dark * deep)
        )
        hair = hair * (1 + 0.22 * v["hair.strands"] * f["strands"] + 0.28 * thread)
        ring = (
            ramp(0.4 - soft, 0.4 + soft, f["hair_ring"] * ramp(-0.7, 0.6, tone) * 1.2)
            * v["hair.ring"]
            * (1 - 0.75 * deep)
        )
        glow = torch.maximum(light * v["hair.light"] * (1 + mass).clamp(0.5, 1.4), ring)
        return over(hair, self.rgb["hair_glow"], glow.clamp(0, 0.9)).clamp(0, 1)

    def beard(self, picture: Tensor) -> Tensor:
        # `_bearded` draws no beard where this is at most 0: strands add a tenth.
        return when(self.fields.small("beard") * 1.1 - 0.08, lambda: self._bearded(picture), picture)

    def _bearded(self, picture: Tensor) -> Tensor:
        f = self.fields
        strand = (0.5 + 0.35 * f["strands"] + 0.2 * f["threads"].clamp(-1, 1)).clamp(0, 1)
        body = over(self.rgb["beard_dark"], self.rgb["beard_light"], strand)
        edge = ramp(0.3, 0.6, self.skin_edge + self.hair_edge)
        density = ramp(0.08, 0.75, f["beard"] + 0.10 * f["strands"] * f["beard"]) * edge
        # Stubble darkens what is under it; a full or white beard covers it.
        full = bearded(self.p)
        veil = ramp(0.02, 0.95, f["beard"]) * (0.85 + 0.3 * (strand - 0.5)) * edge
        picture = over(picture, picture * STUBBLE, veil * (1 - full) * self.v["skin.stubble"])
        return over(picture, body, density * 0.92 * full)

    def fringe(self, picture: Tensor, hair: Tensor) -> Tensor:
        """Draws hair in front of the eyes."""
        f = self.fields
        return when(
            f.small("eye_zone"),
            lambda: over(picture, hair, ramp(0.5, 0.85, self.hair_edge) * f["eye_zone"] * 0.9),
            picture,
        )

    def glasses(self, picture: Tensor, scene: Tensor) -> Tensor:
        """Draws rims and dark lenses as they are; skin behind a clear lens stays as drawn."""
        return when(self.fields.small("glasses") - 0.2, lambda: self._glasses(picture, scene), picture)

    def _glasses(self, picture: Tensor, scene: Tensor) -> Tensor:
        f, p = self.fields, self.p
        glasses = ramp(0.2, 0.5, f["glasses"])
        level = p["level_gain"] * self.grey + p["level_offset"] * 0.01
        skin_level = grey_of(self.rgb["tone"]) * (0.55 + 0.25 * (1 - p["dark"]))
        dark = ramp(0.0, 0.22, skin_level - level)
        rim = glasses * torch.maximum(dark * (1 - 0.95 * ramp(0.5, 0.95, f["eye_zone"])), p["dark_glasses"])
        return over(picture, scene * (1 - 0.3 * ramp(0.55, 0.3, grey_of(scene))), rim.clamp(0, 1) * 0.97)

    # ---- lines

    def lines(self) -> Tensor:
        """Ink 0..1 of every line that is not a feature of the face."""
        f, v, scale = self.fields, self.v, self.scale
        level, sharp = v["line.level"], v["line.sharp"]
        fine = torch.tanh((-f["fine"] - level).clamp(min=0) * (140 * sharp)) * v["line.fine"]
        bold = (
            torch.tanh((-f["bold"] * self.p["level_gain"] - level * 1.6).clamp(min=0) * (60 * sharp)) * v["line.bold"]
        )
        soft = 0.3 / scale.clamp(min=1)
        found = torch.maximum(ramp(0.45 - soft, 0.45 + soft, fine), ramp(0.52 - soft, 0.52 + soft, bold))
        face = f["face"] * ramp(0.35, 0.7, self.skin_edge)
        weight = 1 - (1 - v["line.in_face"]) * face
        weight = weight * (1 - (1 - v["line.in_hair"]) * self.hair_mask)
        weight = weight * (1 - (1 - v["line.in_skin"]) * self.skin_mask * (1 - f["face"]))
        weight = weight * (1 - (1 - v["line.in_back"]) * ramp(0.4, 0.8, f["back"]))
        quiet = (1 - 0.95 * f["eye_zone"] * f["face"]) * (1 - 0.85 * ramp(0.2, 0.6, f["beard"]))
        self.raw = found
        width = v["line.outline_px"] * (512 / 768 * 0.5) * (1 + v["line.heavy"] * f["facing"])
        blend = 0.55 / scale
        outline = when(
            v["line.outline"],
            lambda: (
                ramp(width + blend, width - blend, f["edge"].abs().amin(1, keepdim=True))
                * f["outlined"]
                * v["line.outline"]
            ),
            f.none,
        )
        return torch.maximum(found * weight, outline * (1 - 0.8 * f["eye_zone"])) * quiet

    def ink(self, picture: Tensor, lines: Tensor) -> Tensor:
        v = self.v
        tint = colour(1.0, 0.0, 0.35) * v["line.red"]
        tint = tint + BROWN * v["line.warm"].clamp(min=0) + BLUE * (-v["line.warm"]).clamp(min=0)
        picture = over(
            picture,
            picture * (v["line.ink"] * colour(1.1, 0.92, 0.95)) + tint,
            lines.clamp(0, 1) * (1 - 0.85 * v["finish.pencil"]),
        )
        return when(v["line.folds"] * self.fields.small("fold").amax(), lambda: self._folded(picture), picture)

    def _folded(self, picture: Tensor) -> Tensor:
        fold = ramp(0.3, 0.9, self.fields["fold"]) * self.v["line.folds"]
        return over(picture, self.rgb["fold"] * picture / (grey_of(picture) + 0.25), fold * 0.85)

    # ---- the whole picture

    def finish(self, picture: Tensor) -> Tensor:
        f, v = self.fields, self.v
        steps = (
            (v["finish.black"] + v["finish.dots"], self.shadows),
            (v["finish.rim"] * f.small("rim").amax(), self.rim),
            (v["finish.bloom"], self.bloom),
            (v["finish.contrast"] + v["finish.detail"], self.contrast),
            (v["finish.bristles"], self.bristles),
            (v["finish.crayon"], self.crayon),
            (sum(v[f"grade.{tone}_{axis}"].abs() for tone in GRADED for axis in "ab"), self.grade),
        )
        for amount, step in steps:
            picture = when(amount, partial(step, picture), picture)
        return picture * (1 - v["finish.paper"] * (1 - PAPER))

    def rim(self, picture: Tensor) -> Tensor:
        rim = self.fields["rim"] * self.v["finish.rim"]
        return picture + rim * (0.3 + 0.7 * grey_of(picture)) * colour(0.72, 0.88, 1.0)

    def bloom(self, picture: Tensor) -> Tensor:
        small = F.interpolate(picture, size=self.fields.work.shape[2:], mode="bilinear", align_corners=False)
        glow = up(blur((small - 0.66).clamp(0, 1), 4.0) * self.v["finish.bloom"], picture)
        return 1 - (1 - picture.clamp(0, 1)) * (1 - glow)

    def contrast(self, picture: Tensor) -> Tensor:
        """Applies a tone curve and sharpens the finest tones."""
        v, grey = self.v, grey_of(picture)
        curve = grey * grey * (3 - 2 * grey)
        curve = over(curve, torch.maximum(curve, grey), self.skin_mask)  # skin gets no darker by it
        fine = (grey - soft3(soft3(grey))) * (v["finish.detail"] * self.scale.clamp(1, 3))
        share = v["finish.contrast"] * (1 - 0.5 * self.p["dark"])  # keeps the tones of dark faces distinct
        return picture * (1 + share * (curve - grey) / (grey + 0.06)) + fine

    def bristles(self, picture: Tensor) -> Tensor:
        f, v = self.fields, self.v
        return picture * (1 + 0.055 * v["finish.bristles"] * f["threads"] * (1 - 0.4 * self.skin_mask))

    def crayon(self, picture: Tensor) -> Tensor:
        """Coloured pencil: paper shows between strokes, more so in lighter tones."""
        f, v = self.fields, self.v
        tone = 1 - grey_of(picture)
        stroke = ramp(0.3, -0.3, tone * 0.8 + 0.38 - 0.7 * f["hatch"] - 0.3 * f["cross_hatch"])
        bare = ramp(0.02, 0.1, tone) * (1 - 0.9 * self.skin_mask) * (1 - 0.5 * self.hair_mask)
        return over(picture, PAPER, stroke * bare * (0.4 * v["finish.crayon"]))

    def grade(self, picture: Tensor) -> Tensor:
        """Shifts dark, middle and light tones towards colours of their own; skin keeps most of its colour."""
        v, grey = self.v, grey_of(picture)
        low, high = ramp(0.45, 0.1, grey), ramp(0.5, 0.9, grey)
        weights = (low, 1 - low - high, high)
        shift = sum(
            weight * (RGB_OF_A * v[f"grade.{tone}_a"] + RGB_OF_B * v[f"grade.{tone}_b"])
            for tone, weight in zip(GRADED, weights, strict=True)
        )
        skin = self.skin_mask * (1 - self.hair_mask)
        return picture + shift * (1 - 0.75 * skin)

    def shadows(self, picture: Tensor) -> Tensor:
        """Turns deep shadows into ink and half tones of the surroundings into printed dots."""
        v, f = self.v, self.fields
        grey = grey_of(picture)
        black = v["finish.black"] * 0.0085
        # What is neither is skin, or not known: black patches on a neck in the shade would be ugly.
        inked = torch.maximum(torch.maximum(self.hair_mask, self.worn_mask), ramp(0.35, 0.8, f["back"]))
        mask = ramp(black + 0.03, black - 0.03, grey) * black.clamp(0, 0.1) * 10 * inked
        picture = over(picture, colour(0.07, 0.06, 0.09), mask * 0.95)
        tone = ramp(0.62, 0.1, grey) * ramp(0.35, 0.8, f["back"])
        return when(v["finish.dots"], lambda: picture * (1 - 0.32 * self.dots(tone) * (1 - mask)), picture)

    def pencil(self, picture: Tensor, lines: Tensor) -> Tensor:
        share = self.v["finish.pencil"]
        return when(share, lambda: over(picture, self.graphite(picture, lines), share), picture)

    def graphite(self, picture: Tensor, lines: Tensor) -> Tensor:
        """Graphite on paper: tones become hatching, lines become strokes, skin stays nearly blank."""
        f, v = self.fields, self.v
        grey = grey_of(picture)
        # Fair skin stays nearly blank paper; dark parts of eyes, brows and lips stay.
        base, wanted = self.d["tone_l"] * 0.01, self.d["drawn_l"] * 0.01
        skin = self.skin_mask * (1 - self.hair_mask)
        lift = 0.75 * (wanted / base.clamp(min=0.15) - 1) * ramp(0.12, 0.5, grey / base.clamp(min=0.1))
        tone = (grey * (1 + lift * skin)).clamp(0, 1)
        dense = skin * ramp(0.6, 0.42, base)  # dark skin, whose tones stay distinct
        curve = 0.6 * (1 - 0.85 * dense)
        tone = tone + (ramp(0.02, 0.93, tone) - tone) * curve
        back = ramp(0.5, 0.95, f["back"])
        dark = (1 - tone) * (1 - 0.68 * back)
        edge = 0.14 / self.scale.clamp(min=0.5)
        first = ramp(-edge, edge, dark * 1.15 - f["hatch"])
        second = ramp(-edge, edge, dark * 1.1 - 0.30 - f["cross_hatch"])
        strokes = (0.60 * first + 0.48 * second).clamp(0, 1) * ramp(0.03, 0.18, dark)
        deep = 0.9 + torch.maximum(0.38 * dense * (1 - 0.5 * ramp(0.42, 0.32, base)), 0.08 * self.hair_mask)
        laid = over(dark * deep, strokes * (0.35 + 0.65 * dark), v["finish.hatching"] * (1 - 0.5 * self.hair_mask))
        laid = torch.maximum(laid, ramp(0.72, 1.0, dark) * (0.88 - 0.3 * skin - 0.15 * self.hair_mask))
        drawn = torch.maximum(lines, self.raw * (0.45 + 0.55 * self.hair_mask) * (1 - back) * (1 - 0.75 * f["face"]))
        laid = 1 - (1 - laid) * (1 - 0.9 * drawn.clamp(0, 1))
        return over(PAPER, GRAPHITE, laid.clamp(0, 1))

    def toned(self, picture: Tensor) -> Tensor:
        """Limits colour and light to what the photo has."""
        d = self.d
        matrix = torch.cat([d[f"matrix{i}"].view(1) for i in range(9)]).view(3, 3, 1, 1)
        offset = torch.cat([d[f"offset_{c}"].view(1) for c in "rgb"]).view(1, 3, 1, 1)
        return F.conv2d(picture.clamp(0, 1), matrix) + offset
