"""How well the numbers of held-out drawings are read: people and styles that no training picture shows.

`python -m toonroom_training.style_encoder.evaluate --drawings runs/style/held-out`
"""

import argparse
import json
from pathlib import Path

import numpy as np
import torch

from .network import WEIGHTS, load
from .random_styles import NAMES, READ
from .train import batch_of, read_drawings

BATCH = 64


@torch.no_grad()
def read(drawings: Path, weights: Path = WEIGHTS) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """What is read, how sure it is (a standard deviation), and what is right: each [n,N] in shares of the ranges."""
    network = load(weights)
    pictures, wanted = read_drawings(drawings)
    codes = [network(batch_of(pictures[i : i + BATCH]))[0].numpy() for i in range(0, len(pictures), BATCH)]
    code = np.concatenate(codes)
    return code[:, 0], code[:, 1], wanted


def r2(told: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Explained share of the variance, by number."""
    return 1 - ((told - right) ** 2).mean(0) / right.var(0).clip(1e-9)


def figures(told: np.ndarray, deviation: np.ndarray, right: np.ndarray) -> dict:
    by_number = {name: round(float(share), 3) for name, share in zip(NAMES, r2(told, right), strict=True)}
    inside = (np.abs(told - right) < deviation).mean()
    groups = {group: round(float(np.mean([by_number[name] for name in names])), 3) for group, names in READ.items()}
    return {
        "drawings": len(right),
        "r2_by_group": groups,
        "r2": by_number,
        "within_one_deviation": round(float(inside), 3),  # .68 where the deviations are right
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--drawings", type=Path, required=True)
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    args = parser.parse_args()
    print(json.dumps(figures(*read(args.drawings, args.weights)), indent=1))


if __name__ == "__main__":
    main()
