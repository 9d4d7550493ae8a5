"""Clothes, surroundings, skin and hair as colours and tones, on the work grid."""

import torch
from torch import Tensor
from torch.nn import functional as F

from . import features
from .believable import believable
from .branches import when
from .mixer import Look
from .noise import tiled_noise
from .ops import (
    Flow,
    blur,
    colour,
    enlarged,
    flattened,
    grey_of,
    grown,
    guided,
    half,
    orientation,
    over,
    power,
    ramp,
    rise,
    sampling_grid,
    shrunk,
    slopes,
    soft_steps,
    spread,
    to_lab,
)
from .palette import bearded, levelled

KEY = (0.42, -0.55, 0.72)


class Surfaces:
    """One head or scene while its fields are computed."""

    def __init__(self, photo: Tensor, layers: dict[str, Tensor], form: dict[str, Tensor], look: Look) -> None:
        small, f = half(photo), form
        self.p, self.v, self.rgb = look.p, look.v, look.rgb
        lab = levelled(to_lab(small), self.p)
        self.photo, self.small, self.lab, self.f = photo, small, lab, f
        m = self.m = believable(layers, lab, self.p, f)
        self.grey, self.fine_grey = grey_of(small), grey_of(photo)
        self.light_l = lab[:, :1]
        self.line_tangents, self.hair_tangents = orientation(small, 1.3, 2.7)
        grid, fine_grid = sampling_grid(self.grey), sampling_grid(self.fine_grey)
        self.line_flow, self.hair_flow = Flow(self.line_tangents, grid), Flow(self.hair_tangents, grid)
        self.fine_line_flow = Flow(enlarged(self.line_tangents, 2), fine_grid)
        self.fine_hair_flow = Flow(enlarged(self.hair_tangents, 2), fine_grid)
        self.worn = (m["clothes"] + m["worn"]).clamp(0, 1)
        self.skin = (m["face_skin"] + m["body_skin"]).clamp(0, 1)
        self.features = grown(torch.maximum(f["eye_zone"], f["lips"]))
        self.texture, self.print = self._texture()
        self.plain = self.skin * (1 - self.features) * (1 - grown(m["glasses"])) * (1 - m["beard"])

    # ---- clothes and surroundings

    def scene(self) -> Tensor:
        """Lab of everything as broad, clean strokes."""
        v, cloth = self.v, ramp(0.3, 0.7, self._along_edges(self.worn))
        back = ramp(0.3, 0.7, self._along_edges(self.m["background"]))
        flat = self.small
        variance = 2 * ((v["scene.flat"] * 0.5 + 2) / 255) ** 2
        for _ in range(3):
            flat = flattened(flat, 3, variance)
        calm = 1 - 0.85 * self.texture * (1 - cloth * self.print)
        broad = over(_mean_within(flat, back, 5.0), _mean_within(flat, cloth, 5.0), cloth)
        # A print is not texture: its shapes are drawn.
        flat = over(flat, broad, self.texture * (1 - cloth * self.print) * v["scene.texture"])
        strokes = self.hair_flow.comb(flat, (1.0, 2.5), v["scene.strokes"])
        # Strokes along a texture without direction would look like worms.
        flat = over(flat, _shock(strokes, v["scene.shock"]), calm)
        flat = when(v["scene.soft"] * back, lambda: self._soft_back(flat, back), flat)
        lab = levelled(to_lab(flat), self.p)
        l = power((lab[:, :1] / 100).clamp(1e-3, 1), v["scene.gamma"])
        # Not across the subject's outline, where it would make a halo.
        apart = over(torch.ones_like(back), ramp(0.7, 0.99, blur(back, 7.0)), back)
        l = l + v["scene.contrast"] * apart * (blur(l, 1.0) - blur(l, 7.0)).clamp(-0.2, 0.2)
        levels = v["scene.levels"]
        stepped = soft_steps(l.clamp(0, 1), levels.clamp(min=1), 5.0)
        l = over(l, stepped * 0.7 + l * 0.3, levels.clamp(0, 1))
        dark, bright = ramp(0.6, 0.05, l), ramp(0.55, 0.95, l)
        violet = v["scene.violet"] * dark
        chroma = v["scene.chroma"] * (1 + (v["scene.back_chroma"] - 1) * back)
        l = v["scene.low"] + (v["scene.high"] - v["scene.low"]) * l
        a = lab[:, 1:2] * chroma + 0.5 * violet
        b = lab[:, 2:] * chroma - violet + v["scene.warm"] * bright
        air = back * v["scene.fade"]
        return torch.cat([over(l, v["scene.air"], air), a * (1 - air), b * (1 - air)], 1)

    def _along_edges(self, layer: Tensor) -> Tensor:
        """`layer` with its edges moved to those of the photo."""
        slope, offset = guided(self.grey, layer, 3, 2e-3)
        return (slope * self.grey + offset).clamp(0, 1)

    def _soft_back(self, flat: Tensor, back: Tensor) -> Tensor:
        """Blurs the background. The subject is first filled with its surroundings, so that it leaves no halo."""
        soft, sure = self.v["scene.soft"], ramp(0.75, 0.98, self.m["background"])
        near, far = spread(flat, sure, 2), spread(flat, sure, 4)
        blurred = over(near, far, ramp(0.7, 1.0, soft))
        # A gap in the subject of which nothing is surely background keeps its own colours: it would be filled with
        # those from beyond the subject.
        known = blur(grown(sure, 3), 2.0)
        return over(flat, blurred, back * known * soft)

    def _texture(self) -> tuple[Tensor, Tensor]:
        """Two masks: 1 in busy texture without a direction (leaves, tweed), and 1 where it is as strong as a print."""
        detail = self.grey - blur(self.grey, 3.0)
        strength = torch.sqrt(blur(detail * detail, 4.0) + 1e-7)
        busy = ramp(0.012, 0.038, strength)
        wide = blur(self.line_tangents, 4.0)
        directed = torch.sqrt((wide * wide).sum(1, keepdim=True) + 1e-8)
        texture = busy * (1 - ramp(0.45, 0.85, directed)) * (1 - self.m["hair"]) * (1 - self.skin)
        return texture, ramp(0.045, 0.075, strength)

    # ---- skin

    def light(self, w: dict[str, Tensor]) -> Tensor:
        """Writes the light on the skin, centred on 0, from which tones are cut.

        Returns it with all shadows, for smoothly lit skin.
        """
        f, p, v = self.f, self.p, self.v
        face = f["face"]
        soft = spread(self.lab, self.plain, 1)
        # Reflections on dark skin are far brighter than the skin itself.
        own = (soft[:, :1] - p["albedo_l"]) / p["albedo_l"].clamp(min=20)
        w["shine"] = own
        own = torch.minimum(own.clamp(min=-0.5), 0.32 + 0.3 * p["dark"])
        near_eyes = blur(grown(f["eye_zone"], 2), 4.0)
        own = torch.where(own < 0, own * (1 - 0.8 * near_eyes), own)
        own = over(blur(own, 2.3), blur(own, 6.0), face)
        # Shade is darker than the rest of the face; a face in dim light is not in the shade.
        lit = face * self.plain
        own = own - 0.75 * (own * lit).sum() / (lit.sum() + 1.0)
        # A harshly lit face is shaded no more strongly than suits a drawing.
        spread_of_light = torch.sqrt((own * own * lit).sum() / (lit.sum() + 1.0) + 1e-6)
        own = own * ((0.12 + 0.07 * p["dark"]) / spread_of_light).clamp(max=1)
        # Photos are lit from either side: the key light follows the photo's.
        key, side = self._key(own, face)
        slope, offset = guided(self.light_l * 0.01, self.light_l * 0.01, 2, 0.0025)
        calm = (slope * self.light_l * 0.01 + offset) * 100
        trusted = ramp(0.3, 0.8, self.plain)
        relief = (blur(calm, 0.8) - blur(calm, 7.0)).clamp(-22, 9) / p["albedo_l"].clamp(min=30)
        relief = relief * face * trusted * (1 - 0.7 * near_eyes)
        form = (blur(calm, 1.2) - soft[:, :1]).clamp(-30, 9) / p["albedo_l"].clamp(min=30) * (1 - face) * v["skin.form"]
        light = own * v["skin.photo_light"] + blur(key, 2.2) * v["skin.mesh_light"] + relief * v["skin.relief"] + form
        above = (self.m["hair"] + 0.9 * self.m["worn"]).clamp(0, 1)
        fallen = F.pad(above, (1, 0, 4, 0), mode="replicate")[:, :, :-4, :-1] * self.m["face_skin"] * f["forehead"]
        cast = torch.maximum(blur(f["neck_shadow"] * self.skin, 1.4), 0.9 * blur(fallen, 1.4))
        w["calm"] = spread(self.grey, self.plain, 2)
        inside = blur(1 - face, 8.0) * face
        w["light"], w["cast"] = light, cast
        w["contour"] = (inside * 1.6 * (0.5 + side * 0.9)).clamp(0, 1) * f["trust"].clamp(0.35, 1)
        w["round"] = blur(key, 5.0) * face + form * 0.35
        w["blush"] = f["blush"]
        socket = blur(grown(f["eye_zone"], 1), 3.0) * face
        total = light * 1.15 - cast * (0.45 * v["skin.cast"]) - w["contour"] * (1.1 * v["skin.contour"]) - socket * 0.10
        return total - (total * lit).sum() / (lit.sum() + 1.0)

    def _key(self, own: Tensor, face: Tensor) -> tuple[Tensor, Tensor]:
        """(Lambert shading by a key light, relative to its mean on the face; how far each place faces away from it)."""
        f = self.f
        trust = face * f["trust"]
        tilt = (own * f["nx"] * trust).sum() / ((f["nx"] * f["nx"] * trust).sum() + 1.0)
        x = KEY[0] * torch.tanh(6 * tilt - 0.9)
        y, z = KEY[1], KEY[2]
        norm = torch.rsqrt(x * x + y * y + z * z)
        lambert = ((f["nx"] * x + f["ny"] * y + f["nz"] * z) * norm).clamp(0, 1)
        weight = ramp(0.7, 0.9, face)
        mean = (lambert * weight).sum() / (weight.sum() + 1e-3)
        away = (-(f["nx"] * x + f["ny"] * y) * norm).clamp(0, 1)
        self.key_x = x
        return (lambert - mean) * f["trust"], away

    def lit_skin(self, total: Tensor) -> Tensor:
        """RGB of smoothly lit skin: light is multiplied in linear colour, so that dark skin keeps its own tone."""
        v, f = self.v, self.f
        most = 0.4 + 0.25 * self.p["dark"]
        total = torch.where(total < 0, -1.4 * torch.tanh(-total / 1.4), most * torch.tanh(total / most))
        base = self.rgb["tone"].clamp(1e-3, 1) ** 2.2
        # Red light reaches further into the shade.
        fall = colour(0.72, 1.06, 1.14)
        rosy = 1 - (0.5 * v["skin.blush"] * f["blush"]) * colour(0.03, 0.45, 0.42)
        shaded = power((base * torch.exp(2.1 * total.clamp(max=0) * fall) * rosy).clamp(1e-4, 1), 1 / 2.2)
        bright = (total.clamp(min=0) * 0.85).clamp(0, 0.55)
        return 1 - (1 - shaded) * (1 - bright * self.rgb["pale"])

    # ---- hair

    def hair(self, w: dict[str, Tensor]) -> Tensor:
        """Lab of the hair's base colour; writes its tones as fields that the painter cuts at the output's size."""
        bald = torch.cat([torch.zeros_like(self.small)] * 2, 1)
        q = when(self.m["hair"] - 0.3, self._hair, bald)
        w["hair_tone"], w["hair_mass"], w["hair_ring"] = q[:, :3].split(1, 1)
        return q[:, 3:]

    def _hair(self) -> Tensor:
        m, p, v = self.m, self.p, self.v
        inside, sure = ramp(0.3, 0.8, m["hair"]), ramp(0.55, 0.95, m["hair"])
        q = torch.cat([self.light_l * sure, sure, tiled_noise("clumps", self.grey)], 1)
        q = blur(self.hair_flow.comb(q, (1.5, 3.0, 6.0, 11.0)), 0.7)
        near = self._hair_mean(self.light_l, sure, 2.0)
        light = (q[:, :1] + 0.1 * near) / (q[:, 1:2] + 0.1)
        middle = self._hair_mean(light, sure, 16.0)
        own = light - middle
        contrast = torch.sqrt((own * own * inside).sum() / (inside.sum() + 1) + 1e-6) + 2.0
        own = (own / contrast).clamp(-2.2, 2.2)
        locks = q[:, 2:] / (torch.sqrt((q[:, 2:] * q[:, 2:] * inside).sum() / (inside.sum() + 1) + 1e-6) + 1e-3)
        tone = own + (locks.clamp(-2.2, 2.2) - own) * v["hair.clumps"]
        colours = torch.cat([self._hair_mean(self.lab[:, i : i + 1], sure, 9.0) for i in range(3)], 1)
        # In one colour, white and blond hair has the colour of its lights: that of its shades would make it brown.
        fair, blond = rise(55.0, 75.0, p["hair_l"]), rise(20.0, 32.0, p["hair_b"]) * rise(36.0, 48.0, p["hair_l"])
        mean_l = p["hair_l"] + torch.maximum(0.8 * fair, 0.5 * blond) * (p["hair_high"] - p["hair_l"])
        base = over(colours, torch.cat([mean_l, p["hair_a"], p["hair_b"]], 1), v["hair.unity"])
        l = v["hair.low"] + (v["hair.high"] - v["hair.low"]) * base[:, :1] / 100
        # The little colour that grey and black hair has comes from its surroundings.
        own = 0.3 + 0.7 * ramp(4.0, 13.0, torch.sqrt(p["hair_a"] ** 2 + p["hair_b"] ** 2 + 1e-6))
        own = own * (v["hair.chroma"] - (v["hair.chroma"] - 0.7).clamp(min=0) * fair)
        a, b = (base[:, 1:] * own).split(1, 1)
        return torch.cat([tone, *self._mass(locks), l, torch.maximum(a, 0.26 * b), b], 1)  # blond hair is never olive

    def _hair_mean(self, x: Tensor, sure: Tensor, sigma: float) -> Tensor:
        q = blur(torch.cat([x * sure, sure], 1), sigma)
        return q[:, :1] / (q[:, 1:] + 1e-3)

    def _mass(self, locks: Tensor) -> tuple[Tensor, Tensor]:
        """(Light and shade of the hair as one inflated form, −1..1; the ring of reflected light, 0..1)."""
        m = self.m
        head = (m["hair"] + m["face_skin"] + m["worn"]).clamp(0, 1)
        height = blur(head, 10.0) * 0.6 + blur(head, 22.0) * 0.4
        gx, gy = (x * 9 for x in slopes(blur(height, 2.0)))
        norm = torch.rsqrt(gx * gx + gy * gy + 0.6)
        lambert = (-gx * self.key_x - gy * KEY[1] + 0.72 * 0.77) * norm
        ring = height + 0.02 * locks.clamp(-2, 2)
        band = ramp(0.075, 0.025, (ring - 0.70).abs()) * ramp(0.05, 0.30, gy * norm)
        return (lambert - 0.45).clamp(-1, 1), band

    # ---- the rest

    def accents(self, w: dict[str, Tensor]) -> None:
        m, f, p = self.m, self.f, self.p
        w["beard"] = self._beard()
        w["glasses"] = m["glasses"]
        bare = (m["face_skin"] + m["beard"] + m["glasses"] * (1 - p["dark_glasses"])).clamp(0, 1)
        w["visible"] = features.seen(bare, f, p)
        w["face"], w["eye_zone"], w["back"] = f["face"], f["eye_zone"], m["background"]
        n = f["nx"] * (self.key_x * 0.5) + f["ny"] * (KEY[1] * 0.5) + f["nz"] * 0.86
        shine = (n * n).clamp(1e-4, 1)
        gloss = (0.5 * power(shine, 14.0) + 0.8 * power(shine, 40.0)) * f["trust"]
        # An even sheen would make dark skin grey: it shines only where it does in the photo.
        gloss = over(gloss, 0.9 * ramp(0.22, 0.75, w.pop("shine")) * f["face"], 0.85 * p["dark"])
        w["gloss"] = gloss * (1 - m["beard"]) + 0.5 * f["gloss"]
        subject = 1 - m["background"]
        inside = ramp(0.6, 0.95, subject)
        gx, gy = (x * 5 for x in slopes(blur(subject, 2.2)))
        away = torch.where(self.key_x < 0, 1.0, -1.0)
        w["rim"] = (-gx * away * 0.95 + gy * 0.35).clamp(0, 1) * inside

    def _beard(self) -> Tensor:
        """Density of facial hair, 0..1: stubble stays translucent, a full beard becomes opaque."""
        p = self.p
        darker = (p["albedo_l"] - blur(self.light_l, 1.2)) / (p["albedo_l"] - p["beard_low"]).clamp(min=12)
        white = ramp(0.72, 0.88, p["beard_l"] / p["albedo_l"].clamp(min=20))
        density = over(ramp(0.0, 0.55, blur(darker, 1.5)), 0.85, white)
        # Stubble fades out; a full beard has an edge.
        where = over(blur(self.m["beard"], 7.0), blur(self.m["beard"], 2.4), bearded(p))
        return (where * density * p["beard"]).clamp(0, 1)


def _mean_within(x: Tensor, share: Tensor, sigma_px: float) -> Tensor:
    """A blur of `x` weighted by `share` (unit), so that no colour bleeds over its edge."""
    return (blur(x * share, sigma_px) + 1e-3 * x) / (blur(share, sigma_px) + 1e-3)


def _shock(x: Tensor, amount: Tensor) -> Tensor:
    """Pushes colours apart at edges, towards the darker or the lighter neighbour, by the sign of a smooth Laplacian."""
    grey = blur(grey_of(x), 1.0)
    bend = torch.tanh((blur(grey, 1.2) - grey) * 60)
    darker, lighter = shrunk(x) - x, F.max_pool2d(x, 3, 1, 1) - x
    return x + amount * (bend.clamp(min=0) * darker + (-bend).clamp(min=0) * lighter)
