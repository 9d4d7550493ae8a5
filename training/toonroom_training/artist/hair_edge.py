"""Corrects the edge of hair by its colour, since the encoder takes single strands against the sky for a solid tuft."""

import torch
from torch import Tensor

from .ops import blur, over, ramp, shrunk, spread, to_lab
from .palette import LAYERS, PALETTE, levelled, named
from .style import Scalars


def parted(layers: Tensor, photo: Tensor, palette: Tensor) -> Tensor:
    """`layers` [1,9,h,w] of `photo` [1,3,h,w] without hair that has the colour of the background next to it."""
    m, p = named(layers, LAYERS), Scalars(palette, PALETTE)
    lab = levelled(to_lab(photo), p)
    hair, back = m["hair"], m["background"]
    sure_hair, sure_back = ramp(0.75, 0.98, shrunk(shrunk(hair))), ramp(0.75, 0.98, shrunk(shrunk(back)))
    mean = torch.cat([p["hair_l"], p["hair_a"], p["hair_b"]], 1)
    inside, outside = over(spread(lab, sure_hair, 2), mean, 0.5), spread(lab, sure_back, 2)
    away, axis = lab - outside, inside - outside
    length = (axis * axis).sum(1, keepdim=True)
    # Where a busy background contains the tones of the hair, colours are no evidence.
    busy = spread((away * away).sum(1, keepdim=True), sure_back, 2)
    told = ramp(2.0, 6.0, length / (busy + 60)) * ramp(0.6, 0.9, hair + back) * ramp(0.04, 0.2, blur(back, 8.0))
    share = blur((away * axis).sum(1, keepdim=True), 1.0) / (length + 1)
    some = ramp(0.04, 0.14, hair.mean() / (m["face_skin"].mean() + 1e-4))  # a tuft on a bald head is an error
    lost = hair * torch.maximum(told * ramp(0.62, 0.38, share), 1 - some)
    changed = {**m, "hair": hair - lost, "background": back + lost}
    return torch.cat([changed[name] for name in LAYERS], 1)
