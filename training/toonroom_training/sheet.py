"""Contact sheets: photo | guide | teacher | student | matte, at full size.

`python -m toonroom_training.sheet --pairs pairs --checkpoint runs/3d/checkpoint.pt --out sheet.png --people 20`
"""

import argparse
from pathlib import Path

import cv2
import numpy as np
import torch

from .data import Pair, load_pair, pair_names
from .model import STYLE_CODE_SIZE, Generator, generator_from_checkpoint


def draw(generator: Generator, pair: Pair, device: str = "cpu") -> np.ndarray:
    """The student's [512,512,4] f32 unit drawing and matte of one pair."""
    photo = torch.from_numpy(pair.photo.transpose(2, 0, 1).astype(np.float32) / 127.5 - 1)
    guide = torch.from_numpy(pair.guide_unit())
    style = torch.zeros(1, STYLE_CODE_SIZE, device=device)
    style[:, 0] = 1
    with torch.no_grad():
        out = generator(photo[None].to(device), guide[None].to(device), style)[0].float().cpu().numpy()
    out = out.transpose(1, 2, 0)
    return np.clip(np.dstack([(out[..., :3] + 1) / 2, out[..., 3]]), 0, 1)


def _guide_picture(pair: Pair) -> np.ndarray:
    g = pair.guide_unit()
    red = 0.3 * g[7] + 0.7 * g[3] + 0.6 * g[2]
    green = 0.5 * (g[5] + g[4]) + 0.3 * g[6] + 0.6 * g[2]
    blue = 0.3 * g[0] + 0.6 * g[2] + 0.4 * g[8]
    return np.clip(np.dstack([red, green, blue]), 0, 1)


def validation_sheet(generator: Generator, pairs: list[Pair], out: Path, device: str = "cpu", columns: int = 2) -> None:
    tiles = []
    for pair in pairs:
        student = draw(generator, pair, device)
        matte = np.repeat(student[..., 3:], 3, 2)
        tiles.append(np.hstack([pair.photo / 255, _guide_picture(pair), pair.drawing / 255, student[..., :3], matte]))
    while len(tiles) % columns:
        tiles.append(np.ones_like(tiles[0]))
    rows = [np.hstack(tiles[i : i + columns]) for i in range(0, len(tiles), columns)]
    picture = (np.vstack(rows) * 255).round().astype(np.uint8)
    cv2.imwrite(str(out), cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--columns", type=int, default=1)
    args = parser.parse_args()
    stems = [s for s in pair_names(args.pairs, "validation") if s.endswith(".0")]
    pairs = [load_pair(args.pairs, s) for s in stems]
    faces = [p for p in pairs if p.landmarks is not None][: args.people]
    checkpoint = torch.load(args.checkpoint, map_location="cpu")
    validation_sheet(generator_from_checkpoint(checkpoint), faces, args.out, columns=args.columns)


if __name__ == "__main__":
    main()
