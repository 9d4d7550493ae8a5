"""The generator: warped photo + key-point guide + style code → drawing + head matte.

A light U-Net whose work happens at half resolution and below. What is in the picture is found out at a quarter of the
resolution and below, once for all styles; from there it is painted with kernels of each style's own. Shapes in comments
are for a 512 px input.
"""

from dataclasses import asdict, dataclass
from itertools import pairwise

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from .guide import CHANNELS as GUIDE_CHANNELS

STYLE_CODE_SIZE = 7


@dataclass(frozen=True)
class GeneratorConfig:
    """Widths by scale: at 1/2, 1/4, 1/8 and 1/16 of the input."""

    guide_channels: int = len(GUIDE_CHANNELS)
    style_size: int = STYLE_CODE_SIZE
    half: int = 24
    quarter: int = 48
    eighth: int = 80
    sixteenth: int = 128
    bottleneck_blocks: int = 2
    local: int = 5  # the local-detail branch; 0 for none
    # Parts that an ablation takes away
    sees_guide: bool = True
    attention: bool = True
    palette: bool = True


# Whose mean colours the generator measures in the photo itself: a person's skin, lips, brows and irises.
PALETTE = tuple(GUIDE_CHANNELS.index(name) for name in ("face", "lips", "brow", "iris"))
PAINTS = 2  # skin and, for the eyes, iris: laid onto the drawing as they are
IRIS_VIVIDNESS = 4.0  # times its distance from grey: seen from afar, blue, green and brown irises are nearly one colour


def mean_colour(photo: Tensor, share: Tensor) -> Tensor:
    """The photo's colour [B,3] signed where `share` [B,1,H,W] unit of it is; grey if that is nowhere."""
    return (photo * share).sum((2, 3)) / (share.sum((2, 3)) + 1)


def palette_of(photo: Tensor, guide: Tensor) -> list[Tensor]:
    """The photo's mean colour [B,3] signed under each of PALETTE's guide channels, the iris' vivid; grey if unseen.

    Reshapes nothing: a graph that asks for shapes runs in part on the processor where a graphics processor draws.
    """
    photo, guide = F.avg_pool2d(photo, 4), F.avg_pool2d(guide, 4)
    seen = [guide[:, channel : channel + 1] for channel in PALETTE]
    *others, iris = (mean_colour(photo, share) for share in seen)
    grey = iris.mean(1, keepdim=True)
    return [*others, grey + IRIS_VIVIDNESS * (iris - grey)]


class ChannelAttention(nn.Module):
    """Dynamic channel attention: gates and shifts channels by what the picture holds and which style is asked.

    Each style also has gates and shifts of its own, which are learned much sooner than through the hidden layer.
    """

    def __init__(self, channels: int, style_size: int):
        super().__init__()
        self.hidden = nn.Linear(channels + 3 * len(PALETTE) + style_size, channels // 2)
        self.gate = nn.Linear(channels // 2, 2 * channels)
        nn.init.zeros_(self.gate.weight)
        nn.init.zeros_(self.gate.bias)
        self.own = nn.Linear(style_size, 2 * channels, bias=False)
        nn.init.zeros_(self.own.weight)  # untrained, it lets everything pass

    def forward(self, x: Tensor, palette: Tensor, style: Tensor) -> Tensor:
        content = x.mean((2, 3))
        hidden = F.relu(self.hidden(torch.cat([content, palette, style], 1)))
        gate, shift = (self.gate(hidden) + self.own(style)).chunk(2, 1)
        return x * (2 * torch.sigmoid(gate))[:, :, None, None] + shift[:, :, None, None]


class StyledConv(nn.Module):
    """A convolution with a kernel of its own for each entry of the style code; a mixed code mixes kernels."""

    def __init__(self, inputs: int, outputs: int, size: int, style_size: int):
        super().__init__()
        one = nn.Conv2d(inputs, outputs, size)
        self.kernel_shape = tuple(one.weight.shape)
        self.weight = nn.Parameter(one.weight.detach().flatten(1).repeat(style_size, 1, 1))  # [style, out, in·k·k]
        self.bias = nn.Parameter(one.bias.detach().repeat(style_size, 1))

    def forward(self, x: Tensor, style: Tensor) -> Tensor:
        kernels, biases = style @ self.weight.flatten(1), style @ self.bias
        padding = self.kernel_shape[-1] // 2
        painted = [
            F.conv2d(x[i : i + 1], kernels[i].view(self.kernel_shape), biases[i], padding=padding)
            for i in range(x.shape[0])
        ]
        return painted[0] if len(painted) == 1 else torch.cat(painted)


class ResidualBlock(nn.Module):
    def __init__(self, channels: int):
        super().__init__()
        self.first = nn.Conv2d(channels, channels, 3, padding=1)
        self.second = nn.Conv2d(channels, channels, 3, padding=1)
        nn.init.zeros_(self.second.weight)
        nn.init.zeros_(self.second.bias)

    def forward(self, x: Tensor) -> Tensor:
        return x + self.second(F.relu(self.first(F.relu(x))))


class StyledBlock(nn.Module):
    """A residual block with kernels of each style's own."""

    def __init__(self, channels: int, style_size: int):
        super().__init__()
        self.first = StyledConv(channels, channels, 3, style_size)
        self.second = StyledConv(channels, channels, 3, style_size)
        nn.init.zeros_(self.second.weight)
        nn.init.zeros_(self.second.bias)

    def forward(self, x: Tensor, style: Tensor) -> Tensor:
        return x + self.second(F.relu(self.first(F.relu(x), style)), style)


class LocalDetail(nn.Module):
    """Redraws what is small and must be crisp, at full resolution: eyes and lips, where its mask opens."""

    def __init__(self, inputs: int, coarse: int, channels: int, style_size: int):
        super().__init__()
        self.mask = nn.Conv2d(coarse, 1, 1)
        self.first = StyledConv(inputs, channels, 3, style_size)
        self.second = StyledConv(channels, 12, 3, style_size)
        nn.init.zeros_(self.second.weight)
        nn.init.zeros_(self.second.bias)

    def forward(self, half: Tensor, coarse: Tensor, style: Tensor) -> tuple[Tensor, Tensor]:
        """(paint [B,3,H,W], mask [B,1,H,W] unit) from features at a half and a quarter of the size."""
        mask = F.interpolate(torch.sigmoid(self.mask(coarse)), scale_factor=4.0, mode="bilinear", align_corners=False)
        return F.pixel_shuffle(self.second(F.relu(self.first(half, style)), style), 2), mask


class Generator(nn.Module):
    """photo [B,3,H,W] signed, guide [B,9,H,W] unit, style [B,7] → [B,4,H,W]: RGB signed, matte unit.

    H and W are multiples of 16.
    """

    def __init__(self, config: GeneratorConfig | None = None):
        super().__init__()
        c = self.config = config or GeneratorConfig()
        seen = 3 + c.guide_channels
        self.detail_in = nn.Conv2d(seen, 16, 2, stride=2)  # pixel-unshuffle and a 1×1 in one
        self.to_quarter = nn.Conv2d(seen, c.quarter, 4, stride=4)
        self.to_eighth = nn.Conv2d(c.quarter, c.eighth, 3, stride=2, padding=1)
        self.eighth_in = ResidualBlock(c.eighth)
        self.to_sixteenth = nn.Conv2d(c.eighth, c.sixteenth, 3, stride=2, padding=1)
        self.bottleneck = nn.Sequential(*[ResidualBlock(c.sixteenth) for _ in range(c.bottleneck_blocks)])
        self.attend_sixteenth = ChannelAttention(c.sixteenth, c.style_size)
        self.up_eighth = nn.Conv2d(c.sixteenth, c.eighth, 1)
        self.hair_mask = nn.Conv2d(c.eighth, 1, 1)
        self.eighth_out = ResidualBlock(c.eighth)
        self.attend_eighth = ChannelAttention(c.eighth, c.style_size)
        self.up_quarter = nn.Conv2d(c.eighth, c.quarter, 1)
        self.quarter_out = StyledBlock(c.quarter, c.style_size)
        self.attend_quarter = ChannelAttention(c.quarter, c.style_size)
        self.up_half = StyledConv(c.quarter, 4 * 12, 1, c.style_size)
        self.detail_first = StyledConv(28, c.half, 3, c.style_size)
        self.detail_second = StyledConv(c.half, c.half, 3, c.style_size)
        self.detail_out = StyledConv(c.half, 4 * (5 + PAINTS), 3, c.style_size)
        self.hair_paint = StyledConv(c.half, 1, 3, c.style_size)
        self.local = LocalDetail(28, c.quarter, c.local, c.style_size) if c.local else None
        nn.init.zeros_(self.detail_out.weight)
        nn.init.zeros_(self.detail_out.bias)  # an untrained generator returns the photo
        nn.init.zeros_(self.hair_paint.weight)
        nn.init.zeros_(self.hair_paint.bias)

    def forward(self, photo: Tensor, guide: Tensor, style: Tensor) -> Tensor:
        return self.draw(photo, guide, style)[0]

    def draw(self, photo: Tensor, guide: Tensor, style: Tensor) -> tuple[Tensor, Tensor, Tensor | None]:
        """What `forward` returns, where it sees hair [B,1,H/8,W/8], and where it opens the local-detail branch
        [B,1,H,W], if there is one."""
        c = self.config
        colours = palette_of(photo, guide)
        if not c.sees_guide:
            guide = torch.zeros_like(guide)
        if not c.palette:
            colours = [torch.zeros_like(colour) for colour in colours]
        palette = torch.cat(colours, 1)  # [12]

        def attend(attention: ChannelAttention, x: Tensor) -> Tensor:
            return attention(x, palette, style) if c.attention else x

        seen = torch.cat([photo, guide], 1)  # [12,512,512]
        quarter = self.to_quarter(seen)  # [48,128,128]
        eighth = self.eighth_in(self.to_eighth(F.relu(quarter)))  # [80,64,64]
        deep = attend(self.attend_sixteenth, self.bottleneck(self.to_sixteenth(F.relu(eighth))))  # [128,32,32]
        eighth = eighth + _double(self.up_eighth(deep))
        hair = torch.sigmoid(self.hair_mask(eighth))  # [1,64,64]
        eighth = attend(self.attend_eighth, self.eighth_out(eighth))
        quarter = quarter + _double(self.up_quarter(eighth))
        quarter = F.relu(attend(self.attend_quarter, self.quarter_out(quarter, style)))
        half = F.pixel_shuffle(self.up_half(quarter, style), 2)  # [12,256,256]
        features = F.relu(torch.cat([half, self.detail_in(seen)], 1))
        half = F.relu(self.detail_first(features, style))
        half = F.relu(self.detail_second(half, style))
        out = F.pixel_shuffle(self.detail_out(half, style), 2)  # [7,512,512]
        paint, matte, cover = out[:, :3], torch.sigmoid(out[:, 3:4]), out[:, 4:5]
        # `cover` hides the photo where the drawing owes it nothing. No sigmoid: it would learn too late to close.
        drawing = photo * (1 - cover) + paint
        for i, colour in enumerate((colours[0], colours[-1])):
            drawing = drawing + out[:, 5 + i : 6 + i] * colour[:, :, None, None]
        if c.palette:
            colour = mean_colour(F.avg_pool2d(photo, 8), hair)
            drawing = drawing + _double(self.hair_paint(half, style)) * colour[:, :, None, None]
        if self.local is None:
            return torch.cat([drawing, matte], 1), hair, None
        detail, mask = self.local(features, quarter, style)
        return torch.cat([drawing + detail * mask, matte], 1), hair, mask


class StyleEncoder(nn.Module):
    """A reference drawing [B,3,128,128] signed → its style code [B,7], shares that sum to 1."""

    def __init__(self, style_size: int = STYLE_CODE_SIZE):
        super().__init__()
        widths = (16, 24, 48, 64, 96)
        self.first = nn.Conv2d(3, widths[0], 3, padding=1)
        self.down = nn.ModuleList(nn.Conv2d(a, b, 3, stride=2, padding=1) for a, b in pairwise(widths))
        measures = 2 * (3 + sum(widths))
        self.norm = nn.LayerNorm(measures)
        self.hidden = nn.Linear(measures, 64)
        self.code = nn.Linear(64, style_size)

    def forward(self, drawing: Tensor) -> Tensor:
        layers = [drawing, F.leaky_relu(self.first(drawing), 0.2)]
        for layer in self.down:
            layers.append(F.leaky_relu(layer(layers[-1]), 0.2))
        # Style is texture and tone, not place: means and spreads of the colours and of every layer's features.
        measures = torch.cat([m for x in layers for m in (x.mean((2, 3)), x.std((2, 3)))], 1)
        return torch.softmax(self.code(F.relu(self.hidden(self.norm(measures)))), 1)


def _double(x: Tensor) -> Tensor:
    return F.interpolate(x, scale_factor=2.0, mode="bilinear", align_corners=False)


def generator_from_checkpoint(checkpoint: dict) -> Generator:
    """The averaged generator of a self-describing checkpoint."""
    generator = Generator(GeneratorConfig(**checkpoint["config"]))
    generator.load_state_dict(checkpoint["average"])
    return generator.eval()


def load_what_fits(network: nn.Module, weights: dict[str, Tensor]) -> int:
    """Takes over every weight whose name and shape fit; returns how many did. One kernel may serve every style."""
    own = network.state_dict()
    single = {k: v.flatten(1) if v.dim() == 4 else v for k, v in weights.items()}
    spread = {k: v.expand_as(own[k]) for k, v in single.items() if k in own and own[k].shape[1:] == v.shape}
    fitting = {k: v for k, v in weights.items() if k in own and own[k].shape == v.shape} | spread
    network.load_state_dict(fitting, strict=False)
    return len(fitting)


def describe(generator: Generator) -> dict:
    return asdict(generator.config)


def giga_macs(generator: Generator, size_px: int = 512) -> float:
    """Multiply-accumulates of convolutions and linear layers for one picture, in 10⁹."""
    total = 0

    def count(module: nn.Module, _inputs: tuple, output: Tensor) -> None:
        nonlocal total
        kernel = module.weight[0, 0] if isinstance(module, StyledConv) else module.weight[0]  # of one output channel
        total += output[0].numel() * kernel.numel()

    layers = [m for m in generator.modules() if isinstance(m, (nn.Conv2d, nn.Linear, StyledConv))]
    hooks = [m.register_forward_hook(count) for m in layers]
    c = generator.config
    with torch.no_grad():
        generator(
            torch.zeros(1, 3, size_px, size_px),
            torch.zeros(1, c.guide_channels, size_px, size_px),
            torch.zeros(1, c.style_size),
        )
    for hook in hooks:
        hook.remove()
    return total / 1e9
