"""Draws portraits in random styles, for the style encoder to learn from.

`python -m toonroom_training.style_encoder.drawings --portraits PORTRAITS --out runs/style/drawings`
"""

import argparse
from pathlib import Path

import cv2
import numpy as np
import torch

from ..artist.draw import Encoding, draw, see_portrait
from ..data.portraits import PortraitSet
from ..encoder.network import load
from .random_styles import random_style

SIZE_PX = 256


def draw_people(portraits: PortraitSet, names: list[str], each: int, out: Path, seed: int) -> None:
    """Writes `NAME-K.jpg` and, when a person is done, `NAME.npy` [each,N] with what is to be read.

    People whose file is there are passed over.
    """
    encoding = Encoding(load()).eval()
    for name in names:
        if (out / f"{name}.npy").exists():
            continue
        rng = np.random.default_rng([seed, int.from_bytes(name.encode()[-6:])])
        sitter = see_portrait(portraits, name, encoding)
        read = []
        for k in range(each):
            style, shares = random_style(rng)
            picture = draw(sitter, style, SIZE_PX)[..., 2::-1]
            cv2.imwrite(str(out / f"{name}-{k}.jpg"), (picture * 255).round(), [cv2.IMWRITE_JPEG_QUALITY, 94])
            read.append(shares)
        np.save(out / f"{name}.npy", np.stack(read))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--portraits", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--split", choices=("train", "validation"), default="train")
    parser.add_argument("--people", type=int, default=240)
    parser.add_argument("--each", type=int, default=24)
    parser.add_argument(
        "--part", type=int, nargs=2, default=(0, 1), help="this process's number, and how many there are"
    )
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(1)
    args.out.mkdir(parents=True, exist_ok=True)
    portraits = PortraitSet.open(args.portraits)
    kept = [name for name in portraits.names(args.split) if portraits.is_kept(name)]
    chosen = sorted(np.random.default_rng(args.seed).permutation(kept)[: args.people])
    part, parts = args.part
    draw_people(portraits, chosen[part::parts], args.each, args.out, args.seed)


if __name__ == "__main__":
    main()
