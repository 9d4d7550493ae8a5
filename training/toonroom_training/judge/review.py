"""The human check: one page per style to accept or reject drawings of people that were not used for tuning.

`python -m toonroom_training.judge.review --portraits DIR --style comic --count 40 --out runs/review`

Open `OUT/comic.html` in any browser; it works without a server and keeps verdicts until they are exported. The exported
file belongs in `reviews/` of this package, where the data card counts it.
"""

import argparse
import base64
import csv
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from ..artist.draw import Encoding, draw, sampled, see_portrait
from ..artist.style import STYLE_IDS, load_style
from ..data.portraits import PortraitSet
from ..encoder.network import load

TEMPLATE = Path(__file__).parent / "review.html"
REVIEWS = Path(__file__).parent / "reviews"
SIDE_PX = 512


@dataclass(frozen=True)
class Judged:
    """One drawing to be judged; pictures are [H,W,3] f32 unit RGB."""

    name: str  # PERSON.STYLE
    photo: np.ndarray
    drawing: np.ndarray


def _data_url(picture: np.ndarray) -> str:
    pixels = np.round(picture[..., ::-1].clip(0, 1) * 255).astype(np.uint8)
    file = cv2.imencode(".webp", pixels, [cv2.IMWRITE_WEBP_QUALITY, 92])[1]
    return f"data:image/webp;base64,{base64.b64encode(file).decode()}"


def review_page(title: str, drawings: list[Judged]) -> str:
    """One self-contained HTML page with photos and drawings."""
    items = [{"name": d.name, "photo": _data_url(d.photo), "drawing": _data_url(d.drawing)} for d in drawings]
    page = TEMPLATE.read_text()
    return page.replace("{{title}}", title).replace("{{items}}", json.dumps(items).replace("</", "<\\/"))


def read_reviews(folder: Path = REVIEWS) -> dict[str, str]:
    """Verdict (accept, reject) by drawing, `PERSON.STYLE`. Raises ValueError on any other verdict."""
    verdicts: dict[str, str] = {}
    for path in sorted(folder.glob("*.csv")):
        with path.open(newline="") as file:
            for row in csv.DictReader(file):
                if row["verdict"] not in ("accept", "reject"):
                    raise ValueError(f"{path.name}: unknown verdict {row['verdict']!r}")
                verdicts[row["name"]] = row["verdict"]
    return verdicts


def acceptance(verdicts: dict[str, str]) -> dict[str, tuple[int, int]]:
    """(accepted, reviewed) by style."""
    reviewed = Counter(name.rsplit(".", 1)[1] for name in verdicts)
    accepted = Counter(name.rsplit(".", 1)[1] for name, verdict in verdicts.items() if verdict == "accept")
    return {style: (accepted[style], reviewed[style]) for style in STYLE_IDS if reviewed[style]}


def held_out(portraits: PortraitSet, count: int) -> list[str]:
    """Up to `count` people that nothing was fitted to, in a shuffled but fixed order."""
    names = [name for name in portraits.names("validation") if portraits.is_kept(name)]
    return [names[i] for i in np.random.default_rng(1).permutation(len(names))[:count]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--portraits", type=Path, required=True)
    parser.add_argument("--style", choices=STYLE_IDS, required=True)
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    portraits, encoding, style = PortraitSet.open(args.portraits), Encoding(load()).eval(), load_style(args.style)
    drawings = []
    for name in held_out(portraits, args.count):
        sitter = see_portrait(portraits, name, encoding)
        photo = sampled(sitter.photo, SIDE_PX).transpose(1, 2, 0)
        drawings.append(Judged(f"{name}.{args.style}", photo, draw(sitter, style, SIDE_PX)[..., :3]))
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / f"{args.style}.html").write_text(review_page(args.style, drawings))


if __name__ == "__main__":
    main()
