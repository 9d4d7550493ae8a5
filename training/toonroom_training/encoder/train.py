"""Trains the content encoder on the CPU; can be stopped and resumed.

`python -m toonroom_training.encoder.train --labels runs/encoder/labels --run runs/encoder/main --minutes 70`
"""

import argparse
import copy
import json
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from .data import Library, Mixture, Sampler, Teacher
from .labels import UNKNOWN
from .network import EXCLUSIVE, Encoder, EncoderConfig, load, save

# Rare classes count for more: background, hair, body skin, face skin, clothes, worn, glasses.
CLASS_WEIGHTS = (1.0, 1.2, 1.4, 1.0, 1.2, 2.0, 2.0)
DICE_WEIGHTS = (0.3, 0.7, 0.7, 0.3, 0.7, 1.5, 1.5)
SHARE_WEIGHTS = (1.0, 1.5, 2.0, 1.0, 1.5, 4.0, 4.0)  # of what the segmenter says, by its share
BOUNDARY_GAIN = 3.0  # how much more a pixel near a border counts
EMA_HORIZON = 400  # steps over which weights are averaged
MILESTONE_S = 120
GENTLE = Mixture(wide_share=0.12, photo_share=0.22, new_scene_chance=0.1, occlusion=0.4, light=0.7)


def dice(chance: Tensor, truth: Tensor, known: Tensor) -> Tensor:
    """1 − soft Dice per channel [C] over the batch; `chance` and `truth` [B,C,H,W] unit."""
    both = (chance * truth * known).sum((0, 2, 3))
    either = (chance * known).sum((0, 2, 3)) + (truth * known).sum((0, 2, 3))
    return 1 - (2 * both + 20) / (either + 20)


def loss_of(logits: Tensor, batch: dict[str, Tensor]) -> Tensor:
    """Cross-entropy by class and boundary, Dice for the shapes of rare classes, the same for beard and person."""
    classes = batch["classes"]
    known = (classes != UNKNOWN).float()
    truth = classes.where(classes != UNKNOWN, 0)
    scores = logits[:, :EXCLUSIVE]
    weight = (1 + BOUNDARY_GAIN * batch["near"]) * known
    by_class = F.cross_entropy(scores, truth, logits.new_tensor(CLASS_WEIGHTS), reduction="none", label_smoothing=0.01)
    total = (by_class * weight).sum() / weight.sum().clamp(min=1)
    one_hot = F.one_hot(truth, EXCLUSIVE).permute(0, 3, 1, 2).float()
    shapes = dice(scores.softmax(1), one_hot, known[:, None])
    present = ((one_hot * known[:, None]).sum((0, 2, 3)) > 30).float() * logits.new_tensor(DICE_WEIGHTS)
    total = total + (shapes * present).sum() / 3
    for k, name in enumerate(("beard", "person")):
        score, wanted, seen = logits[:, EXCLUSIVE + k], batch[name], batch[f"{name}_known"]
        factor = 1 + wanted if name == "beard" else 1 + batch["near"]
        error = F.binary_cross_entropy_with_logits(score, wanted, reduction="none") * factor * seen
        total = total + error.sum() / (factor * seen).sum().clamp(min=1)
        if (wanted * seen).sum() > 30:
            total = total + 0.5 * dice(score.sigmoid()[:, None], wanted[:, None], seen[:, None])[0]
    return total


def distillation(logits: Tensor, shares: Tensor) -> Tensor:
    """How far the first classes of `logits` [B,9,H,W] are from the segmenter's `shares` [B,7,H,W].

    Rare classes count more. Soft shares tell where the segmenter was in doubt (Hinton et al. 2015, "Distilling the
    Knowledge in a Neural Network").
    """
    scores = logits[:, :EXCLUSIVE]
    known = shares.sum(1, keepdim=True)
    rare = (shares * logits.new_tensor(SHARE_WEIGHTS)[:, None, None]).sum(1)
    by_pixel = -(shares * scores.log_softmax(1)).sum(1) * rare
    total = by_pixel.sum() / rare.sum().clamp(min=1)
    shapes = dice(scores.softmax(1), shares, known)
    present = (shares.sum((0, 2, 3)) > 30).float() * logits.new_tensor(DICE_WEIGHTS)
    return total + (shapes * present).sum() / 3


def learning_rate(progress: float, steps: int, peak: float) -> float:
    """A short warm-up, then half a cosine; `progress` 0..1 of the whole run."""
    return peak * min(1.0, (steps + 1) / 100) * (0.5 + 0.5 * float(torch.cos(torch.tensor(progress * torch.pi)))) + 1e-5


def blend_in(average: Encoder, encoder: Encoder, step: int) -> None:
    """Moves the averaged weights towards the present ones, fast at first."""
    keep = min(1 - 1 / EMA_HORIZON, (1 + step) / (10 + step))
    with torch.no_grad():
        for mean, now in zip(average.state_dict().values(), encoder.state_dict().values(), strict=True):
            if mean.is_floating_point():
                mean.lerp_(now, 1 - keep)
            else:
                mean.copy_(now)


def borrow(encoder: Encoder, other: Encoder) -> None:
    """Copies the weights of `other` that have the same name and shape."""
    own = encoder.state_dict()
    fitting = {k: v for k, v in other.state_dict().items() if k in own and own[k].shape == v.shape}
    encoder.load_state_dict(fitting, strict=False)


def train_step(
    encoder: Encoder,
    optimiser: torch.optim.Optimizer,
    batch: dict[str, Tensor],
    taught: dict[str, Tensor] | None = None,
) -> float:
    """One step on samples with labels and, if there are any, on portraits with the segmenter's shares."""
    optimiser.zero_grad(set_to_none=True)
    photos = [part["photo"] for part in (batch, taught) if part]
    with torch.autocast("cpu", dtype=torch.bfloat16):
        logits = encoder.logits(torch.cat(photos).contiguous(memory_format=torch.channels_last)).float()
    count = len(photos[0])
    loss = loss_of(logits[:count], batch)
    if taught:
        loss = loss + distillation(logits[count:], taught["shares"])
    loss.backward()
    torch.nn.utils.clip_grad_norm_(encoder.parameters(), 5.0)
    optimiser.step()
    return float(loss.detach())


def tensors(arrays: dict[str, np.ndarray]) -> dict[str, Tensor]:
    return {key: torch.from_numpy(value) for key, value in arrays.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--labels", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=70, help="length of the whole run, pauses not counted")
    parser.add_argument("--steps", type=int, default=0, help="length in steps instead, for runs that are compared")
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--taught", type=int, default=0, help="more portraits a step, with the segmenter's own shares")
    parser.add_argument("--rate", type=float, default=4e-3)
    parser.add_argument("--sizes", type=int, nargs=2, default=(192, 256), help="px; the second for the last phase")
    parser.add_argument(
        "--last-phase", type=float, default=0.6, help="share of the run from which on pictures are near to the app's"
    )
    parser.add_argument(
        "--photo-share", type=float, default=GENTLE.photo_share, help="of whole photos, in the last phase"
    )
    parser.add_argument("--without", choices=("attention", "fusion", "detail"), help="an ablation")
    parser.add_argument("--start", type=Path, help="weights to begin with, as far as they fit")
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    config = EncoderConfig()
    if args.without:
        config = replace(config, **{args.without: 0 if args.without == "detail" else False})
    encoder = Encoder(config).to(memory_format=torch.channels_last).train()
    if args.start:
        borrow(encoder, load(args.start))
    average = copy.deepcopy(encoder)
    optimiser = torch.optim.AdamW(encoder.parameters(), lr=args.rate, weight_decay=0.01, betas=(0.9, 0.99))
    step, spent = 0, 0.0
    args.run.mkdir(parents=True, exist_ok=True)
    checkpoint = args.run / "checkpoint.pt"
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        encoder.load_state_dict(state["encoder"])
        average.load_state_dict(state["average"])
        optimiser.load_state_dict(state["optimiser"])
        step, spent = state["step"], state["spent"]
    library = Library(args.labels, "train")
    sampler = Sampler(library, Mixture(), args.seed + step)
    teacher = Teacher(library, args.seed + step) if args.taught else None
    saved, started, mean = time.monotonic(), time.monotonic() - spent, 0.0
    with (args.run / "log.jsonl").open("a") as log:
        while True:
            spent = time.monotonic() - started
            progress = step / args.steps if args.steps else spent / 60 / args.minutes
            done = progress >= 1
            if done or time.monotonic() - saved > MILESTONE_S:
                parts = {"encoder": encoder, "average": average, "optimiser": optimiser}
                state = {key: part.state_dict() for key, part in parts.items()}
                torch.save({**state, "step": step, "spent": spent}, checkpoint)
                save(average, args.run / "weights.npz")
                saved = time.monotonic()
            if done:
                break
            for group in optimiser.param_groups:
                group["lr"] = learning_rate(progress, step, args.rate)
            size = args.sizes[0]
            if progress >= args.last_phase:
                size = args.sizes[1]
                sampler.mixture = replace(GENTLE, photo_share=args.photo_share)
            batch = tensors(sampler.batch(args.batch, size))
            taught = tensors(teacher.batch(args.taught, size)) if teacher else None
            loss = train_step(encoder, optimiser, batch, taught)
            blend_in(average, encoder, step)
            step += 1
            mean = loss if step == 1 else mean * 0.98 + loss * 0.02
            if step % 50 == 0:
                log.write(json.dumps({"step": step, "loss": round(mean, 4), "minutes": round(spent / 60, 2)}) + "\n")
                log.flush()


if __name__ == "__main__":
    main()
