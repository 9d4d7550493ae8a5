"""Blends the weights of an encoder with those of its further training.

`python -m toonroom_training.encoder.blend --first A.npz --second B.npz --share 0.5 --out weights.npz`

What was trained further on other samples is better at these and forgets a little of the rest; the mean of both weights
keeps most of either (Wortsman et al. 2022, "Robust fine-tuning of zero-shot models").
"""

import argparse
from pathlib import Path

import torch

from .network import Encoder, load, save


def blended(first: Encoder, second: Encoder, share: float) -> Encoder:
    """`first` with `share` (unit) of the weights of `second`. Raises ValueError where their shapes differ."""
    if first.config != second.config:
        raise ValueError("Only encoders of the same configuration can be blended.")
    mixed = Encoder(first.config)
    other = second.state_dict()
    mixed.load_state_dict(
        {
            key: torch.lerp(value, other[key], share) if value.is_floating_point() else value
            for key, value in first.state_dict().items()
        }
    )
    return mixed.eval()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--first", type=Path, required=True)
    parser.add_argument("--second", type=Path, required=True)
    parser.add_argument("--share", type=float, required=True, help="of the second")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    save(blended(load(args.first), load(args.second), args.share), args.out)


if __name__ == "__main__":
    main()
