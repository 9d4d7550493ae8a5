"""Reads sets of pairs, photos and cartoons drawn of them by hand, that the pair studio has exported.

`python -m toonroom_training.data.pairs FILE.zip` checks a set and tells what is in it.

The file is a ZIP. `pairs.json` lists the pairs; all pictures are PNGs of 8 bits, without transparency:

    {"format": "toonroom-pairs", "version": 1, "pairs": [{
        "id": "…",                      tells the pair from others, also those of other sets
        "name": "anna",                 of the photo's file
        "verdict": "accepted",          a person's: "accepted", "rejected" or "open"
        "comment": "…",                 theirs, may be empty
        "photo": {"file": "0001/photo.png", "width": 960, "height": 1280, "points": [[x, y], … 68]},
        "cartoon": {"file": "0001/cartoon.png", "width": …, "height": …, "points": [[x, y], … 68]},
        "aligned": {"file": "0001/aligned.png"}
    }]}

Points are those of iBUG 300-W (`geometry/landmarks.py`), px of their own picture, corner-origin. The aligned cartoon is
as large as the photo, and is what `geometry/pairing.py` makes of cartoon and points; it is null where that folds, which
no accepted pair does.
"""

import argparse
import json
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from ..geometry.pairing import align

FORMAT = "toonroom-pairs"
VERSION = 1
VERDICTS = ("accepted", "rejected", "open")
POINTS = 68
# Rounding may fall either way in two languages.
TOLERANCE_LEVELS = 1


class PairError(ValueError):
    """A set of pairs that cannot be used; the message says which pair and what is wrong with it."""


@dataclass(frozen=True)
class Pair:
    id: str
    name: str
    verdict: str
    comment: str
    photo: np.ndarray  # [H,W,3] u8 RGB
    photo_points: np.ndarray  # [68,2] px of the photo
    cartoon: np.ndarray  # [h,w,3] u8 RGB
    cartoon_points: np.ndarray  # [68,2] px of the cartoon
    aligned: np.ndarray | None  # [H,W,3] u8 RGB


def read_pairs(path: Path, verdicts: tuple[str, ...] = ("accepted",)) -> Iterator[Pair]:
    """The pairs of a set that have one of these verdicts, one by one. Raises PairError, and OSError without a file."""
    try:
        archive = zipfile.ZipFile(path)
    except zipfile.BadZipFile as error:
        raise PairError(f"{path.name} is not a ZIP, or is damaged") from error
    with archive:
        for index, entry in enumerate(_manifest(archive)):
            where = f"pairs[{index}]"
            if _text(entry, "verdict", where, VERDICTS) in verdicts:
                yield _pair(archive, entry, where)


def check(pair: Pair) -> None:
    """Raises PairError unless the aligned cartoon is what `align` makes of the cartoon and the points."""
    if pair.aligned is None:
        return
    height, width = pair.photo.shape[:2]
    made = align(pair.cartoon, pair.cartoon_points, pair.photo_points, width, height)
    difference = np.abs(made.astype(int) - pair.aligned).max()
    if difference > TOLERANCE_LEVELS:
        raise PairError(f"{pair.name}: the aligned cartoon differs by {difference} levels from what its points make")


def _manifest(archive: zipfile.ZipFile) -> list[dict]:
    try:
        manifest = json.loads(archive.read("pairs.json"))
    except KeyError as error:
        raise PairError("there is no pairs.json in the archive") from error
    except (ValueError, zipfile.BadZipFile) as error:
        raise PairError(f"pairs.json is damaged: {error}") from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise PairError("pairs.json is not a list of pairs")
    version = manifest.get("version")
    if version != VERSION:
        raise PairError(f"pairs.json has version {version}, this code reads {VERSION}")
    pairs = manifest.get("pairs")
    if not isinstance(pairs, list) or not all(isinstance(pair, dict) for pair in pairs):
        raise PairError("pairs must be a list of objects")
    return pairs


def _pair(archive: zipfile.ZipFile, entry: dict, where: str) -> Pair:
    photo, photo_points = _picture(archive, entry.get("photo"), f"{where}.photo")
    cartoon, cartoon_points = _picture(archive, entry.get("cartoon"), f"{where}.cartoon")
    verdict = _text(entry, "verdict", where)
    aligned = None
    if entry.get("aligned") is not None:
        aligned = _pixels(archive, entry["aligned"], f"{where}.aligned")
        if aligned.shape != photo.shape:
            raise PairError(f"{where}.aligned is not as large as the photo")
    elif verdict == "accepted":
        raise PairError(f"{where} is accepted, but has no aligned cartoon")
    return Pair(
        _text(entry, "id", where),
        _text(entry, "name", where),
        verdict,
        _text(entry, "comment", where),
        photo,
        photo_points,
        cartoon,
        cartoon_points,
        aligned,
    )


def _text(entry: dict, key: str, where: str, allowed: tuple[str, ...] | None = None) -> str:
    value = entry.get(key)
    if not isinstance(value, str) or (allowed and value not in allowed):
        raise PairError(f"{where}.{key} must be {' or '.join(allowed) if allowed else 'a text'}, not {value!r}")
    return value


def _picture(archive: zipfile.ZipFile, entry: object, where: str) -> tuple[np.ndarray, np.ndarray]:
    picture = _pixels(archive, entry, where)
    height, width = picture.shape[:2]
    if (entry.get("width"), entry.get("height")) != (width, height):
        raise PairError(f"{where} is {width} × {height} px, not {entry.get('width')} × {entry.get('height')}")
    try:
        points = np.array(entry.get("points"), np.float64)
    except (TypeError, ValueError):
        points = np.empty(0)
    if points.shape != (POINTS, 2):
        raise PairError(f"{where}.points must be {POINTS} pairs of numbers")
    if not ((points >= 0) & (points <= [width, height])).all():
        raise PairError(f"{where}.points has a point outside the picture")
    return picture, points


def _pixels(archive: zipfile.ZipFile, entry: object, where: str) -> np.ndarray:
    if not isinstance(entry, dict) or not isinstance(entry.get("file"), str):
        raise PairError(f"{where} must name a file")
    try:
        data = archive.read(entry["file"])
    except KeyError as error:
        raise PairError(f"{where}: {entry['file']} is not in the archive") from error
    except (zipfile.BadZipFile, OSError, EOFError) as error:
        raise PairError(f"{where}: {entry['file']} is damaged") from error
    picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR) if data else None
    if picture is None:
        raise PairError(f"{where}: {entry['file']} is not a picture")
    return cv2.cvtColor(picture, cv2.COLOR_BGR2RGB)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, help="a set that the pair studio has exported")
    counts: Counter[str] = Counter()
    for pair in read_pairs(parser.parse_args().file, VERDICTS):
        check(pair)
        counts[pair.verdict] += 1
    print(", ".join(f"{counts[verdict]} {verdict}" for verdict in VERDICTS))


if __name__ == "__main__":
    main()
