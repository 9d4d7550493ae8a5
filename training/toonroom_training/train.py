"""Trains the generator: one page, CPU or GPU by the same command.

`python -m toonroom_training.train --pairs runs/pairs --out runs/all --minutes 90`

Resumes from `OUT/checkpoint.pt` when it is there. The learning rate falls with the share of the time that is used, so a
run of any length ends well. Every few minutes it writes the checkpoint and `OUT/sheet.png`.
"""

import argparse
import copy
import json
import math
import time
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from .data import STYLE_CODES, Jitter, Pair, batches, load_pair, pair_names
from .losses import drawing_loss, matte_loss
from .model import Generator, GeneratorConfig, describe, giga_macs, load_what_fits
from .review import rejected_drawings
from .sheet import validation_sheet


def learning_rate(share: float, peak: float, warm_up: float = 0.02) -> float:
    if share < warm_up:
        return peak * share / warm_up
    return 1e-5 + (peak - 1e-5) * 0.5 * (1 + math.cos(math.pi * min(1.0, share)))


def onnx_weights(path: Path) -> dict[str, torch.Tensor]:
    """The named weights of an exported generator."""
    graph = onnx.load(str(path)).graph
    arrays = {w.name.removesuffix(".fp16"): numpy_helper.to_array(w) for w in graph.initializer}
    return {name: torch.from_numpy(array.astype(np.float32)) for name, array in arrays.items()}


class Run:
    """Everything a stopped run needs to go on."""

    def __init__(self, out: Path, device: str, start: Path | None = None):
        self.path = out / "checkpoint.pt"
        saved = torch.load(self.path, map_location="cpu") if self.path.exists() else None
        config = GeneratorConfig(**saved["config"]) if saved else GeneratorConfig()
        self.generator = Generator(config)
        if start and not saved:
            print(f"{load_what_fits(self.generator, onnx_weights(start))} weights taken from {start}", flush=True)
        self.generator = self.generator.to(device, memory_format=torch.channels_last)
        self.average = copy.deepcopy(self.generator)
        self.optimiser = torch.optim.Adam(self.generator.parameters(), 1e-4, betas=(0.5, 0.99))
        self.step, self.seconds, self.history = 0, 0.0, []
        if saved:
            self.generator.load_state_dict(saved["generator"])
            self.average.load_state_dict(saved["average"])
            self.optimiser.load_state_dict(saved["optimiser"])
            self.step, self.seconds, self.history = saved["step"], saved["seconds"], saved["history"]

    def save(self) -> None:
        state = {
            "config": describe(self.generator),
            "giga_macs": giga_macs(copy.deepcopy(self.average).cpu()),
            "generator": self.generator.state_dict(),
            "average": self.average.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "step": self.step,
            "seconds": self.seconds,
            "history": self.history,
        }
        part = self.path.with_suffix(".part")
        torch.save(state, part)
        part.replace(self.path)

    def follow(self) -> None:
        """Moves the exponential average towards the generator; quickly at first, .999 later."""
        decay = min(0.999, (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            for mean, now in zip(self.average.parameters(), self.generator.parameters(), strict=True):
                mean.lerp_(now, 1 - decay)


def train_step(run: Run, batch: dict[str, torch.Tensor], rate: float, device: str) -> dict:
    batch = {k: v.to(device) for k, v in batch.items()}
    with torch.autocast(device, torch.bfloat16):
        out = run.generator(batch["photo"], batch["guide"], batch["style"])
    out = out.float()
    drawing = drawing_loss(out[:, :3], batch["drawing"], batch["weight"])
    matte = matte_loss(out[:, 3:], batch["matte"], batch["counts"])
    for group in run.optimiser.param_groups:
        group["lr"] = rate
    run.optimiser.zero_grad(set_to_none=True)
    (drawing + 0.1 * matte).backward()
    torch.nn.utils.clip_grad_norm_(run.generator.parameters(), 1.0)
    run.optimiser.step()
    run.step += 1
    run.follow()
    return {"drawing": float(drawing.detach()), "matte": float(matte.detach())}


def add_new_pairs(pairs: list[Pair], folder: Path) -> None:
    """Loads what has been rendered since; rendering may go on beside the training."""
    known = {pair.name for pair in pairs}
    rejected = rejected_drawings()
    fresh = [load_pair(folder, s, rejected) for s in pair_names(folder, "train") if s not in known]
    pairs.extend(pair for pair in fresh if pair.drawings)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=90)
    parser.add_argument("--steps", type=int, help="stop after so many steps instead")
    parser.add_argument("--rate", type=float, default=8e-4)
    parser.add_argument("--windows", type=int, nargs="+", default=[256, 384], help="px, multiples of 16")
    parser.add_argument("--pixels", type=int, default=4 * 384**2, help="per step")
    parser.add_argument("--start", type=Path, help="an exported generator to begin from")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--save-minutes", type=float, default=6)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.manual_seed(0)
    pairs: list[Pair] = []
    add_new_pairs(pairs, args.pairs)
    held_out = [load_pair(args.pairs, s) for s in pair_names(args.pairs, "validation")[:6]]
    run = Run(args.out, device, args.start)
    print(f"{len(pairs)} training pairs, {giga_macs(Generator()):.2f} GMAC, {device}", flush=True)
    stream = batches(pairs, Jitter(), tuple(args.windows), args.pixels, run.step, args.workers)
    recent, last_save, began = [], time.monotonic(), time.monotonic()
    already = run.seconds
    for batch in stream:
        run.seconds = already + time.monotonic() - began
        share = run.step / args.steps if args.steps else run.seconds / (args.minutes * 60)
        finished = share >= 1
        if not finished:
            recent.append(train_step(run, batch, learning_rate(share, args.rate), device))
        if finished or time.monotonic() - last_save > args.save_minutes * 60:
            means = {k: sum(r[k] for r in recent) / max(1, len(recent)) for k in ("drawing", "matte")}
            run.history.append({"step": run.step, "seconds": round(run.seconds), **means})
            print(json.dumps(run.history[-1]), flush=True)
            run.save()
            if held_out:
                validation_sheet(run.average, held_out, args.out / "sheet.png", tuple(STYLE_CODES), device)
            add_new_pairs(pairs, args.pairs)
            recent, last_save = [], time.monotonic()
        if finished:
            break


if __name__ == "__main__":
    main()
