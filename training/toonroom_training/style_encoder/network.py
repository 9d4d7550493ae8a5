"""The style encoder: drawing → the numbers that it was drawn with, and how sure that is."""

from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from .random_styles import NAMES

WEIGHTS = Path(__file__).parent / "weights.npz"
WIDTHS = (16, 32, 48, 96)  # channels of the stages, each at half the size of the one before
TWICE = (False, False, True, True)  # which of them have a second convolution
PLACED, CELLS = 32, 4  # channels that are looked at place by place, and places along a side
HIDDEN = 192
LEAST_LOG_VARIANCE, MOST_LOG_VARIANCE = -8.0, 1.0


class StyleEncoder(nn.Module):
    """picture [1,3,256,256] RGB 0..1 of an aligned head → code [1,2,N]: each number's place in its range, 0..1, and its
    standard deviation; drawn [1]: how likely the picture is drawn and no photo.

    Much of a style shows in how often something occurs, not where: mean and deviation of every stage's channels. Eyes,
    hair and outlines are where they are: the last stage is also seen place by place.
    """

    def __init__(self) -> None:
        super().__init__()
        before, stages = 3, []
        for i, (width, twice) in enumerate(zip(WIDTHS, TWICE, strict=True)):
            side = 5 if i == 0 else 3
            layers = [nn.Conv2d(before, width, side, stride=2, padding=side // 2, bias=False)]
            layers += [nn.BatchNorm2d(width), nn.ReLU()]
            if twice:
                layers += [nn.Conv2d(width, width, 3, padding=1, bias=False), nn.BatchNorm2d(width), nn.ReLU()]
            stages.append(nn.Sequential(*layers))
            before = width
        self.stages = nn.ModuleList(stages)
        self.placed = nn.Sequential(nn.Conv2d(before, PLACED, 1), nn.ReLU())
        seen = 2 * sum(WIDTHS) + PLACED * CELLS**2
        self.head = nn.Sequential(nn.Linear(seen, HIDDEN), nn.ReLU(), nn.Linear(HIDDEN, 2 * len(NAMES) + 1))
        # What the numbers usually are: the network tells how far they are from that.
        self.register_buffer("centre", torch.full((len(NAMES),), 0.5))
        self.register_buffer("spread", torch.full((len(NAMES),), 0.25))

    def forward(self, picture: Tensor) -> tuple[Tensor, Tensor]:
        mean, log_variance, drawn = self.raw(picture)
        mean = (self.centre + self.spread * mean).clamp(0, 1)
        return torch.stack([mean, self.spread * torch.exp(0.5 * log_variance)], 1), torch.sigmoid(drawn)

    def raw(self, picture: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """In spreads from the centre: means [n,N], logarithms of the variances [n,N]; logit of `drawn` [n]."""
        x, seen = picture * 2 - 1, []
        for stage in self.stages:
            x = stage(x)
            flat = x.flatten(2)
            mean = flat.mean(2)
            deviation = ((flat - mean[:, :, None]) ** 2).mean(2)
            seen += [mean, torch.sqrt(deviation + 1e-6)]
        cell = x.shape[-1] // CELLS
        seen.append(nn.functional.avg_pool2d(self.placed(x), cell).flatten(1))
        told = self.head(torch.cat(seen, 1))
        mean, log_variance = told[:, :-1].chunk(2, 1)
        return mean, log_variance.clamp(LEAST_LOG_VARIANCE, MOST_LOG_VARIANCE), told[:, -1]


def save(network: StyleEncoder, path: Path = WEIGHTS) -> None:
    arrays = {name: value.numpy().astype(np.float16) for name, value in network.state_dict().items()}
    np.savez_compressed(path, **{name: a for name, a in arrays.items() if not name.endswith("num_batches_tracked")})


def load(path: Path = WEIGHTS) -> StyleEncoder:
    network = StyleEncoder()
    arrays = np.load(path)
    network.load_state_dict({name: torch.from_numpy(arrays[name].astype(np.float32)) for name in arrays}, strict=False)
    return network.eval()
