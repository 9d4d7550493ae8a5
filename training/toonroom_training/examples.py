"""Draws the examples of the start page: very different people, each in another style.

`python -m toonroom_training.examples --portraits DIR --out ../public/samples/examples`

All are from the collection "faker", whose portraits are generated (CC0-1.0): no real person is shown.
"""

import argparse
from pathlib import Path

import cv2

from .artist.draw import Encoding, draw, see_portrait
from .artist.style import load_style
from .data.portraits import PortraitSet
from .encoder.network import load

EXAMPLES = {
    "3d": "faker-female-022",
    "anime": "faker-female-001",
    "comic": "faker-male-021",
    "sketch": "faker-female-070",
    "handdrawn": "faker-female-007",
    "artstyle": "faker-male-096",
    "design": "faker-female-052",
    "illustration": "faker-female-095",
}
DRAWN_PX = 768
SHOWN_PX = 400
WEBP_QUALITY = 82


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--portraits", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    portraits, encoding = PortraitSet.open(args.portraits), Encoding(load()).eval()
    args.out.mkdir(parents=True, exist_ok=True)
    for style, name in EXAMPLES.items():
        drawing = draw(see_portrait(portraits, name, encoding), load_style(style), DRAWN_PX)[..., 2::-1]
        picture = cv2.resize(
            (drawing.clip(0, 1) * 255).round().astype("u1"), (SHOWN_PX,) * 2, interpolation=cv2.INTER_AREA
        )
        cv2.imwrite(str(args.out / f"{style}.webp"), picture, [cv2.IMWRITE_WEBP_QUALITY, WEBP_QUALITY])


if __name__ == "__main__":
    main()
