"""What a good drawing is, in numbers."""

import torch
from torch import Tensor
from torch.nn import functional as F


def charbonnier(x: Tensor, y: Tensor) -> Tensor:
    return torch.sqrt((x - y) ** 2 + 1e-4)


def _gradients(x: Tensor) -> tuple[Tensor, Tensor]:
    return x[..., :, 1:] - x[..., :, :-1], x[..., 1:, :] - x[..., :-1, :]


def drawing_loss(drawn: Tensor, target: Tensor, weight: Tensor) -> Tensor:
    """Colour at four scales and gradients, weighted."""
    scale = 1 / weight.mean().clamp(min=0.1)
    loss = (charbonnier(drawn, target) * weight).mean() * scale
    for (a, b), cut in zip(
        zip(_gradients(drawn), _gradients(target), strict=True),
        (weight[..., :, 1:], weight[..., 1:, :]),
        strict=True,
    ):
        loss = loss + 0.8 * ((a - b).abs() * cut).mean() * scale
    for factor in (4, 16):
        a, b, w = (F.avg_pool2d(x, factor) for x in (drawn, target, weight))
        loss = loss + 0.5 * ((a - b).abs() * w).mean() * scale
    return loss


def matte_loss(drawn: Tensor, target: Tensor, counts: Tensor) -> Tensor:
    """Cross-entropy plus soft Dice."""
    entropy = F.binary_cross_entropy(drawn.clamp(1e-4, 1 - 1e-4), target, reduction="none")
    overlap = (drawn * target * counts).sum((1, 2, 3))
    total = ((drawn + target) * counts).sum((1, 2, 3))
    return (entropy * counts).mean() + (1 - (2 * overlap + 1) / (total + 1)).mean()
