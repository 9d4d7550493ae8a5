"""Takes whole channels out of a trained student, so that it costs a given share, for `train --start` to heal.

`python -m toonroom_training.prune --checkpoint runs/all/checkpoint.pt --share 0.6 --out runs/pruned/start.pt`

At each scale the channels with the smallest weights go, the same ones in every layer that writes or reads them.
"""

import argparse
from dataclasses import asdict, replace
from pathlib import Path

import torch
from torch import Tensor

from .model import Generator, GeneratorConfig, generator_from_checkpoint, giga_macs

# Which scale's channels a layer writes and reads; None where the width stays.
LAYERS: dict[str, tuple[str | None, str | None]] = {
    "to_quarter": ("quarter", None),
    "to_eighth": ("eighth", "quarter"),
    "eighth_in": ("eighth", "eighth"),
    "to_sixteenth": ("sixteenth", "eighth"),
    "bottleneck": ("sixteenth", "sixteenth"),
    "up_eighth": ("eighth", "sixteenth"),
    "hair_mask": (None, "eighth"),
    "eighth_out": ("eighth", "eighth"),
    "up_quarter": ("quarter", "eighth"),
    "quarter_out": ("quarter", "quarter"),
    "up_half": (None, "quarter"),
    "detail_first": ("half", None),
    "detail_second": ("half", "half"),
    "detail_out": (None, "half"),
    "hair_paint": (None, "half"),
    "local.mask": (None, "quarter"),
}
SCALES = ("half", "quarter", "eighth", "sixteenth")


def smaller(config: GeneratorConfig, share: float) -> GeneratorConfig:
    """The widest generator, all scales narrowed alike to multiples of 2, that costs at most `share` of `config`'s."""
    budget = share * giga_macs(Generator(config))
    for percent in range(100, 9, -1):
        narrow = replace(config, **{s: max(2, round(getattr(config, s) * percent / 200) * 2) for s in SCALES})
        if giga_macs(Generator(narrow)) <= budget:
            return narrow
    raise ValueError(f"No generator costs {share} of this one.")


def _layer(name: str) -> tuple[str | None, str | None]:
    return next((scales for layer, scales in LAYERS.items() if name.startswith(f"{layer}.")), (None, None))


def written_scale(name: str) -> str | None:
    """The scale whose channels a weight writes."""
    return _layer(name)[0]


def _sizes(weight: Tensor, width: int) -> Tensor:
    """Of each written channel: of a convolution [out,…] or of a bank [style,out,…]."""
    return weight.abs().flatten(1).sum(1) if weight.shape[0] == width else weight.abs().sum((0, 2))


def important_channels(weights: dict[str, Tensor], config: GeneratorConfig, narrow: GeneratorConfig) -> dict:
    """By scale, the indices of the channels that stay, in their order."""
    kept = {}
    for scale in SCALES:
        width = getattr(config, scale)
        written = [w for n, w in weights.items() if n.endswith("weight") and written_scale(n) == scale]
        size = sum((s / s.mean() for s in (_sizes(w, width) for w in written)), torch.zeros(width))
        kept[scale] = size.argsort(descending=True)[: getattr(narrow, scale)].sort().values
    return kept


def _take(name: str, weight: Tensor, kept: dict[str, Tensor], config: GeneratorConfig) -> Tensor:
    writes, reads = _layer(name)
    bank = weight.dim() == 3 or (weight.dim() == 2 and name.endswith("bias"))  # one row a style
    channels = 1 if bank else 0
    if writes:
        weight = weight.index_select(channels, kept[writes])
    if reads and name.endswith("weight"):
        width = getattr(config, reads)
        if bank:
            flat = weight.reshape(*weight.shape[:2], width, -1)
            weight = flat.index_select(2, kept[reads]).flatten(2)
        else:
            weight = weight.index_select(1, kept[reads])
    return weight


def _take_attention(weights: dict[str, Tensor], scale: str, kept: Tensor, width: int) -> dict[str, Tensor]:
    """Gates and shifts of the channels that stay, through the hidden units with the largest weights."""
    prefix = f"attend_{scale}."
    hidden, gate = weights[f"{prefix}hidden.weight"], weights[f"{prefix}gate.weight"]
    units = gate.abs().sum(0).argsort(descending=True)[: len(kept) // 2].sort().values
    rows = torch.cat([kept, kept + width])
    columns = torch.cat([kept, torch.arange(width, hidden.shape[1])])
    return {
        f"{prefix}hidden.weight": hidden[units][:, columns],
        f"{prefix}hidden.bias": weights[f"{prefix}hidden.bias"][units],
        f"{prefix}gate.weight": gate[rows][:, units],
        f"{prefix}gate.bias": weights[f"{prefix}gate.bias"][rows],
        f"{prefix}own.weight": weights[f"{prefix}own.weight"][rows],
    }


def prune(generator: Generator, narrow: GeneratorConfig) -> Generator:
    """A narrower generator with the most important channels of this one."""
    config, weights = generator.config, generator.state_dict()
    kept = important_channels(weights, config, narrow)
    taken = {name: _take(name, w, kept, config) for name, w in weights.items() if not name.startswith("attend_")}
    for scale in SCALES[1:]:
        taken |= _take_attention(weights, scale, kept[scale], getattr(config, scale))
    pruned = Generator(narrow)
    pruned.load_state_dict(taken)
    return pruned.eval()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--share", type=float, default=0.6)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    generator = generator_from_checkpoint(torch.load(args.checkpoint, map_location="cpu"))
    pruned = prune(generator, smaller(generator.config, args.share))
    args.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save({"config": asdict(pruned.config), "average": pruned.state_dict()}, args.out)
    print(f"{pruned.config}: {giga_macs(pruned):.2f} GMAC")


if __name__ == "__main__":
    main()
