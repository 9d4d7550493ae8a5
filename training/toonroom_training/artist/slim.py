"""Makes exported graphs small: shared constants, no repeated or unused nodes, short names."""

from itertools import count

import onnx
from onnx import GraphProto, ModelProto, NodeProto, numpy_helper


def slim(model: ModelProto) -> ModelProto:
    """The same function with fewer nodes; `model` is changed in place."""
    graph = model.graph
    outputs = {value.name for value in graph.output}
    names = _constants(graph, outputs)
    nodes = _without_repeats(
        [n for n in graph.node if not _is_plain_constant(n) and n.output[0] not in names], names, outputs
    )
    nodes = _used(nodes, outputs)
    needed = {name for node in nodes for name in node.input} | outputs
    constants = [c for c in graph.initializer if c.name in needed]
    del graph.node[:], graph.initializer[:], graph.value_info[:]
    graph.node.extend(nodes)
    graph.initializer.extend(constants)
    _shorten(graph, {value.name for value in graph.input} | outputs)
    onnx.checker.check_model(model)
    return model


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
