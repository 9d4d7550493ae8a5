"""Measures a portrait's colours, once per photo: exposure, skin, hair, eyes, and which features are visible."""

import torch
from torch import Tensor, nn

from .features import clear_iris
from .form import CHANNELS as FORM
from .ops import Flow, between, grown, orientation, quantiles, rise, sampling_grid, to_lab, weighted_mean
from .style import Scalars

LAYERS = ("background", "hair", "body_skin", "face_skin", "clothes", "worn", "glasses", "beard", "person")

PALETTE = (
    # Lightness is levelled by L' = L · level_gain + level_offset, chroma by level_chroma; the drawing is dimmed by
    # level_back afterwards, so that a dark photo stays dark.
    "level_gain", "level_offset", "level_chroma", "level_back",
    "albedo_l", "albedo_a", "albedo_b", "cast_a", "cast_b", "dark", "tan",
    "iris_l", "iris_a", "iris_b", "brow_l", "brow_a", "brow_b", "lip_l", "lip_a", "lip_b",
    "hair_l", "hair_a", "hair_b", "hair_low", "hair_high", "hair",
    "beard_l", "beard_a", "beard_b", "beard_low", "beard_high", "beard",
    "glasses", "dark_glasses", "white_l", "teeth_l", "lips_seen", "nose_seen", "eye0_seen", "eye1_seen",
    # Colour of the photo in Cb, Cr (0..1): mean, projector onto its main axis (two numbers), share of that axis, limit.
    "mean_cb", "mean_cr", "axis_cos", "axis_sin", "monochrome", "chroma_limit",
)  # fmt: skip


def named(x: Tensor, names: tuple[str, ...]) -> dict[str, Tensor]:
    return {name: x[:, i : i + 1] for i, name in enumerate(names)}


class Palette(nn.Module):
    """photo [1,3,h,w] 0..1, layers [1,9,h,w], form [1,18,h,w] → palette [1,P]."""

    def forward(self, photo: Tensor, layers: Tensor, form: Tensor) -> Tensor:
        f, m = named(form, FORM), named(layers, LAYERS)
        p: dict[str, Tensor] = {}
        lab = self._levels(p, to_lab(photo))
        light = lab[:, :1]
        features = grown(torch.maximum(f["eye_zone"], f["lips"]))
        self._skin(p, lab, light, rise(0.5, 0.9, m["face_skin"]) * f["oval"] * (1 - features) * (1 - m["beard"]))
        self._visible(p, lab, f, m)
        self._hair(p, photo, lab, f, m, features)
        self._complexion(p)
        self._features(p, lab, light, f)
        self._chroma(p, photo, lab)
        return torch.stack([p[name].reshape(()) for name in PALETTE]).view(1, -1)

    def _levels(self, p: dict[str, Tensor], lab: Tensor) -> Tensor:
        light = lab[:, :1]
        low, high = quantiles(light, torch.ones_like(light), (0.007, 0.99), every=4)
        span = (high - low).clamp(min=12)
        share = 0.55 + 0.45 * rise(60.0, 35.0, high)
        gain = (1 - share) + share * 93 / span
        p["level_gain"] = gain.clamp(max=4.5)
        p["level_offset"] = share * (4 - low * 93 / span).clamp(min=-30)
        p["level_chroma"] = 1 + (p["level_gain"] - 1).clamp(min=-0.2) * 0.7
        # A photo whose brightest tones are below a light grey stays dark: it gains at most a tenth of its light.
        p["level_back"] = (high.clamp(min=8) * 1.07 / 92).clamp(max=1)
        levelled = (lab[:, :1] * p["level_gain"] + p["level_offset"]).clamp(0, 100)
        return torch.cat([levelled, lab[:, 1:] * p["level_chroma"]], 1)

    def _skin(self, p: dict[str, Tensor], lab: Tensor, light: Tensor, trust: Tensor) -> None:
        # Highlights on dark skin show the lamp rather than the skin, and so do shadows on fair skin.
        q22, q42, q72, q80, q92, q97 = quantiles(light, trust, (0.22, 0.42, 0.72, 0.8, 0.92, 0.97), every=2)
        lower = weighted_mean(lab, trust * between(light, q22, q72))
        upper = weighted_mean(lab, trust * between(light, q42, q92))
        top = weighted_mean(lab, trust * between(light, q80, q97))
        # A reflection of the lamp is pale; a bright area as colourful as the rest is fair skin outside the shade.
        rich = _share_of_colour(top) / _share_of_colour(lower)
        lit = rise(67.0, 73.0, top[0]) * rise(0.63, 0.71, rich)
        seen = lower + (upper - lower) * torch.maximum(rise(48.0, 64.0, lower[0]), lit)
        none = rise(8.0, 1.0, trust.sum())
        seen = seen + (torch.tensor([68.0, 13, 17]) - seen) * none
        hue = (seen[2] / seen[1].clamp(min=0.1)).clamp(0.78, 2.4)
        norm = torch.rsqrt(1 + hue * hue)
        chroma = torch.sqrt(seen[1] ** 2 + seen[2] ** 2 + 1e-6)
        p["rich"] = chroma
        least = torch.where(seen[0] > 60, 17.0, 20.0)
        chroma = torch.minimum(torch.maximum(chroma * 1.04, least), torch.tensor(40.0))
        p["seen_l"] = seen[0]
        p["albedo_l"], p["albedo_a"], p["albedo_b"] = seen[0], chroma * norm, chroma * norm * hue
        p["cast_a"], p["cast_b"] = p["albedo_a"] - seen[1], p["albedo_b"] - seen[2]

    def _visible(self, p: dict[str, Tensor], lab: Tensor, f: dict[str, Tensor], m: dict[str, Tensor]) -> None:
        light = lab[:, :1]
        left = rise(0.52, 0.50, _column(light))
        skin = (m["face_skin"] + m["beard"]).clamp(0, 1)
        eyes = rise(0.3, 0.8, f["eye_zone"])
        dim = (m["glasses"] * rise(0.55, 0.4, light / p["albedo_l"].clamp(min=20)) * eyes).sum() / (eyes.sum() + 1e-3)
        p["glasses"] = rise(0.0015, 0.005, m["glasses"].mean())
        p["dark_glasses"] = rise(0.25, 0.5, dim)
        # Only the middle of the zone: its edge reaches into hair and the rims of glasses.
        tight = rise(0.6, 0.95, f["eye_zone"])
        seen = (skin + m["glasses"] * (1 - p["dark_glasses"])).clamp(0, 1)
        for key, side in (("eye0_seen", left), ("eye1_seen", 1 - left)):
            weight = tight * side
            p[key] = rise(0.35, 0.7, (seen * weight).sum() / (weight.sum() + 1e-3))
        lips, nose = rise(0.3, 0.8, f["lips"]), rise(0.5, 0.9, f["nose"])
        p["lips_seen"] = rise(0.4, 0.75, (skin * lips).sum() / (lips.sum() + 1e-3))
        p["nose_seen"] = rise(0.4, 0.75, (skin * nose).sum() / (nose.sum() + 1e-3))
        (white,) = quantiles(_middle(light), _middle(self._neutral(p, tight, lab)), (0.97,))
        (teeth,) = quantiles(_middle(light), _middle(lips), (0.95,))
        p["white_l"], p["teeth_l"] = white, teeth

    def _neutral(self, p: dict[str, Tensor], zone: Tensor, lab: Tensor) -> Tensor:
        """Weight of eye white in `zone`: far less colourful than the skin around it."""
        own = torch.sqrt(p["albedo_a"] ** 2 + p["albedo_b"] ** 2 + 1e-6)
        chroma = torch.sqrt(lab[:, 1:2] ** 2 + lab[:, 2:3] ** 2 + 1e-6)
        return zone * rise(0.65, 0.4, chroma / own) + 1e-3 * zone

    def _features(self, p: dict[str, Tensor], lab: Tensor, light: Tensor, f: dict[str, Tensor]) -> None:
        ring = rise(0.3, 0.8, f["iris_ring"])
        low, high = quantiles(_middle(light), _middle(ring), (0.25, 0.85))
        iris = weighted_mean(lab, ring * between(light, low, high))
        skin = (p["seen_l"], p["albedo_a"] - p["cast_a"], p["albedo_b"] - p["cast_b"])
        p["iris_l"], p["iris_a"], p["iris_b"] = clear_iris(
            (iris[0], iris[1], iris[2]), skin, p["tan"], p["hair"] * rise(26.0, 16.0, p["hair_l"])
        )
        brows = rise(0.3, 0.8, f["brow_area"])
        (dark,) = quantiles(_middle(light), _middle(brows), (0.4,))
        p["brow_l"], p["brow_a"], p["brow_b"] = weighted_mean(lab, brows * between(light, -10.0, dark))
        p["lip_l"], p["lip_a"], p["lip_b"] = weighted_mean(lab, rise(0.6, 0.95, f["lip_ring"]))

    def _hair(self, p, photo, lab, f, m, features) -> None:
        light = lab[:, :1]
        (flow,) = orientation(photo, 2.7)
        combed = Flow(flow, sampling_grid(light)).comb(light, (1.0, 2.0, 4.0))
        for name, weight in (("hair", rise(0.55, 0.8, m["hair"])), ("beard", rise(0.5, 0.7, m["beard"]))):
            q12, q30, q70, q92 = quantiles(combed, weight, (0.12, 0.3, 0.7, 0.92), every=2)
            mean = weighted_mean(lab, weight * between(combed, q30, q70))
            p[f"{name}_l"], p[f"{name}_a"], p[f"{name}_b"] = 0.5 * (q30 + q70), mean[1], mean[2]
            p[f"{name}_low"], p[f"{name}_high"] = q12, q92
        p["hair"] = rise(0.004, 0.02, m["hair"].mean())
        # In shadows beside nose and mouth the beard layer is unsure everywhere; a real beard is certain somewhere.
        believed = m["beard"] * (m["beard"] > 0.2)
        certain = (believed * believed).sum() / (believed.sum() + 1)
        # A beard on one cheek only is an effect of the light.
        left, whole = (believed * rise(0.515, 0.495, _column(light))).sum(), believed.sum() + 1
        even = torch.minimum(left, whole - left) / torch.maximum(left, whole - left)
        p["beard"] = rise(0.68, 0.80, certain) * rise(0.12, 0.35, even) * rise(0.0015, 0.005, m["beard"].mean())

    def _complexion(self, p: dict[str, Tensor]) -> None:
        """How dark the skin itself is. Dim light makes fair skin look dark: redness and fair hair give it away."""
        middling = between(p["albedo_l"], 46.0, 70.0, 2.0)
        pink = rise(1.05, 0.78, p["albedo_b"] / p["albedo_a"]) * middling
        fair_hair = rise(0.5, 0.75, p["hair_l"] / p["albedo_l"]) * rise(7.0, 13.0, p["hair_b"]) * p["hair"] * middling
        fair = torch.maximum(pink, 0.8 * fair_hair)
        p["albedo_l"] = (p["albedo_l"] * (1 + 0.12 * fair)).clamp(15, 88)
        angle = torch.atan((p["albedo_l"] - 50) / p["albedo_b"].clamp(min=4)) * 57.2958
        # Skin as colourful as this is brown, or is in light that would make it brown when lightened.
        rich = 0.75 * rise(36.0, 46.0, p["rich"])
        # Brown skin is colourful: dark skin with little colour is fair skin in dim light.
        pale = (
            rise(0.56, 0.46, p["rich"] / p["albedo_l"])
            * between(p["albedo_l"], 39.0, 59.0, 1.5)
            * rise(12.0, 16.0, p["rich"])
        )
        p["tan"] = rise(60.0, 20.0, angle) * (1 - 0.7 * fair) * (1 - 0.5 * pale)
        p["dark"] = torch.maximum(rise(37.0, -2.0, angle), rich) * (1 - fair) * (1 - 0.65 * pale)

    def _chroma(self, p: dict[str, Tensor], photo: Tensor, lab: Tensor) -> None:
        luma = photo[:, 0:1] * 0.299 + photo[:, 1:2] * 0.587 + photo[:, 2:3] * 0.114
        cb, cr = photo[:, 2:3] - luma, photo[:, 0:1] - luma
        p["mean_cb"], p["mean_cr"] = cb.mean(), cr.mean()
        x, y = cb - p["mean_cb"], cr - p["mean_cr"]
        xx, yy, xy = (x * x).mean(), (y * y).mean(), (x * y).mean()
        r = torch.sqrt((xx - yy) ** 2 + 4 * xy * xy + 1e-12)
        p["axis_cos"], p["axis_sin"] = (xx - yy) / r, 2 * xy / r
        across = torch.sqrt(((xx + yy - r) * 0.5).clamp(min=1e-10))
        # In a dark photo colours differ less; `level_gain` makes up for that.
        p["monochrome"] = rise(0.013, 0.006, across * p["level_gain"].clamp(min=1))
        chroma = torch.sqrt(lab[:, 1:2] ** 2 + lab[:, 2:3] ** 2 + 1e-6)
        (most,) = quantiles(chroma, torch.ones_like(chroma), (0.96,), every=4)
        p["chroma_limit"] = ((most - 3) / 17).clamp(0, 1)


def _share_of_colour(lab: Tensor) -> Tensor:
    """Ratio of chroma to lightness of one colour [3]."""
    return torch.sqrt(lab[1] ** 2 + lab[2] ** 2 + 1e-6) / lab[0].clamp(min=5)


def bearded(p: Scalars) -> Tensor:
    """0: stubble, through which skin is visible; 1: a full or a white beard."""
    share = p["beard_l"] / p["albedo_l"].clamp(min=20)
    return torch.maximum(rise(0.64, 0.45, share), rise(0.8, 0.9, share))


def _middle(x: Tensor) -> Tensor:
    """The middle quarter of a head's crop, where its features lie: counting their tones there takes a quarter."""
    h, w = x.shape[2], x.shape[3]
    return x[:, :, h // 4 : h - h // 4, w // 4 : w - w // 4]


def _column(x: Tensor) -> Tensor:
    """Position across the picture, 0..1."""
    return ((torch.arange(x.shape[3]).to(x.dtype) + 0.5) / x.shape[3]).view(1, 1, 1, -1)


def levelled(lab: Tensor, p: dict[str, Tensor]) -> Tensor:
    """Lab [1,3,h,w] at the exposure of the palette's colours."""
    light = (lab[:, :1] * p["level_gain"] + p["level_offset"]).clamp(0, 100)
    return torch.cat([light, lab[:, 1:] * p["level_chroma"]], 1)
