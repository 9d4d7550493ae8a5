"""Things put in front of faces, with their labels: what formal portraits do not show."""

from .pastes import ORDER, PASTES, occluded
from .recolouring import recoloured
from .scene import Scene, Swatches, cut_swatches

__all__ = ["ORDER", "PASTES", "Scene", "Swatches", "cut_swatches", "occluded", "recoloured"]
