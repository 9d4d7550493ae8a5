import base64
import json
import sys
import zipfile
from pathlib import Path

import numpy as np
import pytest
from conftest import GOLDEN

from toonroom_training.data import pairs
from toonroom_training.data.pairs import PairError, check, read_pairs

SET = Path(__file__).parent / "fixtures" / "pairs.zip"  # written by src/studio/set/archive.test.ts


@pytest.fixture(scope="module")
def golden_pair() -> dict:
    return json.loads((GOLDEN / "pair.json").read_text())


def _changed(tmp_path: Path, change=lambda manifest: None, without: str = "", damaged: str = "") -> Path:
    """A copy of the set with another manifest, without a file, or with one that is no picture."""
    path = tmp_path / "set.zip"
    with zipfile.ZipFile(SET) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "pairs.json":
                manifest = json.loads(data)
                change(manifest)
                data = json.dumps(manifest)
            if name != without:
                target.writestr(name, b"none" if name == damaged else data)
    return path


def test_the_studios_pair_has_the_stored_pixels(golden_pair):
    [pair] = read_pairs(SET)
    assert (pair.id, pair.name, pair.verdict) == ("golden", "waves", "accepted")
    assert pair.comment == "lies well — 很好"
    for key, picture in (("photo", pair.photo), ("cartoon", pair.cartoon), ("aligned", pair.aligned)):
        stored = np.frombuffer(base64.b64decode(golden_pair[f"{key}Pixels"]), np.uint8).reshape(picture.shape)
        assert np.abs(stored.astype(int) - picture).max() <= (1 if key == "aligned" else 0)
    np.testing.assert_allclose(pair.photo_points, golden_pair["photo"]["points"])
    np.testing.assert_allclose(pair.cartoon_points, golden_pair["cartoon"]["points"])


def test_the_studio_aligns_as_the_training_code_does():
    [pair] = read_pairs(SET)
    check(pair)
    with pytest.raises(PairError, match="differs by"):
        check(pairs.Pair(**{**vars(pair), "cartoon_points": pair.cartoon_points + 3}))


def test_only_accepted_pairs_are_read_unless_others_are_asked_for(tmp_path):
    path = _changed(tmp_path, lambda manifest: manifest["pairs"][0].update(verdict="rejected", aligned=None))
    assert list(read_pairs(path)) == []
    [pair] = read_pairs(path, ("rejected", "open"))
    assert pair.aligned is None
    check(pair)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda m: m.update(format="other"), "not a list of pairs"),
        (lambda m: m.update(version=2), "version 2"),
        (lambda m: m.update(pairs={}), "a list of objects"),
        (lambda m: m["pairs"][0].update(verdict="maybe"), r"pairs\[0\].verdict must be accepted or rejected or open"),
        (lambda m: m["pairs"][0].update(comment=None), r"comment must be a text"),
        (lambda m: m["pairs"][0].update(aligned=None), "has no aligned cartoon"),
        (lambda m: m["pairs"][0]["photo"].update(width=85), "is 84 × 76 px, not 85 × 76"),
        (lambda m: m["pairs"][0]["photo"]["points"].pop(), "must be 68 pairs of numbers"),
        (lambda m: m["pairs"][0]["cartoon"]["points"][3].append(1), "must be 68 pairs of numbers"),
        (lambda m: m["pairs"][0]["cartoon"]["points"].__setitem__(3, [-1, 2]), "outside the picture"),
        (lambda m: m["pairs"][0]["aligned"].update(file="0001/cartoon.png"), "not as large as the photo"),
        (lambda m: m["pairs"][0]["photo"].update(file="../secret"), "is not in the archive"),
        (lambda m: m["pairs"][0].update(photo="photo.png"), "must name a file"),
    ],
)
def test_a_manifest_that_makes_no_sense_is_refused(tmp_path, change, message):
    with pytest.raises(PairError, match=message):
        list(read_pairs(_changed(tmp_path, change)))


def test_damaged_archives_are_refused(tmp_path):
    with pytest.raises(PairError, match=r"no pairs\.json"):
        list(read_pairs(_changed(tmp_path, without="pairs.json")))
    with pytest.raises(PairError, match="is not in the archive"):
        list(read_pairs(_changed(tmp_path, without="0001/cartoon.png")))
    with pytest.raises(PairError, match="is not a picture"):
        list(read_pairs(_changed(tmp_path, damaged="0001/photo.png")))
    flipped = bytearray(SET.read_bytes())
    flipped[flipped.index(b"IDAT") + 40] ^= 255
    (tmp_path / "flipped.zip").write_bytes(flipped)
    with pytest.raises(PairError, match=r"photo\.png is damaged"):
        list(read_pairs(tmp_path / "flipped.zip"))
    (tmp_path / "short.zip").write_bytes(SET.read_bytes()[:-30])
    with pytest.raises(PairError, match="not a ZIP, or is damaged"):
        list(read_pairs(tmp_path / "short.zip"))


def test_a_set_is_summed_up(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["pairs", str(SET)])
    pairs.main()
    assert capsys.readouterr().out == "1 accepted, 0 rejected, 0 open\n"
