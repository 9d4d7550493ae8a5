"""Lines, strands and outlines, on the line grid."""

import torch
from torch import Tensor
from torch.nn import functional as F

from .branches import when
from .noise import hatch_strokes, tiled_noise
from .ops import Flow, blur, box, enlarged, grown, half, over, positions, ramp, slopes, soft3
from .surfaces import Surfaces


def lines(s: Surfaces, w: dict[str, Tensor], edges: Tensor) -> Tensor:
    m, v, grey = s.m, s.v, s.fine_grey
    near = soft3(grey)
    far = box(near, 2)
    fine = s.fine_line_flow.comb(near - 0.985 * far, (2.0, 4.0))
    fine = soft3(_long(fine, s.fine_line_flow, 8.0, enlarged(s.worn, 2)))
    broad = blur(s.grey, 1.0)
    valley = broad - box(box(broad, 2), 2)
    dark = ramp(0.4, 1.0, -valley * s.p["level_gain"] / v["line.level"])
    # A line is dark along its whole length; otherwise it is a row of dots in a print.
    bold, solid = s.line_flow.comb(torch.cat([valley, dark], 1), (1.5, 3.0, 5.0)).split(1, 1)
    bold = _long(bold, s.line_flow, 8.0, s.worn)
    bold = bold * ramp(0.5, 0.8, solid)
    bold = bold * (1 - 0.9 * s.worn * ramp(0.18, 0.36, blur(dark * solid, 6.0)))
    none = torch.zeros_like(grey)
    hairy = (m["hair"] + m["beard"]).clamp(0, 1)
    strands = when(
        torch.maximum(hairy - 0.05, v["finish.bristles"]), lambda: _strands(s, hairy), torch.cat([none] * 2, 1)
    )
    outline = when(v["line.outline"], lambda: _outline(s, edges), torch.cat([none] * 5, 1))
    hatch = when(
        v["finish.pencil"] + v["finish.crayon"],
        lambda: torch.cat(hatch_strokes(grey, enlarged(s.f["nx"] * s.f["trust"], 2)), 1),
        torch.cat([none] * 2, 1),
    )
    # Few lines read better than many: where they crowd or follow a texture, they are faded out.
    crowd = blur(ramp(0.008, 0.02, -half(fine) * s.p["level_gain"]), 4.0)
    quiet = 1 - torch.maximum(s.texture, ramp(0.16, 0.42, crowd) * (1 - m["hair"])) * 0.92
    fine = fine * enlarged(quiet, 2)
    w["bold"] = bold * quiet
    w["fold"] = when(v["line.folds"] * s.f["face"].amax(), lambda: _folds(s), torch.zeros_like(s.grey))
    column, row = positions(grey)
    place = [none + column, none + row]  # all tiles of a picture share one halftone screen
    return torch.cat([fine * s.p["level_gain"], strands, hatch, outline[:, :2], *place, outline[:, 2:]], 1)


def _long(lines: Tensor, flow: Flow, length_px: float, cloth: Tensor) -> Tensor:
    """`lines` (below 0) without short dashes on cloth: folds and seams are long, patterns and knits are not."""
    return over(lines, torch.maximum(lines, flow.comb(lines, (length_px,))), cloth)


def _strands(s: Surfaces, hairy: Tensor) -> Tensor:
    """[1,2,h,w]: the photo's own strands, −1..1, and drawn threads along them, −3..3."""
    grey = s.fine_grey
    detail = soft3(grey) - box(soft3(grey), 4)
    q = s.fine_hair_flow.comb(torch.cat([detail, tiled_noise("threads", grey)], 1), (2.0, 4.0, 8.0))
    small = half(q)
    contrast = torch.sqrt((small[:, :1] ** 2 * hairy).sum() / (hairy.sum() + 1) + 1e-8) + 0.004
    threads = q[:, 1:] - box(q[:, 1:], 3)
    spread_t = torch.sqrt((threads * threads).mean() + 1e-8)
    return torch.cat([torch.tanh(q[:, :1] / contrast), (threads / spread_t).clamp(-3, 3)], 1)


def _outline(s: Surfaces, edges: Tensor) -> Tensor:
    """[1,5,h,w]: how far the nearest edge faces the lower right; 1 where it is outlined; signed distances to the
    edges of hair, skin and clothes, px of the line grid, −6 to 6."""
    soft = soft3(soft3(soft3(enlarged(edges, 2))))
    gx, gy = (x * 0.5 for x in slopes(soft))
    slope = torch.sqrt(gx * gx + gy * gy + 1e-6)
    signed = (soft - 0.5) / (slope + 1e-3)
    signed = (signed + torch.sign(signed) * 6 * ramp(0.10, 0.055, slope)).clamp(-6, 6)
    distance = signed.abs()
    weight = ramp(1.0, 0.0, distance - distance.min(1, keepdim=True)[0])

    def of_nearest(x: Tensor) -> Tensor:
        return (x * weight).sum(1, keepdim=True) / (weight.sum(1, keepdim=True) + 1e-3)

    facing = of_nearest(-(gx * 0.62 + gy * 0.78) / slope)
    # Between skin and clothes the photo must show an edge too; otherwise the layers are wrong. A small patch of skin
    # within clothes, or of cloth within skin, is a flower of a print or a mistake.
    wide = blur(torch.cat([s.skin, s.worn], 1), 6.0).amin(1, keepdim=True)
    seam = _edge_strength(s) * ramp(0.26, 0.4, wide)
    shown = torch.maximum(seam, ramp(0.1, 0.3, blur(s.m["background"], 1.0)))
    # The edge of a vague layer is nowhere in particular.
    outlined = torch.maximum(enlarged(shown, 2), weight[:, :1]) * ramp(0.05, 0.09, of_nearest(slope))
    return torch.cat([facing, outlined, signed], 1)


def _edge_strength(s: Surfaces) -> Tensor:
    """0..1: how clearly the photo's colours change here."""
    gx, gy = slopes(blur(s.small, 1.2))
    slope = torch.sqrt((gx * gx + gy * gy).sum(1, keepdim=True) + 1e-8)
    return F.max_pool2d(ramp(0.05, 0.11, slope * s.p["level_gain"]), 5, 1, 2)


def _folds(s: Surfaces) -> Tensor:
    """Laugh lines and wrinkles that the photo shows, 0..1."""
    f, m = s.f, s.m
    near = blur(s.grey, 0.8)
    valley = s.line_flow.comb(near - box(near, 2), (1.0, 2.0, 3.0))
    around = blur(grown(torch.maximum(torch.maximum(f["eye_zone"] * 0.9, f["lips"]), m["glasses"]), 2), 1.2)
    bare = (
        (1 - 1.4 * around).clamp(0, 1)
        * (1 - f["nose"])
        * (1 - m["beard"])
        * (1 - m["hair"])
        * m["face_skin"]
        * f["trust"]
    )
    depth = (-valley * s.p["level_gain"] - 0.006).clamp(min=0)
    return torch.tanh(depth * 90) * bare
