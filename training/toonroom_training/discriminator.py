"""The critic of the adversarial loss: tells the teacher's patches from the student's, given photo and style."""

from itertools import pairwise

import torch
from torch import Tensor, nn
from torch.nn import functional as F
from torch.nn.utils.parametrizations import spectral_norm

from .model import STYLE_CODE_SIZE


class PatchDiscriminator(nn.Module):
    """photo [B,3,H,W] signed, drawing [B,3,H,W] signed, style [B,7] → scores [B,1,H/8,W/8] and three feature maps.

    Spectrally normalised (Miyato et al. 2018); the style enters as a projection (Miyato and Koyama 2018).
    """

    def __init__(self, width: int = 32):
        super().__init__()
        widths = (6, width, 2 * width, 4 * width)
        self.down = nn.ModuleList(spectral_norm(nn.Conv2d(a, b, 4, stride=2, padding=1)) for a, b in pairwise(widths))
        self.score = spectral_norm(nn.Conv2d(widths[-1], 1, 3, padding=1))
        self.style = spectral_norm(nn.Linear(STYLE_CODE_SIZE, widths[-1]))

    def forward(self, photo: Tensor, drawing: Tensor, style: Tensor) -> tuple[Tensor, list[Tensor]]:
        x, features = torch.cat([photo, drawing], 1), []
        for layer in self.down:
            x = F.leaky_relu(layer(x), 0.2)
            features.append(x)
        projection = (x * self.style(style)[:, :, None, None]).sum(1, keepdim=True)
        return self.score(x) + projection, features


def critic_loss(real: Tensor, drawn: Tensor) -> Tensor:
    """Hinge loss of the critic."""
    return F.relu(1 - real).mean() + F.relu(1 + drawn).mean()


def persuasion_loss(drawn: Tensor, own: list[Tensor], wanted: list[Tensor]) -> Tensor:
    """Of the generator: be believed, and look alike to the critic at every depth (feature matching)."""
    alike = sum((a - b.detach()).abs().mean() for a, b in zip(own, wanted, strict=True)) / len(own)
    return -drawn.mean() + 5 * alike
