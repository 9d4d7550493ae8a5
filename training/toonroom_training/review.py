"""The human check: one page per batch and style to accept or reject drawings, and the filter that heeds it.

`python -m toonroom_training.review --pairs runs/pairs --style comic --count 40 --out runs/review`

Open `OUT/comic.html` in any browser; it works without a server and keeps verdicts until they are exported. What it
exports belongs into `reviews/` of this package: rejected drawings are not trained on.
"""

import argparse
import base64
import csv
import json
from collections import Counter
from pathlib import Path

import numpy as np

from .data import STYLE_CODES

TEMPLATE = Path(__file__).parent / "review.html"
REVIEWS = Path(__file__).parent / "reviews"


def _data_url(path: Path) -> str:
    return f"data:image/webp;base64,{base64.b64encode(path.read_bytes()).decode()}"


def review_page(pairs: Path, style: str, stems: list[str]) -> str:
    """One self-contained HTML page with the photos and drawings of `stems`."""
    items = [
        {
            "name": f"{stem}.{style}",
            "photo": _data_url(pairs / f"{stem}.photo.webp"),
            "drawing": _data_url(pairs / f"{stem}.{style}.webp"),
        }
        for stem in stems
    ]
    page = TEMPLATE.read_text()
    return page.replace("{{title}}", style).replace("{{items}}", json.dumps(items).replace("</", "<\\/"))


def read_reviews(folder: Path = REVIEWS) -> dict[str, str]:
    """Verdict (accept, reject) by drawing, `STEM.STYLE`. Raises ValueError on any other verdict."""
    verdicts: dict[str, str] = {}
    for path in sorted(folder.glob("*.csv")):
        with path.open(newline="") as file:
            for row in csv.DictReader(file):
                if row["verdict"] not in ("accept", "reject"):
                    raise ValueError(f"{path.name}: unknown verdict {row['verdict']!r}")
                verdicts[row["name"]] = row["verdict"]
    return verdicts


def rejected_drawings(folder: Path = REVIEWS) -> frozenset[str]:
    return frozenset(name for name, verdict in read_reviews(folder).items() if verdict == "reject")


def acceptance(verdicts: dict[str, str]) -> dict[str, tuple[int, int]]:
    """(accepted, reviewed) by style."""
    reviewed = Counter(name.rsplit(".", 1)[1] for name in verdicts)
    accepted = Counter(name.rsplit(".", 1)[1] for name, verdict in verdicts.items() if verdict == "accept")
    return {style: (accepted[style], reviewed[style]) for style in STYLE_CODES if reviewed[style]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--style", choices=list(STYLE_CODES), required=True)
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    stems = sorted(p.name.removesuffix(".matte.png") for p in args.pairs.glob("*.matte.png"))
    chosen = np.random.default_rng(1).permutation(stems)[: args.count]
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / f"{args.style}.html").write_text(review_page(args.pairs, args.style, list(chosen)))


if __name__ == "__main__":
    main()
