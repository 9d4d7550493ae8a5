import numpy as np
import onnxruntime
import pytest
import torch

from toonroom_training.export import export_onnx
from toonroom_training.model import Generator, GeneratorConfig
from toonroom_training.variants import bake_style, compare, store_weights_as_int8

STYLE = np.array([0, 0.25, 0.75, 0, 0, 0, 0], np.float32)


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    torch.manual_seed(0)
    generator = Generator(GeneratorConfig(half=8, quarter=8, eighth=8, sixteenth=8, bottleneck_blocks=1)).eval()
    for parameter in generator.parameters():
        torch.nn.init.normal_(parameter, 0, 0.1)
    path = tmp_path_factory.mktemp("variants") / "full.onnx"
    export_onnx(generator, path)
    rng = np.random.default_rng(0)
    feeds = {"photo": rng.random((1, 3, 64, 96), np.float32), "guide": rng.random((1, 9, 64, 96), np.float32)}
    with torch.no_grad():
        wanted = generator(*(torch.from_numpy(a) for a in (feeds["photo"], feeds["guide"], STYLE[None]))).numpy()
    return path, feeds, wanted


def run(path, feeds):
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    return session.run(None, feeds)[0]


def test_int8_weights_weigh_less_and_draw_nearly_the_same(exported, tmp_path):
    path, feeds, wanted = exported
    small = tmp_path / "int8.onnx"
    store_weights_as_int8(path, small)
    assert small.stat().st_size < 0.6 * path.stat().st_size
    error = np.abs(run(small, feeds | {"style": STYLE[None]}) - wanted)
    assert 0 < error.mean() < 0.02


def test_a_baked_style_asks_for_no_code(exported, tmp_path):
    path, feeds, wanted = exported
    baked = tmp_path / "baked.onnx"
    bake_style(path, STYLE, baked)
    np.testing.assert_allclose(run(baked, feeds), wanted, atol=1e-4)


def test_equal_pictures_are_alike():
    picture = np.random.default_rng(0).random((64, 64, 3))
    assert compare([picture], [picture]) == {"psnr": 90.0, "ssim": 1.0}
    assert compare([picture], [picture * 0.8])["psnr"] < 30
