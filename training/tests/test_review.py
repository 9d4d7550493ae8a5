import json
import re

import cv2
import numpy as np
import pytest

from toonroom_training.data import STYLE_CODES, load_pair
from toonroom_training.review import acceptance, read_reviews, rejected_drawings, review_page


@pytest.fixture()
def pairs(tmp_path):
    for kind in ("photo", *STYLE_CODES):
        cv2.imwrite(str(tmp_path / f"a.0.{kind}.webp"), np.full((512, 512, 3), 90, np.uint8))
    cv2.imwrite(str(tmp_path / "a.0.matte.png"), np.full((256, 256, 3), 255, np.uint8))
    return tmp_path


@pytest.fixture()
def reviews(tmp_path):
    folder = tmp_path / "reviews"
    folder.mkdir()
    rows = ["name,verdict,comment", 'a.0.comic,reject,"lost glasses, left"', "a.0.3d,accept,", "b.0.comic,accept,", ""]
    (folder / "one.csv").write_text("\n".join(rows))
    return folder


def test_page_holds_photo_and_drawing_and_asks_nobody(pairs):
    page = review_page(pairs, "comic", ["a.0"])
    (item,) = json.loads(re.search(r'id="items">(.*?)</script>', page, re.S)[1])
    assert item["name"] == "a.0.comic"
    assert item["photo"].startswith("data:image/webp") and item["drawing"].startswith("data:image/webp")
    assert "http" not in page and "{{" not in page


def test_rejected_drawings_are_not_trained_on(pairs, reviews):
    assert rejected_drawings(reviews) == {"a.0.comic"}
    pair = load_pair(pairs, "a.0", rejected_drawings(reviews))
    assert set(pair.drawings) == set(STYLE_CODES) - {"comic"}


def test_acceptance_is_counted_by_style(reviews):
    assert acceptance(read_reviews(reviews)) == {"3d": (1, 1), "comic": (1, 2)}


def test_unknown_verdicts_are_refused(reviews):
    (reviews / "two.csv").write_text("name,verdict,comment\nc.0.3d,perhaps,\n")
    with pytest.raises(ValueError, match="perhaps"):
        read_reviews(reviews)
