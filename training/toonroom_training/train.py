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
from .discriminator import PatchDiscriminator, critic_loss, persuasion_loss
from .losses import drawing_loss, matte_loss
from .model import Generator, GeneratorConfig, describe, giga_macs, load_what_fits
from .review import rejected_drawings
from .sheet import validation_sheet


def learning_rate(share: float, peak: float, warm_up: float = 0.02) -> float:
    if share < warm_up:
        return peak * share / warm_up
    return 1e-5 + (peak - 1e-5) * 0.5 * (1 + math.cos(math.pi * min(1.0, share)))


def weights_of(path: Path) -> dict[str, torch.Tensor]:
    """The named weights of a checkpoint or of an exported generator."""
    if path.suffix == ".pt":
        return torch.load(path, map_location="cpu")["average"]
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
            print(f"{load_what_fits(self.generator, weights_of(start))} weights taken from {start}", flush=True)
        self.generator = self.generator.to(device, memory_format=torch.channels_last)
        self.average = copy.deepcopy(self.generator)
        self.optimiser = torch.optim.Adam(self.generator.parameters(), 1e-4, betas=(0.5, 0.99))
        self.critic = PatchDiscriminator().to(device, memory_format=torch.channels_last)
        self.critic_optimiser = torch.optim.Adam(self.critic.parameters(), 4e-4, betas=(0.5, 0.99))
        self.step, self.seconds, self.history = 0, 0.0, []
        if saved:
            self.critic.load_state_dict(saved["critic"])
            self.critic_optimiser.load_state_dict(saved["critic_optimiser"])
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
            "critic": self.critic.state_dict(),
            "critic_optimiser": self.critic_optimiser.state_dict(),
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


def train_step(run: Run, batch: dict[str, torch.Tensor], rate: float, adversarial: float, device: str) -> dict:
    """One step of the generator and, with an adversarial weight, one of its critic."""
    batch = {k: v.to(device) for k, v in batch.items()}
    photo, target, style = batch["photo"], batch["drawing"], batch["style"]
    with torch.autocast(device, torch.bfloat16):
        out = run.generator(photo, batch["guide"], style)
    out = out.float()
    drawn = out[:, :3]
    losses = {
        "drawing": drawing_loss(drawn, target, batch["weight"]),
        "matte": matte_loss(out[:, 3:], batch["matte"], batch["counts"]),
    }
    total = losses["drawing"] + 0.1 * losses["matte"]
    if adversarial > 0:
        # Padding around a photo is no drawing: the critic sees the target there.
        seen = drawn * batch["counts"] + target * (1 - batch["counts"])
        losses |= _criticise(run, photo, seen, target, style, rate, device)
        total = total + adversarial * losses["persuasion"]
    _descend(run.optimiser, run.generator, total, rate)
    run.step += 1
    run.follow()
    return {name: float(loss.detach()) for name, loss in losses.items()}


def _criticise(run: Run, photo, drawn, target, style, rate: float, device: str) -> dict[str, torch.Tensor]:
    """Trains the critic by one step; then what it says of the drawing."""
    with torch.autocast(device, torch.bfloat16):
        real, _ = run.critic(photo, target, style)
        fake, _ = run.critic(photo, drawn.detach(), style)
        loss = critic_loss(real.float(), fake.float())
    _descend(run.critic_optimiser, run.critic, loss, rate)
    run.critic.requires_grad_(False)
    with torch.autocast(device, torch.bfloat16):
        with torch.no_grad():
            _, wanted = run.critic(photo, target, style)
        score, own = run.critic(photo, drawn, style)
        persuasion = persuasion_loss(score.float(), own, wanted)
    run.critic.requires_grad_(True)
    return {"critic": loss, "persuasion": persuasion}


def _descend(optimiser: torch.optim.Optimizer, network: torch.nn.Module, loss: torch.Tensor, rate: float) -> None:
    for group in optimiser.param_groups:
        group["lr"] = rate
    optimiser.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimiser.step()


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
    parser.add_argument("--styles", nargs="+", choices=list(STYLE_CODES), default=list(STYLE_CODES))
    parser.add_argument("--minutes", type=float, default=90)
    parser.add_argument("--steps", type=int, help="stop after so many steps instead")
    parser.add_argument("--rate", type=float, default=8e-4)
    parser.add_argument("--windows", type=int, nargs="+", default=[256, 384], help="px, multiples of 16")
    parser.add_argument("--pixels", type=int, default=4 * 384**2, help="per step")
    parser.add_argument("--adversarial", type=float, default=0.0, help="weight of the critic's word; 0 for none")
    parser.add_argument("--start", type=Path, help="a checkpoint or an exported generator to begin from")
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
    stream = batches(pairs, args.styles, Jitter(), args.windows, args.pixels, run.step, args.workers)
    recent, last_save, began = [], time.monotonic(), time.monotonic()
    already = run.seconds
    for batch in stream:
        run.seconds = already + time.monotonic() - began
        share = run.step / args.steps if args.steps else run.seconds / (args.minutes * 60)
        finished = share >= 1
        if not finished:
            recent.append(train_step(run, batch, learning_rate(share, args.rate), args.adversarial, device))
        if finished or time.monotonic() - last_save > args.save_minutes * 60:
            means = {k: sum(r[k] for r in recent) / len(recent) for k in (recent[0] if recent else ())}
            run.history.append({"step": run.step, "seconds": round(run.seconds), **means})
            print(json.dumps(run.history[-1]), flush=True)
            run.save()
            if held_out:
                validation_sheet(run.average, held_out, args.out / "sheet.png", args.styles, device)
            add_new_pairs(pairs, args.pairs)
            recent, last_save = [], time.monotonic()
        if finished:
            break


if __name__ == "__main__":
    main()
