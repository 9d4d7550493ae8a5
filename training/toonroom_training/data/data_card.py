"""Writes the data card: what the training photos are, whose they are, and whom they show.

`python -m toonroom_training.data.data_card --portraits DIR --photos DIR --face-nets DIR --out cards/data.md`
"""

import argparse
from collections import defaultdict
from pathlib import Path

import numpy as np
import torch

from ..geometry.landmarks import eye_centres
from ..judge.face_nets import FaceresNet, face_pictures
from ..judge.review import acceptance, read_reviews
from .portraits import PortraitSet, is_validation

# Individual typology angle in degrees (Chardon et al. 1991); in a photo, the light shifts it.
SKIN_TONES = (
    ("very light", 55, 180),
    ("light", 41, 55),
    ("intermediate", 28, 41),
    ("tan", 10, 28),
    ("brown", -30, 10),
    ("dark", -180, -30),
)
# As estimated by a network from the photo (mean error about 5 years on adults, more on children and old people).
AGES = (("child", 0, 13), ("13 to 19", 13, 20), ("20 to 39", 20, 40), ("40 to 59", 40, 60), ("60 and more", 60, 200))
YAWS = (("frontal", 0, 10), ("turned", 10, 20), ("three-quarter", 20, 45), ("profile", 45, 181))


def _table(head: list[str], rows: list[list]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def _share(count: int, total: int) -> str:
    return f"{count} ({100 * count / max(1, total):.0f} %)"


def _bands(values: np.ndarray, bands: tuple) -> list[list]:
    return [[name, _share(int(((values >= low) & (values < high)).sum()), len(values))] for name, low, high in bands]


def guess_ages(portraits: PortraitSet, names: list[str], net: FaceresNet) -> np.ndarray:
    """[n] years."""
    ages = []
    for name in names:
        photo = torch.from_numpy(portraits.photo(name)).permute(2, 0, 1)[None]
        eyes = torch.from_numpy(eye_centres(portraits.landmarks[name]))[None]
        ages.append(float(net.ages(face_pictures(photo, eyes, net))))
    return np.array(ages)


def data_card(portraits: PortraitSet, scenes: list[str], net: FaceresNet | None = None) -> str:
    """The card as Markdown; with a face network also ages."""
    used = [name for name in sorted(portraits.rows) if portraits.is_kept(name)]
    ages = (
        [] if net is None else [_table(["age, guessed", "portraits"], _bands(guess_ages(portraits, used, net), AGES))]
    )
    by_source = defaultdict(list)
    for name in sorted(portraits.rows):
        by_source[portraits.rows[name]["source"]].append(name)
    kept = set(used)
    refused = {n for n, row in portraits.annotations.items() if row["keep"] == "no"}
    sources = []
    for source, names in sorted(by_source.items()):
        licences = sorted({portraits.rows[n]["licence"] for n in names})
        mine = [n for n in names if n in kept]
        held = sum(is_validation(n) for n in mine)
        taught = sum(n in portraits.landmarks and n not in refused and not is_validation(n) for n in names)
        sources.append([source, len(names), taught, len(mine), held, "; ".join(licences)])
    rows = [portraits.rows[n] for n in used]
    yaw = np.abs([float(r["yaw_deg"]) for r in rows])
    tone = np.array([float(r["skin_ita_deg"]) for r in rows])
    beards = defaultdict(int)
    for name in used:
        beards[portraits.annotations[name]["beard"]] += 1
    reviews = [[style, seen, _share(good, seen)] for style, (good, seen) in acceptance(read_reviews()).items()]
    credits = sorted({r["attribution"] for r in rows if r["source"] != "congress"})
    parts = [
        "# Data card",
        "What the encoder learns from and what the artist is judged on. No photo is part of this repository.",
        "## Photos",
        _table(
            ["source", "available", "the encoder learned from", "looked at", "of these held out", "licence"], sources
        ),
        f"A person looked at {len(portraits.annotations)} portraits, refused {len(refused)} (profiles in the dark, "
        "coloured light, a glare, a mask) and noted beards, which no measurement told reliably from stubble and side "
        f"light. {len(scenes)} whole photos of the sources faker and interfaces are learned from too. The split is by "
        "a stable hash of the person's name: nobody is on both sides.",
        "## Who is shown",
        "Of the portraits that a person looked at:",
        _table(["skin tone (typology angle, light included)", "portraits"], _bands(tone, SKIN_TONES)),
        _table(["head turned by", "portraits"], _bands(yaw, YAWS)),
        _table(["beard", "portraits"], [[kind, _share(n, len(used))] for kind, n in sorted(beards.items())]),
        *ages,
        "Official portraits show adults of about 30 to 80 years; children are missing altogether.",
        "## Labels",
        "Classes of every pixel are the answers of MediaPipe's multiclass segmenter (Apache-2.0). Its `others` are "
        "split into worn things and glasses, beards are measured on people who were seen to have one, and things that "
        "cover a face are pasted by our own program (`toonroom_training/encoder`).",
        "## Drawings",
        "Nothing learns from drawings. Of people held out, these were judged on the review page, photo beside drawing:",
        _table(["style", "judged", "accepted"], reviews) if reviews else "none yet.",
        "## What is missing",
        "Children; profiles and heads tilted far; photographed hands and things before the face; strong coloured light "
        "and night; babies, very old people in profile, face paint, masks. Tan and dark skin is mostly that of "
        "generated faces.",
        "## Attribution",
        "congress: US Government Publishing Office, via unitedstates/images (public domain).",
        "\n".join(f"- {credit}" for credit in credits),
    ]
    return "\n\n".join(parts) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--portraits", type=Path, required=True)
    parser.add_argument("--photos", type=Path, required=True)
    parser.add_argument("--face-nets", type=Path, help="folder of the face networks, for ages")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    scenes = [p.stem for p in sorted(args.photos.glob("*.jpg")) if not is_validation(p.stem)]
    args.out.parent.mkdir(parents=True, exist_ok=True)
    net = FaceresNet(args.face_nets) if args.face_nets else None
    args.out.write_text(data_card(PortraitSet.open(args.portraits), scenes, net))


if __name__ == "__main__":
    main()
