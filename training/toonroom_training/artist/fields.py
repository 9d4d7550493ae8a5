"""Everything that is computed at a fixed size: light, colours, flow, strands and lines, on the work and the line grid.

The work grid of a head is 256 px a side, its line grid 512 px; the grids of a whole photo have any size.
"""

import torch
from torch import Tensor, nn

from .form import CHANNELS as FORM
from .lines import lines
from .mixer import Look
from .ops import guided, join, to_rgb
from .palette import LAYERS, named
from .surfaces import Surfaces

# Channels of the work grid; those with the same name before the dot belong together.
WORK = (
    "scene_slope.r", "scene_slope.g", "scene_slope.b", "scene_offset.r", "scene_offset.g", "scene_offset.b",
    "edge_slope.hair", "edge_slope.skin", "edge_slope.worn", "edge_offset.hair", "edge_offset.skin", "edge_offset.worn",
    "lit.r", "lit.g", "lit.b", "hair.r", "hair.g", "hair.b",
    "light", "cast", "contour", "round", "blush", "gloss", "hair_tone", "hair_mass", "hair_ring",
    "beard", "glasses", "visible", "face", "eye_zone", "back", "bold", "fold", "rim", "calm",
)  # fmt: skip
LINES = (
    "fine",
    "strands",
    "threads",
    "hatch",
    "cross_hatch",
    "facing",
    "outlined",
    "column",
    "row",
    "edge.hair",
    "edge.skin",
    "edge.worn",
)


class Fields(nn.Module):
    """photo [1,3,2h,2w], layers [1,9,h,w], form [1,F,h,w], palette, style, colours →
    work [1,A,h,w], lines [1,B,2h,2w]."""

    def forward(self, photo, layers, form, palette, style, colours) -> tuple[Tensor, Tensor]:
        f, m = named(form, FORM), named(layers, LAYERS)
        s = Surfaces(photo, m, f, Look(palette, style, colours))
        w: dict[str, Tensor] = {}
        scene = s.scene()
        total = s.light(w)
        hair = s.hair(w)
        skin = s.lit_skin(total)
        painted = to_rgb(torch.cat([scene, hair], 0))
        scene_rgb, hair_rgb = painted[:1], painted[1:]
        slope, offset = guided(s.small, scene_rgb, 2, 4e-4)
        edges = torch.cat([m["hair"], s.skin, s.worn], 1)
        edge_slope, edge_offset = guided(s.grey, edges, 3, 8e-3)
        found = lines(s, w, edges)
        s.accents(w)
        singles = [w[name] for name in WORK[18:]]
        work = torch.cat(
            [torch.cat([slope, offset, edge_slope, edge_offset], 1), torch.cat([skin, hair_rgb], 1), join(singles, 1)],
            1,
        )
        return work, found
