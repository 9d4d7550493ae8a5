"""The content encoder: a photo → soft layers of what is in it.

A small U-Net of depthwise-separable blocks. It sees the whole picture at 1/32 of its size, decides regions at 1/4 and
edges at full size. Shapes in comments are for a 256 px input.
"""

import copy
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F
from torch.nn.utils.fusion import fuse_conv_bn_eval

LAYERS = ("background", "hair", "body_skin", "face_skin", "clothes", "worn", "glasses", "beard", "person")
EXCLUSIVE = 7  # the first layers share each pixel; beard and person are independent of them
STRIDE = 32  # sides of the photo are multiples of this
WEIGHTS = Path(__file__).parent / "weights.npz"


@dataclass(frozen=True)
class EncoderConfig:
    """Channels at 1/2, 1/4, 1/8, 1/16 and 1/32 of the photo, and the parts that an ablation removes."""

    widths: tuple[int, ...] = (16, 32, 56, 88, 96)
    depths: tuple[int, ...] = (1, 2, 3, 3, 2)
    expansion: int = 3
    decoded: tuple[int, ...] = (16, 32, 48, 72)  # channels of the decoder at 1/2, 1/4, 1/8, 1/16
    detail: int = 8  # channels of the local-detail branch; 0 for none
    attention: bool = True
    fusion: bool = True


def conv(inputs: int, outputs: int, size: int = 1, stride: int = 1, groups: int = 1, act: bool = True) -> nn.Sequential:
    """Convolution and batch norm, which fold into one, and HardSwish if `act`."""
    parts: list[nn.Module] = [
        nn.Conv2d(inputs, outputs, size, stride, size // 2, groups=groups, bias=False),
        nn.BatchNorm2d(outputs, momentum=0.03),
    ]
    return nn.Sequential(*parts, *([nn.Hardswish()] if act else []))


class ChannelAttention(nn.Module):
    """Squeeze-and-excite: channels weighted by the content of the whole picture."""

    def __init__(self, channels: int):
        super().__init__()
        hidden = max(8, channels // 8)
        self.hidden = nn.Conv2d(channels, hidden, 1)
        self.gate = nn.Conv2d(hidden, channels, 1)

    def forward(self, x: Tensor) -> Tensor:
        return x * F.hardsigmoid(self.gate(F.relu(self.hidden(F.adaptive_avg_pool2d(x, 1)))))


class Block(nn.Module):
    """Inverted residual: expansion, depthwise convolution, channel attention, projection."""

    def __init__(self, inputs: int, outputs: int, stride: int, config: EncoderConfig, size: int = 3):
        super().__init__()
        inner = inputs * config.expansion
        self.same = stride == 1 and inputs == outputs
        self.body = nn.Sequential(
            conv(inputs, inner),
            conv(inner, inner, size, stride, groups=inner),
            ChannelAttention(inner) if config.attention else nn.Identity(),
            conv(inner, outputs, act=False),
        )

    def forward(self, x: Tensor) -> Tensor:
        return x + self.body(x) if self.same else self.body(x)


def separable(inputs: int, outputs: int) -> nn.Sequential:
    """A depthwise 3×3 convolution, then a pointwise convolution."""
    return nn.Sequential(conv(inputs, inputs, 3, groups=inputs, act=False), conv(inputs, outputs))


def enlarged(x: Tensor, factor: int) -> Tensor:
    return F.interpolate(x, scale_factor=factor, mode="bilinear", align_corners=False)


class Fusion(nn.Module):
    """Multi-scale fusion at 1/4: adds each coarser scale and the picture's mean, each through a 1×1 convolution."""

    def __init__(self, inputs: tuple[int, ...], outputs: int):
        super().__init__()
        self.scales = nn.ModuleList(conv(n, outputs, act=False) for n in inputs)
        self.whole = nn.Conv2d(inputs[-1], outputs, 1)
        self.mix = separable(outputs, outputs)

    def forward(self, fine: Tensor, coarse: list[Tensor]) -> Tensor:
        """`fine` [B,C,64,64]; `coarse` at half of its size, a quarter, …"""
        total = fine + self.whole(F.adaptive_avg_pool2d(coarse[-1], 1))
        for k, (scale, x) in enumerate(zip(self.scales, coarse, strict=True)):
            total = total + enlarged(scale(x), 2 ** (k + 1))
        return fine + self.mix(total)


class Encoder(nn.Module):
    """`forward` and `logits` take a photo [B,3,H,W] f32 RGB unit; H and W are multiples of 32."""

    def __init__(self, config: EncoderConfig | None = None):
        super().__init__()
        self.config = c = config or EncoderConfig()
        w, d = c.widths, c.decoded
        self.stem = conv(3, w[0], 3, 2)  # 128
        self.stages = nn.ModuleList()
        for k, depth in enumerate(c.depths):
            size = 5 if k >= 3 else 3
            first = Block(w[max(k - 1, 0)], w[k], 1 if k == 0 else 2, c)
            self.stages.append(nn.Sequential(first, *(Block(w[k], w[k], 1, c, size) for _ in range(depth - 1))))
        self.lateral = nn.ModuleList(conv(a, b, act=False) for a, b in zip(w[:4], d, strict=True))
        self.down = nn.ModuleList(conv(a, b, act=False) for a, b in zip((*d[1:], w[4]), d, strict=True))
        self.joined = nn.ModuleList(separable(n, n) for n in d)
        self.fusion = Fusion((d[2], d[3], w[4]), d[1]) if c.fusion else None
        head = 16
        self.regions = conv(d[0], head, act=False)
        if c.detail:
            self.detail = nn.Sequential(conv(3, c.detail, 3), separable(c.detail, c.detail))
            self.edges = nn.Sequential(
                conv(head + c.detail, head + c.detail, 3, groups=head + c.detail, act=False), conv(head + c.detail, 20)
            )
            self.answer = nn.Conv2d(20, len(LAYERS), 1)
        else:
            self.answer = nn.Conv2d(head, len(LAYERS), 1)

    def logits(self, photo: Tensor) -> Tensor:
        """[B,9,H,W]."""
        centred = photo * 2 - 1
        x, seen = self.stem(centred), []
        for stage in self.stages:
            x = stage(x)
            seen.append(x)
        coarse = [x]
        for k in (3, 2, 1, 0):  # 1/16, 1/8, 1/4, 1/2
            x = self.joined[k](self.lateral[k](seen[k]) + enlarged(self.down[k](x), 2))
            if k == 1 and self.fusion is not None:
                x = self.fusion(x, coarse)
            coarse.insert(0, x)
        regions = enlarged(self.regions(x), 2)
        if self.config.detail:
            return self.answer(self.edges(torch.cat([regions, self.detail(centred)], 1)))
        return self.answer(F.hardswish(regions))

    def forward(self, photo: Tensor) -> Tensor:
        """Layers [B,9,H,W] f32 unit, in the order of `LAYERS`; the first seven sum to 1."""
        logits = self.logits(photo)
        # Runtimes transpose the whole tensor for a softmax over channels: this takes a fifth of the time.
        scores = logits[:, :EXCLUSIVE]
        parts = (scores - scores.amax(1, keepdim=True)).exp()
        return torch.cat([parts / parts.sum(1, keepdim=True), logits[:, EXCLUSIVE:].sigmoid()], 1)


def twice_seen(encoder: Callable[[Tensor], Tensor], photo: Tensor) -> Tensor:
    """Layers of a photo as in the app: the mean of the encoder's outputs for the photo and for its mirror image."""
    return (encoder(photo) + encoder(photo.flip(3)).flip(3)) / 2


def folded(encoder: Encoder) -> Encoder:
    """A copy for inference, with batch norms folded into the convolutions before them.

    `save` and `load` need the original.
    """
    copied = copy.deepcopy(encoder).eval()
    for module in list(copied.modules()):
        if isinstance(module, nn.Sequential) and len(module) > 1 and isinstance(module[1], nn.BatchNorm2d):
            module[0], module[1] = fuse_conv_bn_eval(module[0], module[1]), nn.Identity()
    return copied


def giga_macs(encoder: Encoder, size: int) -> float:
    """Multiply–accumulates of the convolutions on a photo of `size` px, ×10⁹."""
    total = 0

    def count(module: nn.Module, _inputs: tuple[Tensor, ...], output: Tensor) -> None:
        nonlocal total
        total += output.shape[2] * output.shape[3] * module.weight.numel()

    hooks = [m.register_forward_hook(count) for m in encoder.modules() if isinstance(m, nn.Conv2d)]
    with torch.no_grad():
        encoder(torch.zeros(1, 3, size, size))
    for hook in hooks:
        hook.remove()
    return total / 1e9


def save(encoder: Encoder, path: Path) -> None:
    """Writes the weights as fp16 and the configuration beside them."""
    arrays = {key: value.detach().cpu().numpy() for key, value in encoder.state_dict().items()}
    arrays = {key: a.astype(np.float16) for key, a in arrays.items() if not key.endswith("num_batches_tracked")}
    config = json.dumps(asdict(encoder.config))
    np.savez_compressed(path, config=np.frombuffer(config.encode(), np.uint8), **arrays)


def load(path: Path = WEIGHTS) -> Encoder:
    """The encoder of a file that `save` wrote, ready for inference. Raises RuntimeError where weights are missing."""
    with np.load(path) as file:
        config = json.loads(file["config"].tobytes())
        state = {key: torch.from_numpy(file[key].astype(np.float32)) for key in file.files if key != "config"}
    encoder = Encoder(EncoderConfig(**{k: tuple(v) if isinstance(v, list) else v for k, v in config.items()}))
    missing = encoder.load_state_dict(state, strict=False)
    lost = [key for key in missing.missing_keys if not key.endswith("num_batches_tracked")]
    if lost or missing.unexpected_keys:
        raise RuntimeError(f"{path}: weights missing {lost} or unknown {missing.unexpected_keys}.")
    return encoder.eval()
