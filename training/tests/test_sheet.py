import numpy as np

from toonroom_training.sheet import PENCIL, SHEET, to_graphite


def test_graphite_leaves_tones_between_pencil_and_paper():
    colours = np.array([[[1, 0, 0], PENCIL, SHEET]], np.float32)
    red, pencil, sheet = to_graphite(colours, 1)[0]
    assert np.ptp(red) < 0.03 and 0.2 < red[1] < 0.4
    np.testing.assert_allclose([pencil, sheet], [PENCIL, SHEET], atol=1e-5)
    np.testing.assert_array_equal(to_graphite(colours, 0), colours)
