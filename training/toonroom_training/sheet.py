"""Contact sheets of held-out people at full size: photo and guide, then teacher over student in every style.

`python -m toonroom_training.sheet --pairs runs/pairs --checkpoint runs/all/checkpoint.pt --out sheet.png --people 20`
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import torch

from .data import STYLE_CODES, Pair, load_pair, pair_names
from .flatten import LUMA, flatten, hair_share
from .guide import CHANNELS
from .model import Generator, generator_from_checkpoint
from .teacher.style import read_style

PENCIL, SHEET = np.array([33, 33, 33], np.float32) / 255, np.array([251, 249, 244], np.float32) / 255


def to_graphite(picture: np.ndarray, amount: float) -> np.ndarray:
    """[H,W,3] unit with every colour at the tone of its lightness between pencil and paper, as the app shows it."""
    black, white = PENCIL @ LUMA, SHEET @ LUMA
    tone = (picture @ LUMA - black) / (white - black)
    return picture * (1 - amount) + amount * (PENCIL + tone[..., None] * (SHEET - PENCIL))


def draw(generator: Generator, pair: Pair, style: str, device: str = "cpu") -> np.ndarray:
    """The student's [512,512,4] f32 unit drawing and matte of one pair, as the app shows them."""
    photo = torch.from_numpy(pair.photo_signed())
    guide = torch.from_numpy(pair.guide_unit())
    code = torch.from_numpy(STYLE_CODES[style])
    with torch.no_grad():
        out = generator(*(x[None].to(device) for x in (photo, guide, code)))[0].float().cpu().numpy()
    out = out.transpose(1, 2, 0)
    matte = out[..., 3].clip(0, 1)
    spec = read_style(style)
    drawing = _to_u8(np.clip(to_graphite((out[..., :3] + 1) / 2, spec["texture"]["graphite"]), 0, 1))
    if pair.landmarks is None:
        drawing = flatten(drawing, np.ones_like(matte), spec["flatness"]["scene"])
    else:
        hair = hair_share(drawing, matte, pair.guide_unit()[CHANNELS.index("face")])
        drawing = flatten(drawing, hair, spec["flatness"]["hair"])
    return np.dstack([np.clip(drawing / 255, 0, 1), matte]).astype(np.float32)


def _to_u8(picture: np.ndarray) -> np.ndarray:
    return (picture * 255).round().astype(np.uint8)


def _guide_picture(pair: Pair) -> np.ndarray:
    g = pair.guide_unit()
    red = 0.3 * g[7] + 0.7 * g[3] + 0.6 * g[2]
    green = 0.5 * (g[5] + g[4]) + 0.3 * g[6] + 0.6 * g[2]
    blue = 0.3 * g[0] + 0.6 * g[2] + 0.4 * g[8]
    return np.clip(np.dstack([red, green, blue]), 0, 1)


def validation_sheet(
    generator: Generator, pairs: list[Pair], out: Path, styles: Sequence[str], device: str = "cpu"
) -> None:
    """Two rows a person: the photo and the teacher's drawings, the guide and the student's."""
    rows = []
    for pair in pairs:
        student = [_to_u8(draw(generator, pair, style, device)[..., :3]) for style in styles]
        rows.append(np.hstack([pair.photo, *(pair.drawings[style] for style in styles)]))
        rows.append(np.hstack([_to_u8(_guide_picture(pair)), *student]))
    cv2.imwrite(str(out), cv2.cvtColor(np.vstack(rows), cv2.COLOR_RGB2BGR))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--styles", nargs="+", default=list(STYLE_CODES))
    args = parser.parse_args()
    stems = [s for s in pair_names(args.pairs, "validation") if s.endswith(".0")]
    pairs = [load_pair(args.pairs, s) for s in stems]
    faces = [p for p in pairs if p.landmarks is not None][: args.people]
    checkpoint = torch.load(args.checkpoint, map_location="cpu")
    validation_sheet(generator_from_checkpoint(checkpoint), faces, args.out, args.styles)


if __name__ == "__main__":
    main()
