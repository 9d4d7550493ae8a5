"""Trains the style encoder.

`python -m toonroom_training.style_encoder.train --drawings DRAWINGS --photos PORTRAITS/jpg --run runs/style/main`

Goes on where a run of the same folder stopped. The schedule follows the time spent, so a run ends when it should.
"""

import argparse
import math
import time
from pathlib import Path

import cv2
import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from .drawings import SIZE_PX
from .network import StyleEncoder, save
from .random_styles import NAMES

BATCH = 32
PHOTO_SHARE = 0.2  # of a batch
CHECKPOINT_S = 120


def read_drawings(folder: Path) -> tuple[np.ndarray, np.ndarray]:
    """Pictures [n,256,256,3] u8 RGB and what is to be read from them [n,N]."""
    pictures, wanted = [], []
    for file in sorted(folder.glob("*.npy")):
        shares = np.load(file)
        for k, row in enumerate(shares):
            picture = cv2.imread(str(folder / f"{file.stem}-{k}.jpg"))
            if picture is None:
                raise FileNotFoundError(f"{file.stem}-{k}.jpg is missing in {folder}")
            pictures.append(picture[..., ::-1])
            wanted.append(row)
    if not pictures:
        raise FileNotFoundError(f"no drawings in {folder}")
    return np.stack(pictures), np.stack(wanted).astype(np.float32)


def read_photos(folder: Path, most: int) -> tuple[np.ndarray, np.ndarray]:
    """Photos [n,256,256,3] u8 RGB, of which no number can be read: NaN [n,N]."""
    pictures = []
    for file in sorted(folder.glob("*.jpg"))[:most]:
        picture = cv2.resize(cv2.imread(str(file)), (SIZE_PX, SIZE_PX), interpolation=cv2.INTER_AREA)
        pictures.append(picture[..., ::-1])
    return np.stack(pictures), np.full((len(pictures), len(NAMES)), np.nan, np.float32)


def augmented(picture: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """[256,256,3] u8: a head a little out of place, mirrored, and compressed as pictures from anywhere are."""
    side = float(rng.uniform(0.9, 1.08)) * SIZE_PX
    x, y = (SIZE_PX - side) / 2 + rng.normal(size=2) * 0.02 * SIZE_PX
    angle = np.deg2rad(rng.normal() * 3)
    scale = side / SIZE_PX * (-1 if rng.random() < 0.5 else 1)
    c, s = np.cos(angle) * side / SIZE_PX, np.sin(angle) * side / SIZE_PX
    flip = np.sign(scale)
    centre = np.array([x + side / 2, y + side / 2])
    matrix = np.array([[c * flip, -s], [s * flip, c]])
    offset = centre - matrix @ np.array([SIZE_PX / 2, SIZE_PX / 2])
    moved = cv2.warpAffine(
        picture,
        np.hstack([matrix, offset[:, None]]),
        (SIZE_PX, SIZE_PX),
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REFLECT_101,
    )
    if rng.random() < 0.25:
        quality = [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(50, 92))]
        moved = cv2.imdecode(cv2.imencode(".jpg", moved, quality)[1], cv2.IMREAD_COLOR)
    return moved


def batch_of(pictures: np.ndarray) -> Tensor:
    return torch.from_numpy(np.ascontiguousarray(pictures.transpose(0, 3, 1, 2))).float() / 255


def loss(network: StyleEncoder, pictures: Tensor, wanted: Tensor) -> Tensor:
    """Negative logarithm of the likelihood, plus the plain error, so that no number is given up as unsure."""
    mean, log_variance, drawn = network.raw(pictures)
    is_drawn = ~wanted[:, 0].isnan()
    error = (mean - (wanted - network.centre) / network.spread)[is_drawn] ** 2
    log_variance = log_variance[is_drawn]
    read = 0.5 * (log_variance + error * torch.exp(-log_variance) + error).mean()
    return read + 0.5 * F.binary_cross_entropy_with_logits(drawn, is_drawn.float())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--drawings", type=Path, required=True)
    parser.add_argument("--photos", type=Path, required=True, help="pictures that are no drawings")
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=40)
    parser.add_argument("--rate", type=float, default=0.002)
    args = parser.parse_args()
    args.run.mkdir(parents=True, exist_ok=True)
    checkpoint = args.run / "checkpoint.pt"
    pictures, wanted = read_drawings(args.drawings)
    photos, unread = read_photos(args.photos, len(pictures) // 6)
    print(f"{len(pictures)} drawings, {len(photos)} photos", flush=True)
    drawn = len(pictures)
    pictures, wanted = np.concatenate([pictures, photos]), np.concatenate([wanted, unread])
    torch.manual_seed(1)
    network = StyleEncoder().train().to(memory_format=torch.channels_last)  # half as fast again on a processor
    network.centre.copy_(torch.from_numpy(np.nanmean(wanted, 0)))
    network.spread.copy_(torch.from_numpy(np.nanstd(wanted, 0)))
    optimiser = torch.optim.AdamW(network.parameters(), lr=args.rate, weight_decay=0.01)
    spent, step = 0.0, 0
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        network.load_state_dict(state["network"])
        optimiser.load_state_dict(state["optimiser"])
        spent, step = state["spent"], state["step"]
    whole, last, saved, mean_loss = args.minutes * 60, time.monotonic(), 0.0, 0.0
    rng = np.random.default_rng(step)
    while spent < whole:
        done = spent / whole
        for group in optimiser.param_groups:
            group["lr"] = args.rate * min(1, done / 0.03 + 0.05) * (0.5 + 0.5 * math.cos(math.pi * done))
        is_photo = rng.random(BATCH) < PHOTO_SHARE
        chosen = np.where(is_photo, rng.integers(drawn, len(pictures), BATCH), rng.integers(0, drawn, BATCH))
        seen = batch_of(np.stack([augmented(pictures[i], rng) for i in chosen]))
        seen = seen.contiguous(memory_format=torch.channels_last)
        value = loss(network, seen, torch.from_numpy(wanted[chosen]))
        optimiser.zero_grad()
        value.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        step += 1
        mean_loss += (float(value.detach()) - mean_loss) / min(step, 100)
        now = time.monotonic()
        spent, last = spent + now - last, now
        if spent - saved > CHECKPOINT_S or spent >= whole:
            saved = spent
            state = {"network": network.state_dict(), "optimiser": optimiser.state_dict(), "spent": spent, "step": step}
            torch.save(state, checkpoint)
            save(network, args.run / "weights.npz")
            print(f"{spent / 60:.1f} min, step {step}, loss {mean_loss:.3f}", flush=True)


if __name__ == "__main__":
    main()
