"""Thin-plate splines in the plane. Source: F. L. Bookstein, "Principal Warps" (1989), with a ridge on the diagonal."""

from dataclasses import dataclass

import numpy as np


def _kernel(squared: np.ndarray) -> np.ndarray:
    """r² ln r, from r²."""
    return np.where(squared > 0, 0.5 * squared * np.log(np.maximum(squared, 1e-30)), 0.0)


def _squared_distances(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    return (a[:, :1] - b[:, 0]) ** 2 + (a[:, 1:] - b[:, 1]) ** 2


@dataclass(frozen=True)
class ThinPlateSpline:
    """The smoothest function of the plane through values at points; with `smoothing` px² it may miss them slightly."""

    points: np.ndarray  # [n,2]
    weights: np.ndarray  # [n+3,k]

    @classmethod
    def fit(cls, points: np.ndarray, values: np.ndarray, smoothing: float = 0.0) -> "ThinPlateSpline":
        """`points` [n,2], `values` [n,k]. Raises `numpy.linalg.LinAlgError` if the points lie on one line."""
        n = len(points)
        if np.linalg.matrix_rank(np.c_[np.ones(n), points]) < 3:
            raise np.linalg.LinAlgError("the points lie on one line")
        system = np.zeros((n + 3, n + 3))
        system[:n, :n] = _kernel(_squared_distances(points, points)) + smoothing * np.eye(n)
        system[:n, n:] = np.c_[np.ones(n), points]
        system[n:, :n] = system[:n, n:].T
        return cls(points, np.linalg.solve(system, np.r_[values, np.zeros((3, values.shape[1]))]))

    def __call__(self, at: np.ndarray) -> np.ndarray:
        """Values [m,k] at positions [m,2]."""
        n = len(self.points)
        affine = np.c_[np.ones(len(at)), at] @ self.weights[n:]
        return _kernel(_squared_distances(at, self.points)) @ self.weights[:n] + affine
