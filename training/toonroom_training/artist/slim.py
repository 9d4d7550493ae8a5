"""Makes exported graphs small: shared constants, no repeated or unused nodes, short names, branches."""

from collections import Counter
from itertools import count

import onnx
from onnx import GraphProto, ModelProto, NodeProto, helper, numpy_helper

from .branches import DOMAIN, with_branches


def slim(model: ModelProto) -> ModelProto:
    """The same function with fewer nodes; `model` is changed in place."""
    graph = model.graph
    outputs = {value.name for value in graph.output}
    names = _constants(graph, outputs)
    nodes = _without_repeats(
        [n for n in graph.node if not _is_plain_constant(n) and n.output[0] not in names], names, outputs
    )
    nodes = _used(_with_straight_ramps(nodes, graph, outputs), outputs)
    needed = {name for node in nodes for name in node.input} | outputs
    constants = [c for c in graph.initializer if c.name in needed]
    del graph.node[:], graph.initializer[:], graph.value_info[:]
    graph.node.extend(nodes)
    graph.initializer.extend(constants)
    _shorten(graph, {value.name for value in graph.input} | outputs)
    with_branches(graph)
    _without_own_operators(model)
    onnx.checker.check_model(model)
    return model


def _without_own_operators(model: ModelProto) -> None:
    standard = [opset for opset in model.opset_import if opset.domain != DOMAIN]
    del model.opset_import[:]
    model.opset_import.extend(standard)


def _is_plain_constant(node: NodeProto) -> bool:
    return node.op_type == "Constant" and node.attribute[0].name == "value"


def _constants(graph: GraphProto, outputs: set[str]) -> dict[str, str]:
    """Turns constants into initialisers, one for each value. Returns old name → name of the same value."""
    tensors = [*graph.initializer]
    for node in graph.node:
        if _is_plain_constant(node):
            tensor = node.attribute[0].t
            tensor.name = node.output[0]
            tensors.append(tensor)
    same: dict[tuple, str] = {}
    names: dict[str, str] = {}
    kept = []
    for tensor in tensors:
        key = (tensor.data_type, tuple(tensor.dims), numpy_helper.to_array(tensor).tobytes())
        if key in same:
            names[tensor.name] = same[key]
            continue
        same[key] = tensor.name
        kept.append(numpy_helper.from_array(numpy_helper.to_array(tensor), tensor.name))
    for node in graph.node:
        if node.op_type == "Identity" and node.output[0] not in outputs:
            names[node.output[0]] = names.get(node.input[0], node.input[0])
    del graph.initializer[:]
    graph.initializer.extend(kept)
    return names


def _without_repeats(nodes: list[NodeProto], names: dict[str, str], outputs: set[str]) -> list[NodeProto]:
    """Nodes of the same operation on the same inputs become one."""
    seen: dict[tuple, list[str]] = {}
    kept = []
    for node in nodes:
        for i, name in enumerate(node.input):
            while name in names:
                name = names[name]
            node.input[i] = name
        attributes = sorted(node.attribute, key=lambda a: a.name)
        key = (node.op_type, tuple(node.input), tuple(a.SerializeToString() for a in attributes), len(node.output))
        if key in seen and not outputs & set(node.output):
            names.update(zip(node.output, seen[key], strict=True))
            continue
        seen[key] = list(node.output)
        kept.append(node)
    return kept


def _with_straight_ramps(nodes: list[NodeProto], graph: GraphProto, outputs: set[str]) -> list[NodeProto]:
    """x · a + b (or − b) clipped to 0..1 becomes one HardSigmoid."""
    values = {c.name: numpy_helper.to_array(c) for c in graph.initializer}
    makers = {name: node for node in nodes for name in node.output}
    uses = Counter(name for node in nodes for name in node.input)

    def number(name: str) -> float | None:
        value = values.get(name)
        return float(value.ravel()[0]) if value is not None and value.size == 1 else None

    for node in nodes:
        if node.op_type != "Clip" or [number(name) for name in node.input[1:]] != [0.0, 1.0]:
            continue
        shift = makers.get(node.input[0])
        if shift is None or shift.op_type not in ("Add", "Sub") or uses[node.input[0]] > 1 or node.input[0] in outputs:
            continue
        scale, beta = makers.get(shift.input[0]), number(shift.input[1])
        if scale is None or scale.op_type != "Mul" or beta is None or uses[shift.input[0]] > 1:
            continue
        alpha = number(scale.input[1])
        if alpha is None:
            continue
        node.op_type = "HardSigmoid"
        node.input[:] = [scale.input[0]]
        beta = beta if shift.op_type == "Add" else -beta
        node.attribute.extend([helper.make_attribute("alpha", alpha), helper.make_attribute("beta", beta)])
    return nodes


def _used(nodes: list[NodeProto], outputs: set[str]) -> list[NodeProto]:
    needed, kept = set(outputs), []
    for node in reversed(nodes):
        if needed & set(node.output):
            kept.append(node)
            needed |= set(node.input)
    return kept[::-1]


def _shorten(graph: GraphProto, fixed: set[str]) -> None:
    fresh = (f"{number:x}" for number in count())
    short: dict[str, str] = {}

    def renamed(name: str) -> str:
        if name in fixed or name == "":
            return name
        if name not in short:
            short[name] = next(n for n in fresh if n not in fixed)
        return short[name]

    for node in graph.node:
        node.name, node.doc_string = "", ""
        node.input[:] = [renamed(name) for name in node.input]
        node.output[:] = [renamed(name) for name in node.output]
    for constant in graph.initializer:
        constant.name = renamed(constant.name)
    graph.doc_string = ""
