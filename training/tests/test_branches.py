"""Branches compute what the whole would, and skip what is not needed."""

import numpy as np
import onnxruntime
import pytest
import torch
from onnx import ModelProto
from torch import Tensor, nn

from toonroom_training.artist.branches import count_nodes, when
from toonroom_training.export import export_graph


class Sheets(nn.Module):
    """Two layers over a ground, the second within the first; `shared` is needed by both and outside."""

    def forward(self, ground: Tensor, amount: Tensor, inner: Tensor) -> Tensor:
        shared = ground * 2
        return when(amount, lambda: self.layer(ground, shared, amount, inner), ground) + shared

    def layer(self, ground: Tensor, shared: Tensor, amount: Tensor, inner: Tensor) -> Tensor:
        tone = when(inner, lambda: torch.tanh(shared) * inner, torch.zeros_like(ground))
        return ground + (tone + torch.exp(shared)) * amount


def inputs(amount: float, inner: float) -> dict[str, Tensor]:
    ground = torch.linspace(0, 1, 48).view(1, 3, 4, 4)
    return {"ground": ground, "amount": torch.tensor([[[[amount]]]]), "inner": torch.tensor([[[[inner]]]])}


@pytest.fixture(scope="module")
def graph() -> ModelProto:
    return export_graph(Sheets(), inputs(1.0, 1.0), ["drawn"], {})


@pytest.mark.parametrize(("amount", "inner"), [(0.0, 0.0), (0.0, 1.0), (0.5, 0.0), (0.5, 0.3)])
def test_the_graph_draws_what_the_module_draws(graph, amount, inner):
    given = inputs(amount, inner)
    session = onnxruntime.InferenceSession(graph.SerializeToString(), providers=["CPUExecutionProvider"])
    (drawn,) = session.run(None, {key: value.numpy() for key, value in given.items()})
    np.testing.assert_allclose(drawn, Sheets()(**given).numpy(), atol=1e-6)


def test_what_only_a_branch_needs_lies_in_it(graph):
    outside = [node.op_type for node in graph.graph.node]
    (branch,) = [node for node in graph.graph.node if node.op_type == "If"]
    then = next(a.g for a in branch.attribute if a.name == "then_branch")
    within = [node.op_type for node in then.node]
    assert "Exp" in within and "If" in within
    assert "Exp" not in outside and "Tanh" not in outside + within  # the inner branch has it
    assert count_nodes(graph.graph) > len(outside)


def test_nothing_is_drawn_in_vain():
    def fail() -> Tensor:
        raise AssertionError

    old = torch.zeros(1)
    assert when(torch.zeros(1), fail, old) is old


def test_an_amount_of_nothing_still_has_a_gradient():
    amount = torch.zeros(1, requires_grad=True)
    drawn = when(amount, lambda: 3 * amount, torch.zeros(1))
    drawn.backward()
    assert amount.grad == 3
