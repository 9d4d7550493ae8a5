"""Things put before faces, with their labels: what portraits on formal occasions do not show."""

from .pastes import ORDER, PASTES, occluded
from .recolouring import recoloured
from .scene import Scene, Swatches, cut_swatches

__all__ = ["ORDER", "PASTES", "Scene", "Swatches", "cut_swatches", "occluded", "recoloured"]
