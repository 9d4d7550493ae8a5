"""Muon: momentum whose steps are orthogonalised (Jordan et al. 2024, https://kellerjordan.github.io/posts/muon).

Steps that turn a kernel in all directions alike, instead of in its loudest one, need far fewer than Adam's.
`torch.optim.Muon` takes matrices alone; this one takes convolutions, and banks of one kernel a style.
"""

import torch
from torch import Tensor


def orthogonalised(matrices: Tensor, rounds: int = 5) -> Tensor:
    """[n,rows,columns] with singular values near 1, by a quintic Newton-Schulz iteration."""
    a, b, c = 3.4445, -4.7750, 2.0315
    tall = matrices.shape[1] > matrices.shape[2]
    x = matrices.transpose(1, 2) if tall else matrices
    x = x / (x.norm(dim=(1, 2), keepdim=True) + 1e-7)
    for _ in range(rounds):
        gram = x @ x.transpose(1, 2)
        x = a * x + (b * gram + c * gram @ gram) @ x
    return x.transpose(1, 2) if tall else x


class Muon(torch.optim.Optimizer):
    """For weights of convolutions [out,in,k,k] and of kernel banks [style,out,in·k·k]."""

    def __init__(self, weights, lr: float = 1e-3, momentum: float = 0.95):
        super().__init__(weights, {"lr": lr, "momentum": momentum})

    @torch.no_grad()
    def step(self, closure=None) -> None:
        for group in self.param_groups:
            for weight in group["params"]:
                if weight.grad is not None:
                    self._step(weight, group["lr"], group["momentum"])

    def _step(self, weight: Tensor, rate: float, momentum: float) -> None:
        mean = self.state[weight].setdefault("momentum", torch.zeros_like(weight))
        stacked = (1, *weight.flatten(1).shape) if weight.dim() == 4 else weight.shape
        gradient, mean, kernels = (t.reshape(stacked) for t in (weight.grad, mean, weight.data))
        asked = gradient.abs().amax((1, 2)) > 0  # a style that this batch does not draw stays as it is
        gradient, moved = gradient[asked], mean[asked]
        moved.lerp_(gradient, 1 - momentum)
        step = orthogonalised(gradient.lerp(moved, momentum))
        mean[asked] = moved
        kernels[asked] -= rate * max(1, stacked[1] / stacked[2]) ** 0.5 * step


class Optimisers:
    """Muon for the kernels, Adam for everything else, as one."""

    def __init__(self, network: torch.nn.Module, muon_ratio: float = 25.0):
        kernels = [p for name, p in network.named_parameters() if _is_kernel(name, p)]
        others = [p for name, p in network.named_parameters() if not _is_kernel(name, p)]
        self.muon, self.adam = Muon(kernels), torch.optim.Adam(others, 1e-4, betas=(0.5, 0.99))
        self.muon_ratio = muon_ratio

    def zero_grad(self) -> None:
        self.muon.zero_grad()
        self.adam.zero_grad()

    def step(self, rate: float) -> None:
        """`rate` is Adam's; Muon's is a fixed multiple of it."""
        for optimiser, lr in ((self.muon, rate * self.muon_ratio), (self.adam, rate)):
            for group in optimiser.param_groups:
                group["lr"] = lr
            optimiser.step()

    def state_dict(self) -> dict:
        return {"muon": self.muon.state_dict(), "adam": self.adam.state_dict()}

    def load_state_dict(self, state: dict) -> None:
        self.muon.load_state_dict(state["muon"])
        self.adam.load_state_dict(state["adam"])


def _is_kernel(name: str, weight: Tensor) -> bool:
    return weight.dim() == 4 or (weight.dim() == 3 and name.endswith("weight"))
