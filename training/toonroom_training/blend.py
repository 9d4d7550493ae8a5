"""The mean of two students of one family, of which one was begun from the other.

`python -m toonroom_training.blend --first FILE --second FILE --share 0.45 --style sketch=0 --out runs/blend.pt`

Such means keep what both do well (model soups, Wortsman et al. 2022): here one run's likeness, the other's crisp lines.
"""

import argparse
import copy
from dataclasses import asdict
from pathlib import Path

import torch
from torch import Tensor

from .data import STYLE_CODES
from .model import Generator, generator_from_checkpoint
from .train import weights_of

STYLES = list(STYLE_CODES)


def _shares(name: str, weight: Tensor, share: float, by_style: dict[str, float]) -> Tensor:
    """The second network's share of a weight, of each style's own part of it where it has such parts."""
    shares = torch.tensor([by_style.get(style, share) for style in STYLES])
    if name.endswith("own.weight"):  # [channels, style]
        return shares[None]
    # A bank of kernels [style, out, in·k·k] or of their biases [style, out].
    is_bank = weight.dim() == 3 or (weight.dim() == 2 and name.endswith("bias"))
    return shares.view(-1, *[1] * (weight.dim() - 1)) if is_bank else torch.tensor(share)


def blend(
    first: dict[str, Tensor], second: Generator, share: float, by_style: dict[str, float] | None = None
) -> Generator:
    """`second` with `share` of its own weights and the rest of `first`'s, where that has them."""
    blended, weights = copy.deepcopy(second), second.state_dict()
    known = {name: w for name, w in first.items() if name in weights and w.shape == weights[name].shape}
    mixed = {name: w.lerp(weights[name], _shares(name, w, share, by_style or {})) for name, w in known.items()}
    blended.load_state_dict(weights | mixed)
    return blended.eval()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--first", type=Path, required=True, help="a checkpoint or an exported network")
    parser.add_argument("--second", type=Path, required=True, help="a checkpoint, which says how the network is built")
    parser.add_argument("--share", type=float, default=0.5, help="of the second")
    parser.add_argument("--style", nargs="*", default=[], metavar="STYLE=SHARE", help="for a style's own kernels")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    by_style = {style: float(share) for style, share in (item.split("=") for item in args.style)}
    second = generator_from_checkpoint(torch.load(args.second, map_location="cpu"))
    blended = blend(weights_of(args.first), second, args.share, by_style)
    args.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save({"config": asdict(blended.config), "average": blended.state_dict()}, args.out)


if __name__ == "__main__":
    main()
