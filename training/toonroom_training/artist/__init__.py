"""The artist: one differentiable, fully convolutional PyTorch module that draws every style.

It is exported to ONNX and is the model that the browser runs."""
