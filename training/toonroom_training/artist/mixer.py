"""Computes every colour of a drawing from palette and style: only scalars, so it is nearly free and runs on the CPU."""

import torch
from torch import Tensor, nn

from . import features
from .ops import join, ramp, rise, split, to_rgb
from .palette import PALETTE
from .style import STYLE, Scalars

SURFACE_COLOURS = ("tone", "bright", "shade", "deep", "blush", "fold", "beard_dark", "beard_light", "hair_glow", "pale")
COLOURS = (*SURFACE_COLOURS, *features.COLOURS)
# Nine numbers of a colour matrix, three of its offset, then scalars.
DERIVED = (
    *(f"matrix{i}" for i in range(9)),
    "offset_r",
    "offset_g",
    "offset_b",
    "hair_base",
    "hair_span",
    "tone_l",
    "drawn_l",  # lightness of skin in a pencil drawing
    "own_l",
)

Lab = tuple[Tensor, Tensor, Tensor]


class Look:
    """What a head or a scene is drawn by: palette `p` and style `v` as named scalars, mixed colours `rgb` by name."""

    def __init__(self, palette: Tensor, style: Tensor, colours: Tensor) -> None:
        self.p, self.v = Scalars(palette, PALETTE), Scalars(style, STYLE)
        self.rgb = dict(zip(COLOURS, split(colours, 2, len(COLOURS)), strict=True))


class Mixer(nn.Module):
    """palette [1,P], style [1,S] → colours [1,3,C,1] RGB 0..1, derived [1,D]."""

    def forward(self, palette: Tensor, style: Tensor) -> tuple[Tensor, Tensor]:
        p, v = Scalars(palette, PALETTE), Scalars(style, STYLE)
        skin = self._skin(p, v)
        lab = {
            **skin,
            **self._beard(p),
            **self._hair_glow(p, v),
            **features.colours(p, v, self._ground(skin["tone"], p["dark"], v)),
        }
        light = join([lab[name][0] for name in COLOURS], 2).clamp(0, 100)
        a, b = (join([lab[name][i] for name in COLOURS], 2) for i in (1, 2))
        hair_base = v["hair.low"] + (v["hair.high"] - v["hair.low"]) * p["hair_l"] / 100
        hair_span = (p["hair_high"] - p["hair_low"]).clamp(min=8)
        derived = [
            *self._colour_matrix(p, v),
            hair_base,
            hair_span,
            lab["tone"][0],
            _pencilled(lab["tone"][0], p["dark"]),
            p["albedo_l"],
        ]
        return to_rgb(torch.cat([light, a, b], 1)), join(derived, 1).view(1, len(DERIVED))

    def _ground(self, tone: Lab, dark: Tensor, v: Scalars) -> Lab:
        """The colour that features are drawn on: skin, as in a pencil drawing or in full colour."""
        return tone[0] + (_pencilled(tone[0], dark) - tone[0]) * v["finish.pencil"], tone[1], tone[2]

    def _skin(self, p: dict[str, Tensor], v: dict[str, Tensor]) -> dict[str, Lab]:
        l, a, b = p["albedo_l"], p["albedo_a"], p["albedo_b"]
        dark = p["dark"]
        chroma = torch.sqrt(a * a + b * b + 1e-6)
        kept = torch.where(chroma < 18, chroma, 18 + (0.4 + 0.35 * dark) * (chroma - 18))
        k = kept / chroma * v["skin.chroma"] * (1 + 0.14 * dark)
        # Dark skin is red-brown already: more yellow would make it olive.
        a, b = a * k + v["skin.rosy"], b * k + v["skin.warmth"] * (1 - 0.7 * dark)
        b = torch.maximum(b, a * (1.0 + 0.12 * dark))  # a violet cast is the photo's, not the skin's
        lifted = 100 * (l / 100) ** (v["skin.gamma"] + v["skin.dark_gamma"] * dark)
        lifted = lifted + 4 * rise(38.0, 28.0, l)  # features must stay visible on the darkest skin
        most = (
            4 * rise(38.0, 28.0, l)
            + v["skin.lift_dark"]
            + (v["skin.lift_fair"] - v["skin.lift_dark"]) * (1 - dark) ** 2
            + 0.1
        )
        tone = l + most * torch.tanh((lifted - l) / most)
        # Levelling included, dark skin never gets much lighter than in the photo.
        own = (l - p["level_offset"]) / p["level_gain"] / p["level_back"]
        tone = torch.minimum(tone, own + 6 - dark + 4 * rise(38.0, 28.0, l) + 9 * (1 - dark))
        # The darker the skin looks, the less colour it may gain: otherwise fair skin in dim light would turn brown.
        seen = torch.sqrt((p["albedo_a"] - p["cast_a"]) ** 2 + (p["albedo_b"] - p["cast_b"]) ** 2 + 1e-6)
        most = (0.97 * seen + 1 + 14 * (1 - dark) ** 2) / v["finish.chroma"].clamp(min=0.8)
        bound = (most * torch.rsqrt(a * a + b * b + 1e-6)).clamp(max=1)
        a, b = a * bound, b * bound
        glow = 1 + 0.9 * dark
        calm = 1 - 0.45 * dark
        shade_l = v["skin.shade_l"] + (1 - v["skin.shade_l"]) * 0.3 * dark
        shade_a, shade_b = v["skin.shade_a"] * calm, v["skin.shade_b"] * calm
        return {
            "tone": (tone, a, b),
            "bright": ((tone + 6 * glow).clamp(max=98), a * (0.76 + 0.3 * dark), b * (0.86 + 0.44 * dark)),
            "shade": (tone * shade_l - 1, a * 1.08 + shade_a, b * 1.03 + shade_b),
            "deep": (tone * shade_l * shade_l * 0.97, a * 1.12 + shade_a * 1.4, b + shade_b * 1.4),
            "blush": (tone - 5 + 3 * dark, a + 17 - 3 * dark, b + 4 + 4 * dark),
            "fold": (tone * 0.62, a * 1.1 + 7, b + 2),
            "pale": (97 - 22 * dark, a * (0.25 + 0.5 * dark), b * (0.4 + 0.5 * dark)),
        }

    def _beard(self, p: dict[str, Tensor]) -> dict[str, Lab]:
        white = rise(0.72, 0.88, p["beard_l"] / p["albedo_l"].clamp(min=20))
        dark = torch.minimum(p["beard_l"], p["albedo_l"] - 12)
        light = dark + (p["beard_l"] + 4 - dark) * white
        a = p["beard_a"] * (0.6 - 0.1 * white) + p["brow_a"] * 0.2 * (1 - white)
        b = p["beard_b"] * (0.6 - 0.1 * white) + p["brow_b"] * 0.2 * (1 - white)
        return {"beard_dark": (light - 7, a, b), "beard_light": (light + 7, a, b)}

    def _hair_glow(self, p: dict[str, Tensor], v: dict[str, Tensor]) -> dict[str, Lab]:
        warm = v["hair.warm"]
        a = torch.maximum(p["hair_a"], 0.26 * p["hair_b"])
        # Black hair that shone as strongly would be grey.
        shine = 31 + 7 * rise(12.0, 38.0, p["hair_l"])
        return {"hair_glow": ((p["hair_l"] + shine).clamp(max=92), a * 0.9 + 2 * warm, p["hair_b"] * 0.9 + 9 * warm)}

    def _colour_matrix(self, p: dict[str, Tensor], v: dict[str, Tensor]) -> list[Tensor]:
        """RGB → RGB: no more colour than the photo has, a single colour axis where it has one, and its darkness.

        Cb = B − Y and Cr = R − Y are mapped by A and an offset; the result is dimmed by `level_back`.
        """
        mono = p["monochrome"]
        limit = p["chroma_limit"]
        strength = v["finish.chroma"] * limit * (1 - v["finish.pencil"])
        cos, sin = p["axis_cos"], p["axis_sin"]
        a00 = strength * (1 - mono + mono * (1 + cos) / 2)
        a11 = strength * (1 - mono + mono * (1 - cos) / 2)
        a01 = strength * mono * sin / 2
        # In a toned photo grey has the colour of the tone: neutral colours of the drawing are moved to it.
        d0 = mono * (1 - v["finish.pencil"]) * (p["mean_cb"] - (a00 * p["mean_cb"] + a01 * p["mean_cr"]))
        d1 = mono * (1 - v["finish.pencil"]) * (p["mean_cr"] - (a01 * p["mean_cb"] + a11 * p["mean_cr"]))
        y = [0.299, 0.587, 0.114]
        cb, cr = [-0.299, -0.587, 0.886], [0.701, -0.587, -0.114]
        back = p["level_back"]
        rows = []
        for i in range(3):
            new_cb, new_cr = a00 * cb[i] + a01 * cr[i], a01 * cb[i] + a11 * cr[i]
            green = -(y[0] * new_cr + y[2] * new_cb) / y[1]
            rows.append([(y[i] + new_cr) * back, (y[i] + green) * back, (y[i] + new_cb) * back])
        offset_g = -(y[0] * d1 + y[2] * d0) / y[1]
        return [rows[i][channel] for channel in range(3) for i in range(3)] + [d1 * back, offset_g * back, d0 * back]


def _pencilled(l: Tensor, dark: Tensor) -> Tensor:
    """Lightness of skin of lightness `l` in a pencil drawing: fair skin is nearly blank paper, dark skin stays dark."""
    return l + (90 - l) * ramp(38.0, 66.0, l) * (1 - 0.5 * dark)
