"""The picture at the output's size: every edge is decided here, so that it is crisp at any size."""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from . import features
from .fields import LINES, WORK
from .mixer import COLOURS, DERIVED
from .ops import blur, colour, grey_of, over, ramp, rise, soft3, split, up
from .palette import PALETTE
from .style import STYLE, Scalars

PAPER = colour(0.985, 0.975, 0.95)
GRAPHITE = colour(0.13, 0.13, 0.15)


class Painter(nn.Module):
    """photo [1,3,H,W], work [1,A,h,w], lines [1,B,2h,2w], guide [1,G,gh,gw], at [2], eyes [1,2,E], palette, style,
    colours, derived, scale [1] → drawing [1,4,H,W]: RGB and matte, 0..1."""

    def forward(self, photo, work, lines, guide, at, eyes, palette, style, colours, derived, scale) -> Tensor:
        p, v = Scalars(palette, PALETTE), Scalars(style, STYLE)
        rgb = dict(zip(COLOURS, split(colours, 2, len(COLOURS)), strict=True))
        d = Scalars(derived, DERIVED)
        fields = _Enlarged(photo, work, lines)
        tile = _Tile(photo, fields, p, v, rgb, d, scale.view(1, 1, 1, 1))
        picture, matte = tile.paint(guide, at, eyes)
        return torch.cat([picture, matte], 1)


class _Enlarged:
    """Fields at the output's size, enlarged when first asked for."""

    def __init__(self, photo: Tensor, work: Tensor, lines: Tensor) -> None:
        self.photo = photo
        triples, singles = work[:, :18], work[:, 18:]
        self.triple = dict(
            zip(("slope", "offset", "edge_slope", "edge_offset", "lit", "hair"), triples.split(3, 1), strict=True)
        )
        names = WORK[18:]
        self.single = dict(zip(names, split(singles, 1, len(names)), strict=True))
        ungrouped = LINES[:-3]
        self.single |= dict(zip(ungrouped, split(lines[:, :-3], 1, len(ungrouped)), strict=True))
        self.triple["edge"] = lines[:, -3:]
        self.work = work

    def colours(self, name: str) -> Tensor:
        return up(self.triple[name], self.photo)

    def __getitem__(self, name: str) -> Tensor:
        if f"{name} " not in self.single:
            self.single[f"{name} "] = up(self.single[name], self.photo)
        return self.single[f"{name} "]


class _Tile:
    def __init__(self, photo, fields, p, v, rgb, d, scale) -> None:
        self.photo, self.fields, self.p, self.v, self.rgb, self.d, self.scale = photo, fields, p, v, rgb, d, scale
        self.grey = grey_of(photo)
        edges = (fields.colours("edge_slope") * self.grey + fields.colours("edge_offset")).clamp(0, 1)
        self.hair_edge, self.skin_edge, self.worn_edge = edges.split(1, 1)
        soft = 0.17 / (0.3 + 0.7 * scale.clamp(min=1))
        self.hair_mask, self.skin_mask, self.worn_mask = ramp(0.5 - soft, 0.5 + soft, edges).split(1, 1)

    def paint(self, guide: Tensor, at: Tensor, eyes: Tensor) -> tuple[Tensor, Tensor]:
        f, v = self.fields, self.v
        scene = (f.colours("slope") * self.photo + f.colours("offset")).clamp(0, 1)
        hair = self.hair()
        picture = over(scene, self.skin(), self.skin_mask)
        picture = self.beard(picture)
        picture = over(picture, hair, self.hair_mask)
        picture = over(picture, scene, ramp(0.3, 0.7, self.worn_mask * (1 - self.hair_mask)))
        lines = self.lines()
        picture = self.ink(picture, lines)
        picture = over(picture, self.pencil(picture, lines), v["finish.pencil"])
        picture = self.features(picture, scene, guide, at, eyes)
        picture = over(picture, hair, ramp(0.5, 0.85, self.hair_edge) * f["eye_zone"] * 0.9)
        picture = self.glasses(picture, scene)
        picture = self.finish(picture)
        subject = ramp(0.2, 0.6, 1 - f["back"])
        return self.toned(picture).clamp(0, 1), subject

    # ---- surfaces

    def skin(self) -> Tensor:
        f, v, rgb, scale = self.fields, self.v, self.rgb, self.scale
        light = f["light"]
        soft = v["skin.softness"] / torch.sqrt(scale.clamp(min=0.25))
        at = v["skin.threshold"]
        shade = ramp(at - soft, at + soft, -light) * v["skin.shade"]
        shade = torch.maximum(shade, ramp(0.5 - soft * 2.2, 0.5 + soft * 2.2, f["cast"]) * v["skin.cast"])
        shade = torch.maximum(shade, self.dots(ramp(at - 0.13, at + 0.02, -light)) * v["skin.shade"])
        deep = ramp(at + 0.13 - soft, at + 0.13 + soft * 1.5, -light) * v["skin.deep"]
        bright = ramp(0.07 - soft * 0.5, 0.07 + soft * 1.5, light) * v["skin.highlight"] * (1 - shade)
        rounds = f["contour"] * v["skin.contour"]
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
        skin = skin * (1 + f["round"] * v["skin.round"])
        skin = over(skin, f.colours("lit"), v["skin.lit"])
        # The photo's own small forms, relative to the skin around them.
        own = ((self.grey - f["calm"]) / (f["calm"] + 0.12)).clamp(-0.6, 0.35)
        skin = skin * (1 + own * v["skin.detail"])
        return over(skin, rgb["pale"], (f["gloss"] * v["skin.gloss"] * (1 - shade)).clamp(0, 0.75)).clamp(0, 1)

    def dots(self, tone: Tensor) -> Tensor:
        """Printed dots whose size follows `tone`; their distance is fixed in output px, so that it makes no moiré."""
        v = self.v
        pitch = (v["finish.dot_px"] * self.scale * (512 / 768)).clamp(min=3.5)
        column, row = self.fields["column"], self.fields["row"]
        k = 2 * math.pi / pitch * self.scale
        c, s = math.cos(0.61), math.sin(0.61)
        screen = 0.5 + 0.25 * (torch.cos((column * c + row * s) * k) + torch.cos((row * c - column * s) * k))
        edge = (1.2 / pitch).clamp(max=0.3)
        return ramp(-edge, edge, tone * 0.75 - screen) * v["finish.dots"] * ramp(0.01, 0.05, tone)

    def hair(self) -> Tensor:
        f, v = self.fields, self.v
        tone = f["hair_tone"] + 0.55 * v["hair.strands"] * f["strands"]
        thread = ramp(1.5, 2.3, f["threads"].abs()) * torch.sign(f["threads"]) * v["hair.threads"]
        soft = v["hair.softness"] / torch.sqrt(self.scale.clamp(min=0.25))
        shade = ramp(-0.25 + soft, -0.25 - soft, tone)
        deep = ramp(-1.0 + soft, -1.0 - soft, tone)
        light = ramp(0.8 - soft, 0.8 + soft, tone)
        mass = f["hair_mass"] * v["hair.volume"]
        hair = f.colours("hair") * (1 + mass)
        hair = (
            hair
            * (1 - (1 - v["hair.shadow"]) * shade)
            * (1 - (1 - v["hair.deep"] / v["hair.shadow"].clamp(min=0.3)).clamp(min=0) * deep)
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
        f = self.fields
        strand = (0.5 + 0.35 * f["strands"] + 0.2 * f["threads"].clamp(-1, 1)).clamp(0, 1)
        body = over(self.rgb["beard_dark"], self.rgb["beard_light"], strand)
        density = ramp(0.08, 0.75, f["beard"] + 0.10 * f["strands"] * f["beard"])
        # Stubble is a veil over skin that shows its own dark; a full or white beard is a body.
        p = self.p
        share = p["beard_l"] / p["albedo_l"].clamp(min=20)
        opacity = (0.15 + 0.77 * torch.maximum(rise(0.68, 0.45, share), rise(0.8, 0.9, share))).clamp(max=0.92)
        return over(picture, body, density * opacity * ramp(0.3, 0.6, self.skin_edge + self.hair_edge))

    def glasses(self, picture: Tensor, scene: Tensor) -> Tensor:
        """Rims and dark lenses as they are; what is skin behind a clear lens stays as it is drawn."""
        f, p = self.fields, self.p
        glasses = ramp(0.2, 0.5, f["glasses"])
        level = p["level_gain"] * self.grey + p["level_offset"] * 0.01
        skin_level = grey_of(self.rgb["tone"]) * (0.55 + 0.25 * (1 - p["dark"]))
        dark = ramp(0.0, 0.22, skin_level - level)
        rim = glasses * torch.maximum(dark * (1 - 0.95 * ramp(0.5, 0.95, f["eye_zone"])), p["dark_glasses"])
        return over(picture, scene * (1 - 0.3 * ramp(0.55, 0.3, grey_of(scene))), rim.clamp(0, 1) * 0.97)

    # ---- lines

    def lines(self) -> Tensor:
        """Ink 0..1 of every line that is no feature of the face."""
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
        distance = f.colours("edge").abs().amin(1, keepdim=True)
        outline = ramp(width + blend, width - blend, distance) * v["line.outline"]
        return torch.maximum(found * weight, outline * (1 - 0.8 * f["eye_zone"])) * quiet

    def ink(self, picture: Tensor, lines: Tensor) -> Tensor:
        v = self.v
        tint = colour(1.0, 0.0, 0.35) * v["line.red"]
        picture = over(
            picture,
            picture * (v["line.ink"] * colour(1.1, 0.92, 0.95)) + tint,
            lines.clamp(0, 1) * (1 - 0.85 * v["finish.pencil"]),
        )
        fold = ramp(0.3, 0.9, self.fields["fold"]) * v["line.folds"]
        return over(picture, self.rgb["fold"] * picture / (grey_of(picture) + 0.25), fold * 0.85)

    # ---- the face's features

    def features(self, picture: Tensor, scene: Tensor, guide: Tensor, at: Tensor, eyes: Tensor) -> Tensor:
        return features.paint(picture, guide, eyes, at, self.rgb, self.v, self.fields["visible"], scene, self.scale)

    # ---- the whole picture

    def finish(self, picture: Tensor) -> Tensor:
        f, v = self.fields, self.v
        picture = self.shadows(picture)
        rim = f["rim"] * v["finish.rim"]
        picture = picture + rim * colour(0.72, 0.88, 1.0) * (0.3 + 0.7 * grey_of(picture))
        small = F.interpolate(picture, size=self.fields.work.shape[2:], mode="bilinear", align_corners=False)
        glow = up(blur((small - 0.66).clamp(0, 1), 4.0), picture) * v["finish.bloom"]
        picture = 1 - (1 - picture.clamp(0, 1)) * (1 - glow)
        grey = grey_of(picture)
        curve = grey * grey * (3 - 2 * grey)
        picture = picture * (1 + v["finish.contrast"] * (curve - grey) / (grey + 0.06))
        picture = picture + (grey - soft3(soft3(grey))) * (v["finish.detail"] * self.scale.clamp(1, 3))
        picture = picture * (1 + 0.055 * v["finish.bristles"] * f["threads"] * (1 - 0.65 * self.skin_mask))
        picture = self.crayon(picture)
        return picture * (1 - v["finish.paper"] * (1 - PAPER))

    def crayon(self, picture: Tensor) -> Tensor:
        """Coloured pencil: paper shows between strokes, the more the lighter the tone."""
        f, v = self.fields, self.v
        tone = 1 - grey_of(picture)
        stroke = ramp(0.3, -0.3, tone * 0.8 + 0.38 - 0.7 * f["hatch"] - 0.3 * f["cross_hatch"])
        bare = ramp(0.02, 0.1, tone) * (1 - 0.9 * self.skin_mask) * (1 - 0.5 * self.hair_mask)
        return over(picture, PAPER, stroke * bare * (0.4 * v["finish.crayon"]))

    def shadows(self, picture: Tensor) -> Tensor:
        """Deep shadows become ink, half tones of the surroundings printed dots."""
        v, f = self.v, self.fields
        grey = grey_of(picture)
        black = v["finish.black"] * 0.0085
        skin = self.skin_mask * (1 - self.hair_mask)
        mask = ramp(black + 0.03, black - 0.03, grey) * black.clamp(0, 0.1) * 10 * (1 - skin)
        picture = over(picture, colour(0.07, 0.06, 0.09), mask * 0.95)
        tone = ramp(0.62, 0.1, grey) * ramp(0.35, 0.8, f["back"])
        return picture * (1 - 0.32 * self.dots(tone) * (1 - mask))

    def pencil(self, picture: Tensor, lines: Tensor) -> Tensor:
        """Graphite on paper: tones become hatching, lines become strokes, skin stays nearly blank."""
        f, v = self.fields, self.v
        grey = grey_of(picture)
        # Paper is the lightest skin; darks of eyes, brows and lips stay.
        base = self.d["tone_l"] * 0.01
        wanted = 0.62 + 0.32 * ramp(0.15, 0.75, base)
        skin = self.skin_mask * (1 - self.hair_mask)
        lift = 0.75 * (wanted / base.clamp(min=0.15) - 1) * ramp(0.12, 0.5, grey / base.clamp(min=0.1))
        tone = (grey * (1 + lift * skin)).clamp(0, 1)
        tone = ramp(0.02, 0.93, tone) * 0.6 + tone * 0.4
        back = ramp(0.5, 0.95, f["back"])
        dark = (1 - tone) * (1 - 0.55 * back)
        edge = 0.14 / self.scale.clamp(min=0.5)
        first = ramp(-edge, edge, dark * 1.15 - f["hatch"])
        second = ramp(-edge, edge, dark * 1.1 - 0.30 - f["cross_hatch"])
        strokes = (0.60 * first + 0.48 * second).clamp(0, 1) * ramp(0.03, 0.18, dark)
        laid = over(dark * 0.9, strokes * (0.35 + 0.65 * dark), v["finish.hatching"] * (1 - 0.5 * self.hair_mask))
        laid = torch.maximum(laid, ramp(0.72, 1.0, dark) * (0.88 - 0.3 * skin))
        drawn = torch.maximum(
            lines, self.raw * (0.45 + 0.55 * self.hair_mask) * (1 - 0.6 * back) * (1 - 0.75 * f["face"])
        )
        laid = 1 - (1 - laid) * (1 - 0.9 * drawn.clamp(0, 1))
        return over(PAPER, GRAPHITE, laid.clamp(0, 1))

    def toned(self, picture: Tensor) -> Tensor:
        """No more colour, and no more light, than the photo has."""
        d = self.d
        matrix = torch.cat([d[f"matrix{i}"].view(1) for i in range(9)]).view(3, 3, 1, 1)
        offset = torch.cat([d[f"offset_{c}"].view(1) for c in "rgb"]).view(1, 3, 1, 1)
        return F.conv2d(picture.clamp(0, 1), matrix) + offset
