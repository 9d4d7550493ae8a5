"""Trains the generator: one page, CPU or GPU by the same command.

`python -m toonroom_training.train --pairs runs/pairs --out runs/all --minutes 90`

Resumes from `OUT/checkpoint.pt` when it is there. The learning rate falls with the share of the time that is used, so a
run of any length ends well. Every few minutes it writes the checkpoint and `OUT/sheet.png`.
"""

import argparse
import ast
import copy
import json
import math
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch.nn import functional as F

from .data import REFERENCE_SIZE_PX, STYLE_CODES, Jitter, Pair, batches, eye_centres, load_pair, pair_names
from .discriminator import PatchDiscriminator, critic_loss, persuasion_loss
from .face_nets import DlibFaceNet, face_pictures
from .guide import CHANNELS as GUIDE_CHANNELS
from .losses import code_loss, drawing_loss, face_losses, mask_loss, matte_loss, texture_loss
from .model import Generator, GeneratorConfig, StyleEncoder, describe, giga_macs, load_what_fits
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

    PARTS = ("generator", "average", "optimiser", "encoder", "encoder_optimiser", "critic", "critic_optimiser")

    def __init__(self, out: Path, device: str, start: Path | None = None, config: GeneratorConfig | None = None):
        self.path = out / "checkpoint.pt"
        saved = torch.load(self.path, map_location="cpu") if self.path.exists() else None
        if saved or (start and start.suffix == ".pt" and not config):
            config = GeneratorConfig(**(saved or torch.load(start, map_location="cpu"))["config"])
        self.generator = Generator(config)
        if start and not saved:
            print(f"{load_what_fits(self.generator, weights_of(start))} weights taken from {start}", flush=True)
        self.generator = self.generator.to(device, memory_format=torch.channels_last)
        self.average = copy.deepcopy(self.generator)
        self.optimiser = torch.optim.Adam(self.generator.parameters(), 1e-4, betas=(0.5, 0.99))
        self.encoder = StyleEncoder().to(device)
        self.encoder_optimiser = torch.optim.Adam(self.encoder.parameters(), 4e-4, betas=(0.5, 0.99))
        self.critic = PatchDiscriminator().to(device, memory_format=torch.channels_last)
        self.critic_optimiser = torch.optim.Adam(self.critic.parameters(), 4e-4, betas=(0.5, 0.99))
        self.step, self.seconds, self.history = 0, 0.0, []
        if start and start.suffix == ".pt" and not saved:
            begun = torch.load(start, map_location="cpu").get("encoder", {})
            load_what_fits(self.encoder, begun)
        if saved:
            for name in self.PARTS:
                getattr(self, name).load_state_dict(saved[name])
            self.step, self.seconds, self.history = saved["step"], saved["seconds"], saved["history"]

    def save(self) -> None:
        state = {
            "config": describe(self.generator),
            "giga_macs": giga_macs(copy.deepcopy(self.average).cpu()),
            **{name: getattr(self, name).state_dict() for name in self.PARTS},
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


CRITIC_WINDOW_PX = 192


@dataclass(frozen=True)
class Weights:
    """Of the losses beside the drawing's own; 0 leaves one out."""

    matte: float = 0.2
    mask: float = 0.05
    hair: float = 0.05
    texture: float = 3.0
    style: float = 0.02
    identity: float = 0.12
    perceptual: float = 0.1
    adversarial: float = 0.0


def train_step(run: Run, batch: dict, rate: float, weights: Weights, device: str, face_net: DlibFaceNet | None = None):
    """One step of the generator, of the style encoder, and of the critic where it has a word. Returns the losses."""
    batch = {k: v.to(device) for k, v in batch.items()}
    photo, target = batch["photo"], batch["drawing"]
    losses, style = _encode(run, batch, rate)
    with torch.autocast(device, torch.bfloat16):
        out, hair, mask = run.generator.draw(photo, batch["guide"], style)
    out = out.float()
    drawn = out[:, :3]
    losses |= {
        "drawing": drawing_loss(drawn, target, batch["weight"]),
        "texture": texture_loss(drawn, target, batch["weight"]),
        "matte": matte_loss(out[:, 3:], batch["matte"], batch["counts"]),
        "hair": mask_loss(hair.float(), F.avg_pool2d(hair_of(batch["matte"], batch["guide"]), 8)),
    }
    if mask is not None:
        losses["mask"] = mask_loss(mask.float(), batch["detail"])
    if weights.style > 0 and run.step % 2 == 0:
        run.encoder.requires_grad_(False)
        losses["style"] = code_loss(run.encoder(_reference_of(drawn)), batch["style"])
        run.encoder.requires_grad_(True)
    # Padding around a photo is no drawing: face network and critic see the target there.
    seen = drawn * batch["counts"] + target * (1 - batch["counts"])
    whole = torch.isfinite(batch["eyes"]).all((1, 2)).nonzero()[:2, 0]
    if face_net is not None and len(whole) and run.step % 2 == 1:
        pictures = (x[whole] for x in (seen, target, photo))
        with torch.autocast(device, torch.bfloat16):
            losses["identity"], losses["perceptual"] = face_losses(face_net, *pictures, batch["eyes"][whole])
    if weights.adversarial > 0 and run.step % 2 == 0:
        pieces = _pieces((photo, seen, target), CRITIC_WINDOW_PX)
        losses |= _criticise(run, *pieces, batch["style"], rate, device)
    told = {**asdict(weights), "drawing": 1.0, "persuasion": weights.adversarial, "critic": 0.0, "encoder": 0.0}
    total = sum(told[name] * loss for name, loss in losses.items() if told[name] > 0)
    _descend(run.optimiser, run.generator, total, rate)
    run.step += 1
    run.follow()
    return {name: float(loss.detach()) for name, loss in losses.items()}


def hair_of(head: torch.Tensor, guide: torch.Tensor) -> torch.Tensor:
    """[B,1,H,W] unit: the head without the face, nearly all of it hair or a hat."""
    face = GUIDE_CHANNELS.index("face")
    return (head - guide[:, face : face + 1]).clamp(min=0)


def _encode(run: Run, batch: dict, rate: float) -> tuple[dict, torch.Tensor]:
    """Trains the style encoder by one step; (its loss, the codes to draw with: now and then the encoder's own)."""
    told = run.encoder(batch["reference"])
    loss = code_loss(told, batch["style"])
    _descend(run.encoder_optimiser, run.encoder, loss, 2 * rate)
    by_reference = torch.rand(len(told), 1, device=told.device) < 0.1 * (run.step > 1000)
    return {"encoder": loss}, torch.where(by_reference, told.detach(), batch["style"])


def _reference_of(drawn: torch.Tensor) -> torch.Tensor:
    """A drawing as the style encoder sees it, [B,3,128,128]."""
    return F.interpolate(F.avg_pool2d(drawn, 2), size=(REFERENCE_SIZE_PX,) * 2, mode="bilinear", align_corners=False)


def settled_face_net(folder: Path, pairs: list[Pair], device: str) -> DlibFaceNet:
    """The face network with its centre at the mean of the pairs' people."""
    net = DlibFaceNet(folder).to(device).requires_grad_(False)
    people = [p for p in pairs if p.landmarks is not None]
    for person in people:
        photo = torch.from_numpy(person.photo).permute(2, 0, 1)[None].float() / 255
        face = face_pictures(photo, torch.from_numpy(eye_centres(person.landmarks))[None], net)
        net.centre += net(face.to(device))[0][0] / len(people)
    return net


def _pieces(pictures: tuple[torch.Tensor, ...], side_px: int) -> list[torch.Tensor]:
    """The same random square of each."""
    height, width = pictures[0].shape[2:]
    y, x = (int(torch.randint(0, max(1, extent - side_px + 1), ())) for extent in (height, width))
    return [p[..., y : y + side_px, x : x + side_px] for p in pictures]


def _criticise(run: Run, photo, drawn, target, style, rate: float, device: str) -> dict[str, torch.Tensor]:
    """Trains the critic by one step; then what it says of the drawing."""
    with torch.autocast(device, torch.bfloat16):
        real, _ = run.critic(photo, target, style)
        fake, _ = run.critic(photo, drawn.detach(), style)
        loss = critic_loss(real.float(), fake.float())
    _descend(run.critic_optimiser, run.critic, loss, 0.5 * rate)
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
    optimiser.zero_grad()
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
    parser.add_argument("--adversarial-after", type=float, default=0.5, help="share of the run without the critic")
    parser.add_argument("--face-nets", type=Path, help="folder of the face networks; without it, no identity loss")
    parser.add_argument("--config", nargs="+", default=[], metavar="NAME=VALUE", help="of another generator")
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
    changes = {name: ast.literal_eval(value) for name, value in (change.split("=") for change in args.config)}
    run = Run(args.out, device, args.start, GeneratorConfig(**changes) if changes else None)
    alone, criticised = Weights(), Weights(adversarial=args.adversarial)
    face_net = settled_face_net(args.face_nets, pairs, device) if args.face_nets else None
    print(f"{len(pairs)} training pairs, {giga_macs(Generator(run.generator.config)):.2f} GMAC, {device}", flush=True)
    stream = batches(pairs, args.styles, Jitter(), args.windows, args.pixels, run.step, args.workers)
    recent, last_save, began = [], time.monotonic(), time.monotonic()
    already = run.seconds
    for batch in stream:
        run.seconds = already + time.monotonic() - began
        share = run.step / args.steps if args.steps else run.seconds / (args.minutes * 60)
        finished = share >= 1
        if not finished:
            weights = criticised if share >= args.adversarial_after else alone
            recent.append(train_step(run, batch, learning_rate(share, args.rate), weights, device, face_net))
        if finished or time.monotonic() - last_save > args.save_minutes * 60:
            told = {name for losses in recent for name in losses}
            means = {k: float(np.mean([losses[k] for losses in recent if k in losses])) for k in sorted(told)}
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
