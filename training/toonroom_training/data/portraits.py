"""Reads aligned portraits: photos, landmarks, segments and their licences."""

import csv
import hashlib
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

PORTRAIT_SIZE_PX = 768
VALIDATION_SHARE = 0.08
ANNOTATIONS = Path(__file__).parent / "annotations.csv"


def read_annotations(path: Path = ANNOTATIONS) -> dict[str, dict[str, str]]:
    """A person's notes on the photos: name → `beard` (none, moustache, goatee, full, long) and `keep` (yes, no)."""
    with path.open(newline="") as file:
        return {row["name"]: row for row in csv.DictReader(file)}


@dataclass(frozen=True)
class PortraitSet:
    """A folder with `manifest.csv`, `landmarks.npz`, `jpg/` and `seg/`."""

    folder: Path
    rows: dict[str, dict[str, str]]  # by name
    landmarks: dict[str, np.ndarray]  # [478,2] px of the 768 picture
    depths: dict[str, np.ndarray]
    crop_from_photo: dict[str, np.ndarray]  # [2,3]
    annotations: dict[str, dict[str, str]]

    @classmethod
    def open(cls, folder: Path) -> "PortraitSet":
        with (folder / "manifest.csv").open(newline="") as file:
            rows = {Path(row["file"]).stem: row for row in csv.DictReader(file)}
        arrays = np.load(folder / "landmarks.npz")
        names = [str(name) for name in arrays["name"]]

        def by_name(key: str) -> dict[str, np.ndarray]:
            return dict(zip(names, arrays[key].astype(np.float64), strict=True))

        return cls(folder, rows, by_name("xy"), by_name("z"), by_name("M"), read_annotations())

    def names(self, split: str) -> list[str]:
        """Names of one split, "train" or "validation", in a stable order."""
        wanted = split == "validation"
        return sorted(n for n in self.rows if n in self.landmarks and is_validation(n) == wanted)

    def photo(self, name: str) -> np.ndarray:
        """[768,768,3] f32 unit RGB. Raises FileNotFoundError where it is missing."""
        picture = self._read("jpg", f"{name}.jpg", cv2.IMREAD_COLOR)
        rgb = cv2.cvtColor(picture, cv2.COLOR_BGR2RGB).astype(np.float32) / 255
        if rgb.shape[0] == PORTRAIT_SIZE_PX:
            return rgb
        return cv2.resize(rgb, (PORTRAIT_SIZE_PX,) * 2, interpolation=cv2.INTER_AREA)

    def classes(self, name: str) -> np.ndarray:
        """[768,768] u8: background, hair, body skin, face skin, clothes, others. Raises FileNotFoundError."""
        classes = self._read("seg", f"{name}.png", cv2.IMREAD_GRAYSCALE)
        return cv2.resize(classes, (PORTRAIT_SIZE_PX,) * 2, interpolation=cv2.INTER_NEAREST)

    def _read(self, folder: str, file: str, how: int) -> np.ndarray:
        picture = cv2.imread(str(self.folder / folder / file), how)
        if picture is None:
            raise FileNotFoundError(f"{folder}/{file} is missing in {self.folder}")
        return picture

    def is_kept(self, name: str) -> bool:
        """Whether a person has looked at the photo and kept it."""
        return name in self.landmarks and self.annotations.get(name, {}).get("keep") == "yes"

    def coverage(self, name: str) -> np.ndarray:
        """[768,768] f32: 1 where the crop shows the photo, 0 where it is padding."""
        row = self.rows[name]
        photo = np.ones((int(row["original_h"]), int(row["original_w"])), np.float32)
        return cv2.warpAffine(photo, self.crop_from_photo[name], (PORTRAIT_SIZE_PX,) * 2)


def is_validation(name: str) -> bool:
    """A stable split: the same person's name always falls on the same side."""
    digest = hashlib.sha256(name.encode()).digest()
    return digest[0] / 256 < VALIDATION_SHARE
