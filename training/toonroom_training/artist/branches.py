"""Skips what a style or a picture does not need: marked parts of a graph become ONNX `If` nodes.

`when` marks a part in PyTorch; `with_branches` moves the nodes that only this part needs into its own branch.
"""

from collections import defaultdict
from collections.abc import Callable

import torch
from onnx import GraphProto, NodeProto, TensorProto, helper
from torch import Tensor

DOMAIN, MARK = "toonroom", "When"


class _When(torch.autograd.Function):
    @staticmethod
    def forward(_ctx, _needed: Tensor, new: Tensor, _old: Tensor) -> Tensor:
        return new.view_as(new)

    @staticmethod
    def backward(_ctx, gradient: Tensor) -> tuple[None, Tensor, None]:
        return None, gradient, None

    @staticmethod
    def symbolic(g, needed, new, old):
        return g.op(f"{DOMAIN}::{MARK}", needed, new, old).setType(new.type())


def when(amount: Tensor, draw: Callable[[], Tensor], otherwise: Tensor) -> Tensor:
    """`draw()` where any of `amount` is above 0, else `otherwise`, which must then be the same picture.

    Both have the same shape. While a fit changes `amount`, `draw()` always runs, so that there is a gradient at 0 too.
    """
    if torch.jit.is_tracing():
        return _When.apply(amount.amax() > 0, draw(), otherwise)
    return draw() if amount.requires_grad or float(amount.detach().amax()) > 0 else otherwise


def with_branches(graph: GraphProto) -> None:
    """Replaces each mark by an `If`; nodes that only the marked part needs, inner marks too, move into its branch."""
    marks = [node.output[0] for node in graph.node if node.op_type == MARK]
    for name in marks:
        _branch(graph, name)


def _branch(graph: GraphProto, name: str) -> None:
    nodes = list(graph.node)
    at, mark = next((i, node) for i, node in enumerate(nodes) if node.op_type == MARK and node.output[0] == name)
    needed, new, old = mark.input
    uses: dict[str, set[int]] = defaultdict(set)
    for i, node in enumerate(nodes):
        for read in reads(node):
            uses[read].add(i)
    kept = {value.name for value in graph.output} | {needed, old}
    inside: set[int] = set()
    for i in range(at - 1, -1, -1):
        outputs = set(nodes[i].output)
        users = set().union(*(uses[output] for output in outputs))
        if users and users <= inside | {at} and not outputs & kept:
            inside.add(i)
    moved = [nodes[i] for i in sorted(inside)]
    made = {output for node in moved for output in node.output}
    if new in made:
        then, result = moved, new
    else:
        then, result = [helper.make_node("Identity", [new], [f"{name}_new"])], f"{name}_new"
    branches = {
        "then_branch": _subgraph(then, result),
        "else_branch": _subgraph([helper.make_node("Identity", [old], [f"{name}_old"])], f"{name}_old"),
    }
    nodes[at] = helper.make_node("If", [needed], [name], **branches)
    del graph.node[:]
    graph.node.extend(node for i, node in enumerate(nodes) if i not in inside)


def _subgraph(nodes: list[NodeProto], output: str) -> GraphProto:
    return helper.make_graph(nodes, "b", [], [helper.make_tensor_value_info(output, TensorProto.FLOAT, None)])


def reads(node: NodeProto) -> set[str]:
    """Names that a node reads from outside, including those that its branches read."""
    names = set(node.input)
    for attribute in node.attribute:
        if attribute.HasField("g"):
            made = {output for inner in attribute.g.node for output in inner.output}
            names |= {name for inner in attribute.g.node for name in reads(inner)} - made
    return names - {""}


def count_nodes(graph: GraphProto) -> int:
    """Nodes of a graph and of all branches in it."""
    inner = [a.g for node in graph.node for a in node.attribute if a.HasField("g")]
    return len(graph.node) + sum(count_nodes(g) for g in inner)
