"""Clothes and hair of other colours and prints."""

from dataclasses import replace

import cv2
import numpy as np

from ..labels import CLOTHES, HAIR, Example
from .scene import plain_colour


def recoloured(example: Example, rng: np.random.Generator) -> Example:
    """`example` with clothes or hair in another colour: most people wear dark suits, and orange cloth is not skin."""
    index = CLOTHES if rng.random() < 0.75 else HAIR
    mask = (example.classes == index).astype(np.float32)
    if mask.sum() < 200:
        return example
    photo = example.photo.astype(np.float32) / 255
    light = photo.mean(2, keepdims=True)
    mean = float(light[mask > 0].mean())
    if index == CLOTHES and rng.random() < 0.4:
        hsv = np.array([[[rng.uniform(5, 45), rng.uniform(0.3, 1), rng.uniform(0.3, 1)]]], np.float32)
        colour = cv2.cvtColor(hsv, cv2.COLOR_HSV2RGB)[0, 0]
    else:
        colour = plain_colour(rng)
    if index == CLOTHES and rng.random() < 0.35:
        ground = plain_colour(rng) if rng.random() < 0.5 else np.full(3, rng.uniform(0.7, 1), np.float32)
        share = fabric_print(mask.shape, rng)[..., None]
        colour = colour * share + ground * (1 - share)
    shading = np.clip((light + 0.03) / (mean + 0.03), 0.2, 2.2) ** rng.uniform(0.5, 1)
    opacity = cv2.GaussianBlur(mask, (0, 0), 0.8)[..., None] * rng.uniform(0.7, 1)
    mixed = photo * (1 - opacity) + np.clip(colour * shading, 0, 1) * opacity
    return replace(example, photo=np.round(mixed.clip(0, 1) * 255).astype(np.uint8))


def fabric_print(shape: tuple[int, int], rng: np.random.Generator) -> np.ndarray:
    """A pattern of blots, stripes or checks [H,W] f32 unit, with figures 3 to 25 px wide."""
    pitch = np.exp(rng.uniform(np.log(3), np.log(25)))
    kind = rng.random()
    if kind < 0.6:
        noise = rng.normal(0, 1, shape).astype(np.float32)
        noise = cv2.GaussianBlur(noise, (0, 0), pitch / 3)
        wave = noise / noise.std() - rng.uniform(-0.5, 0.8)
    else:
        angle = rng.uniform(0, np.pi)
        y, x = np.mgrid[0 : shape[0], 0 : shape[1]].astype(np.float32)
        along, across = x * np.cos(angle) + y * np.sin(angle), y * np.cos(angle) - x * np.sin(angle)
        wave = np.sin(along * (2 * np.pi / pitch)) * 2
        if kind > 0.8:
            wave = np.maximum(wave, np.sin(across * (2 * np.pi / pitch)) * 2)
    return 1 / (1 + np.exp(-4 * wave))
