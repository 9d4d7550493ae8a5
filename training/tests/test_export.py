"""The exported graphs draw what the modules draw, at any size."""

import numpy as np
import onnxruntime
import pytest
import torch

from toonroom_training.artist.draw import Encoding
from toonroom_training.encoder.network import load
from toonroom_training.export import export_graph, graphs

LEVEL = 1 / 255
# Of numbers that are no colours 0..1: what they reach.
REACH = {"palette": 100, "derived": 100, "work": 100, "lines": 10}


@pytest.fixture(scope="module")
def exported():
    """name → onnxruntime session of the graph, traced at 128 px."""
    torch.manual_seed(0)
    sessions = {}
    for name, (module, inputs, outputs, axes) in graphs(Encoding(load()).eval(), 128).items():
        model = export_graph(module, inputs, list(outputs), axes)
        sessions[name] = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    return sessions


@pytest.mark.parametrize("size", [64, 192])
def test_graphs_equal_their_modules(exported, size):
    for name, (_, inputs, outputs, _) in graphs(Encoding(load()).eval(), size).items():
        session = exported[name]
        wanted = {value.name for value in session.get_inputs()}
        answers = session.run(None, {key: value.numpy() for key, value in inputs.items() if key in wanted})
        for value, answer in zip(session.get_outputs(), answers, strict=True):
            difference = np.abs(answer - outputs[value.name].numpy()).max() / REACH.get(value.name, 1)
            assert difference <= LEVEL, f"{value.name} of {name} at {size} px"


@pytest.mark.parametrize("size", [64, 192])
def test_the_chain_of_graphs_draws_what_the_modules_draw(exported, size):
    made = graphs(Encoding(load()).eval(), size)
    known = {key: value.numpy() for _, inputs, _, _ in made.values() for key, value in inputs.items()}
    for name in made:
        session = exported[name]
        inputs = {value.name: known[value.name] for value in session.get_inputs()}
        known |= dict(zip([v.name for v in session.get_outputs()], session.run(None, inputs), strict=True))
    assert np.abs(known["drawing"] - made["painter"][2]["drawing"].numpy()).max() <= LEVEL
