"""Corrects layers by a person's colours: what has a colour that their skin cannot have is not skin."""

import torch
from torch import Tensor

from .ops import blur, ramp
from .style import Scalars


def believable(m: dict[str, Tensor], lab: Tensor, p: Scalars, f: dict[str, Tensor]) -> dict[str, Tensor]:
    """Layers without skin in a colour that this person's skin cannot have: an orange suit is not a bare arm."""
    # In stronger light a surface's a and b grow as L + 16 does: skin in the sun is not cloth.
    lit = ((lab[:, :1] + 16) / (p["albedo_l"] + 16)).clamp(0.6, 1.6)
    a = lab[:, 1:2] + p["cast_a"] - p["albedo_a"] * lit
    b = lab[:, 2:] + p["cast_b"] - p["albedo_b"] * lit
    # Colourful skin may differ more, and in deep shade colours are no evidence.
    rich = torch.sqrt(p["albedo_a"] ** 2 + p["albedo_b"] ** 2 + 1e-6)
    room = rich.clamp(min=27) / 27
    apart = blur(torch.sqrt(a * a + b * b + 1e-6), 1.5) / (room * lit)
    # Under the chin only skin is expected, and the shade there is warm.
    neck = ramp(0.03, 0.12, blur(f["neck_shadow"], 12.0))
    # Grey and olive trousers are not skin, however close their colour is to that of pale skin.
    own_a, own_b = blur(lab[:, 1:2] + p["cast_a"], 1.5), blur(lab[:, 2:] + p["cast_b"], 1.5)
    grey = ramp(0.55, 0.4, torch.sqrt(own_a**2 + own_b**2 + 1e-6) / (rich * lit)) * ramp(85.0, 75.0, lab[:, :1])
    redness = own_a / own_b.clamp(min=5) * (p["albedo_b"] / p["albedo_a"].clamp(min=5))
    grey = torch.maximum(grey, ramp(0.35, 0.15, redness))
    known = ramp(18.0, 32.0, lab[:, :1]) * (1 - neck)
    foreign = ramp(23.0, 34.0, apart) * known
    # On a head, a grey area is a reflection on the forehead.
    grey = grey * known
    body = torch.maximum(foreign, grey) * m["body_skin"]
    other = torch.maximum(foreign, grey * (1 - f["face"].amax())) * m["face_skin"] * (1 - f["face"])
    bare, dressed = m["body_skin"] - body, m["clothes"] + body + other
    # Each place is either bare or dressed, by the majority around it: half of each would be painted as a blot.
    # Where the encoder is unsure, a wide area in the skin's own colour is skin; the flowers of a print are not.
    alike = ramp(0.6, 0.85, blur(ramp(20.0, 12.0, apart) * (1 - grey) * known, 4.0))
    layers = torch.cat([bare * (1 + 1.5 * alike), dressed], 1)
    near = blur(layers, 2.5) + blur(layers, 9.0)
    share = ramp(0.50, 0.64, near[:, :1] / (near.sum(1, keepdim=True) + 0.04))
    both = bare + dressed
    return {**m, "face_skin": m["face_skin"] - other, "body_skin": both * share, "clothes": both * (1 - share)}
