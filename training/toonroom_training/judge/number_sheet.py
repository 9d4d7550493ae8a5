"""What single numbers of a style do: a portrait with each at its least, its own and its greatest value.

`python -m toonroom_training.judge.number_sheet --portraits DIR --out ../docs/images/numbers.webp`
"""

import argparse
from pathlib import Path

import cv2
import numpy as np

from ..artist.draw import Encoding, Sitter, draw, see_portrait
from ..artist.style import ALL_NUMBERS, all_numbers, load_style, style_of_numbers
from ..data.portraits import PortraitSet
from ..encoder.network import load

# Style and number of each column.
SHOWN = (
    ("comic", "line.outline_px"),
    ("comic", "line.warm"),
    ("sketch", "finish.hatching"),
    ("anime", "skin.photo_light"),
    ("3d", "skin.detail"),
    ("illustration", "finish.crayon"),
    ("anime", "proportions.eyeHeight"),
    ("artstyle", "grade.mid_b"),
)
PERSON = "faker-female-022"  # a generated portrait (CC0-1.0)
SIDE_PX, DRAWN_PX = 176, 352


def number_sheet(sitter: Sitter) -> np.ndarray:
    """u8 BGR: a column for each number of `SHOWN`, its least value on top, its greatest below."""
    columns = []
    for style, name in SHOWN:
        own = all_numbers(load_style(style))
        number = ALL_NUMBERS[name]
        values = (number.least, own.get(name, number.default), number.greatest)
        drawn = [draw(sitter, style_of_numbers({**own, name: value}), DRAWN_PX)[..., 2::-1] for value in values]
        small = [cv2.resize(picture, (SIDE_PX, SIDE_PX), interpolation=cv2.INTER_AREA) for picture in drawn]
        columns.append(np.vstack(small))
    return (np.hstack(columns).clip(0, 1) * 255).round().astype(np.uint8)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--portraits", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    sitter = see_portrait(PortraitSet.open(args.portraits), PERSON, Encoding(load()).eval())
    cv2.imwrite(str(args.out), number_sheet(sitter), [cv2.IMWRITE_WEBP_QUALITY, 86])


if __name__ == "__main__":
    main()
