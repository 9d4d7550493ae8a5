"""Ablations of the trained network: held-out figures with one of its parts silenced.

`python -m toonroom_training.encoder.ablate --labels runs/encoder/labels --out ablations.json`

Nothing is retrained, so the loss overstates what a part contributes: the rest could not adapt. A silenced part outputs
its average instead: channel attention the mean gate of each channel, the local-detail branch the mean of each of its
channels. Silenced multi-scale fusion adds nothing.
"""

import copy
import json

import cv2
import numpy as np
import torch
from torch import Tensor, nn

from .data import Library
from .evaluate import PORTRAIT_SIZE_PX, judging_parser, measure
from .labels import Example
from .network import ChannelAttention, Encoder, load

PARTS = ("attention", "fusion", "detail")


class Constant(nn.Module):
    """Outputs a constant [1,C,1,1] or, if `spread`, that constant at the input's height and width."""

    def __init__(self, value: Tensor, spread: bool):
        super().__init__()
        self.value, self.spread = value, spread

    def forward(self, x: Tensor) -> Tensor:
        return self.value.expand(x.shape[0], -1, *x.shape[2:]) if self.spread else self.value


def means_of(encoder: Encoder, modules: list[nn.Module], photos: list[np.ndarray]) -> list[Tensor]:
    """Mean output [1,C,1,1] of each module over photos [S,S,3] u8."""
    sums: list[Tensor | float] = [0.0] * len(modules)
    hooks = []
    for k, module in enumerate(modules):

        def add(_module: nn.Module, _inputs: tuple[Tensor, ...], output: Tensor, k: int = k) -> None:
            sums[k] = sums[k] + output.mean((0, 2, 3), keepdim=True)

        hooks.append(module.register_forward_hook(add))
    with torch.no_grad():
        for photo in photos:
            small = cv2.resize(photo, (PORTRAIT_SIZE_PX,) * 2, interpolation=cv2.INTER_AREA)
            encoder(torch.from_numpy(small.astype(np.float32) / 255).permute(2, 0, 1)[None])
    for hook in hooks:
        hook.remove()
    return [total / len(photos) for total in sums]


def silenced(encoder: Encoder, part: str, photos: list[np.ndarray]) -> Encoder:
    """A copy with one of PARTS silenced; `photos` give its average output. Raises ValueError if unknown."""
    quiet = copy.deepcopy(encoder).eval()
    if part == "fusion":
        quiet.fusion = None
    elif part == "detail":
        (mean,) = means_of(quiet, [quiet.detail], photos)
        quiet.detail = Constant(mean, spread=True)
    elif part == "attention":
        blocks = [module for module in quiet.modules() if isinstance(module, ChannelAttention)]
        for block, mean in zip(blocks, means_of(quiet, [block.gate for block in blocks], photos), strict=True):
            block.gate = Constant(mean, spread=False)
    else:
        raise ValueError(f"{part} is none of {PARTS}.")
    return quiet


def summary(encoder: Encoder, examples: list[Example]) -> dict[str, object]:
    figures = measure(encoder, examples, PORTRAIT_SIZE_PX)
    return {key: figures[key] for key in ("iou", "boundary_f", "boundary_f_all")}


def main() -> None:
    args = judging_parser(__doc__).parse_args()
    torch.set_num_threads(1)
    encoder, people = load(args.weights), Library(args.labels, "validation").portraits
    photos = [example.photo for example in people[::3]]
    figures = {"whole": summary(encoder, people)}
    figures |= {f"without_{part}": summary(silenced(encoder, part, photos), people) for part in PARTS}
    args.out.write_text(json.dumps(figures, indent=2) + "\n")


if __name__ == "__main__":
    main()
