"""Names for the sides of a graph's tensors, so that onnxruntime plans its memory at once.

Without them it takes every tensor for one of a shape of its own: setting a session up then takes time with the square
of the number of nodes, and no buffer serves twice. Shapes are measured in runs of several sizes: sides that agree in
all of them are one side.
"""

import numpy as np
import onnxruntime
from onnx import ModelProto, TensorProto, ValueInfoProto, helper

# Sides by their names in the graphs' inputs, sets that agree only where they always do: work grid, line grid, tile,
# guide.
SIZES = tuple(
    {"h": h, "w": w, "lh": 2 * h, "lw": 2 * w, "H": px * h, "W": px * w, "gh": gh, "gw": gw}
    for h, w, px, gh, gw in ((96, 160, 1, 40, 56), (64, 32, 3, 23, 33), (32, 128, 2, 52, 45))
)


def name_sides(model: ModelProto) -> None:
    """Adds the shape of every fp32 tensor to the graph, in place."""
    graph = model.graph
    own = {value.name for value in [*graph.input, *graph.output]}
    names = [name for node in graph.node for name in node.output if name and name not in own]
    seen = [_shapes(model, names, _inputs(model, size)) for size in SIZES]
    del graph.value_info[:]
    for name in names:
        shapes = [shapes[name] for shapes in seen]
        if all(shape is not None for shape in shapes) and len({len(shape) for shape in shapes}) == 1:
            sides = [_side(values) for values in zip(*shapes, strict=True)]
            graph.value_info.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, sides))


def _side(values: tuple[int, ...]) -> int | str:
    """A number where it is always the same, else a name that stands for these numbers."""
    return values[0] if len(set(values)) == 1 else "_".join(("d", *map(str, values)))


def _inputs(model: ModelProto, size: dict[str, int]) -> dict[str, np.ndarray]:
    """Anything of the right shapes."""
    rng = np.random.default_rng(0)
    shapes = {
        value.name: [side.dim_value or size[side.dim_param] for side in value.type.tensor_type.shape.dim]
        for value in model.graph.input
    }
    return {name: rng.random(shape, dtype=np.float32) for name, shape in shapes.items()}


def _shapes(model: ModelProto, names: list[str], inputs: dict[str, np.ndarray]) -> dict[str, tuple[int, ...] | None]:
    """The shape of each tensor in one run; none where it is no fp32 tensor."""
    probe = ModelProto()
    probe.CopyFrom(model)
    del probe.graph.output[:]
    probe.graph.output.extend(ValueInfoProto(name=name) for name in names)
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    session = onnxruntime.InferenceSession(probe.SerializeToString(), options, providers=["CPUExecutionProvider"])
    values = session.run(names, inputs)
    return {
        name: value.shape if value.dtype == np.float32 and value.ndim > 0 else None
        for name, value in zip(names, values, strict=True)
    }
