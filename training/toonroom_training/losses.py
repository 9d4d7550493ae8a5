"""What a good drawing is, in numbers."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from .face_nets import face_pictures


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
    return loss + 2 * weave((drawn - target) * (weight > 0))


def texture_loss(drawn: Tensor, target: Tensor, weight: Tensor) -> Tensor:
    """How much livelier or calmer places 8 px wide are than they should be, wherever in them the edges lie.

    What cannot be foretold to the pixel, the tones of hair above all, would otherwise keep the photo's texture.
    """

    def liveliness(x: Tensor) -> Tensor:
        across, down = _gradients(x)
        energy = across[..., :-1, :] ** 2 + down[..., :, :-1] ** 2
        return torch.sqrt(F.avg_pool2d(energy.mean(1, keepdim=True), 8, ceil_mode=True) + 1e-5)

    difference = (liveliness(drawn) - liveliness(target)).abs()
    return (difference * F.avg_pool2d(weight, 8)).mean() / weight.mean().clamp(min=0.1)


def weave(error: Tensor) -> Tensor:
    """How far the four interleaved grids of every second pixel differ from each other, mean over places 16 px wide.

    [B,C,H,W] with sides from 16 px on. The network paints each grid with channels of its own; a lasting difference
    shows as a weave.
    """
    batch, channels, height, width = error.shape
    grids = F.avg_pool2d(F.pixel_unshuffle(error, 2), 8).view(batch, channels, 4, height // 16, width // 16)
    return (grids - grids.mean(2, keepdim=True)).abs().mean()


def matte_loss(drawn: Tensor, target: Tensor, counts: Tensor) -> Tensor:
    """Cross-entropy plus soft Dice."""
    entropy = F.binary_cross_entropy(drawn.clamp(1e-4, 1 - 1e-4), target, reduction="none")
    overlap = (drawn * target * counts).sum((1, 2, 3))
    total = ((drawn + target) * counts).sum((1, 2, 3))
    return (entropy * counts).mean() + (1 - (2 * overlap + 1) / (total + 1)).mean()


def mask_loss(mask: Tensor, wanted: Tensor) -> Tensor:
    """Cross-entropy of a mask that the network opens itself with what it should cover."""
    return F.binary_cross_entropy(mask.clamp(1e-4, 1 - 1e-4), wanted)


def code_loss(shares: Tensor, wanted: Tensor) -> Tensor:
    """Cross-entropy of the style encoder's code with the style's."""
    return -(wanted * (shares + 1e-6).log()).sum(1).mean()


def face_losses(net: nn.Module, drawn: Tensor, target: Tensor, photo: Tensor, eyes: Tensor) -> tuple[Tensor, Tensor]:
    """(identity: 1 − cosine between drawing and photo; perceptual: features of drawing and teacher's drawing).

    Pictures [B,3,H,W] signed; eyes [B,2,2] px.
    """
    ours, theirs, seen = (face_pictures((x + 1) / 2, eyes, net) for x in (drawn, target, photo))
    with torch.no_grad():
        who, _ = net(seen)
        _, wanted = net(theirs)
    drawn_as, features = net(ours)
    identity = 1 - F.cosine_similarity(drawn_as - net.centre, who - net.centre).mean()
    perceptual = sum((a - b).abs().mean() / (b.abs().mean() + 1e-6) for a, b in zip(features, wanted, strict=True))
    return identity, perceptual / len(features)
