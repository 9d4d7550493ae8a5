import json
import re

import numpy as np
import pytest

from toonroom_training.judge.review import Judged, acceptance, read_reviews, review_page


@pytest.fixture()
def reviews(tmp_path):
    rows = ["name,verdict,comment", 'a.comic,reject,"lost glasses, left"', "a.3d,accept,", "b.comic,accept,", ""]
    (tmp_path / "one.csv").write_text("\n".join(rows))
    return tmp_path


def test_page_holds_photo_and_drawing_and_asks_nobody():
    grey = np.full((64, 64, 3), 0.4, np.float32)
    page = review_page("comic", [Judged("a.comic", grey, 1 - grey)])
    (item,) = json.loads(re.search(r'id="items">(.*?)</script>', page, re.S)[1])
    assert item["name"] == "a.comic"
    assert item["photo"].startswith("data:image/webp") and item["drawing"].startswith("data:image/webp")
    assert item["photo"] != item["drawing"]
    assert "http" not in page and "{{" not in page


def test_acceptance_is_counted_by_style(reviews):
    assert acceptance(read_reviews(reviews)) == {"3d": (1, 1), "comic": (1, 2)}


def test_unknown_verdicts_are_refused(reviews):
    (reviews / "two.csv").write_text("name,verdict,comment\nc.3d,perhaps,\n")
    with pytest.raises(ValueError, match="perhaps"):
        read_reviews(reviews)
