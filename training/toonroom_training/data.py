"""Training batches out of rendered pairs: geometry jitter on everything, light and lens jitter on the photo alone."""

import queue
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np
import torch

from .guide import CHANNELS, guide_map
from .landmarks import EYES
from .pairing import align, key_points
from .portraits import is_validation
from .teacher.style import all_styles
from .warp import CROP_SIZE_PX

GUIDE_STEPS = 65535
REFERENCE_SIZE_PX = 128
NO_EYES = np.full((2, 2), np.nan, np.float32)
GREY_STYLES = frozenset(s["id"] for s in all_styles() if s["texture"]["graphite"] > 0)
STYLE_CODES = {s["id"]: np.array(s["code"], np.float32) for s in all_styles()}


@dataclass(frozen=True)
class Jitter:
    """Ranges of the random changes; 0 switches one off."""

    scale: float = 0.15
    zoom: float = 0.15  # further enlargement, so that portraits cut close are known too
    shift: float = 0.06
    degrees: float = 15.0
    exposure: float = 0.10
    temperature: float = 0.04
    noise: float = 0.02
    blur_chance: float = 0.35  # small faces arrive enlarged
    blur_px: float = 2.5
    jpeg_chance: float = 0.25
    background_chance: float = 0.2  # another scene behind the person
    occluder_chance: float = 0.12  # a hand, a cup, a mask before the face
    sunglasses_chance: float = 0.04
    unguided_chance: float = 0.04  # faces that nobody found are drawn too
    mix_chance: float = 0.1  # between two styles, so that the space between their codes is one of drawings


@dataclass
class Pair:
    """One photo and its drawings in every style."""

    name: str
    photo: np.ndarray  # [512,512,3] u8 RGB
    drawings: dict[str, np.ndarray]  # by style, as `photo`
    masks: np.ndarray  # [512,512,3] u8: head matte, where the loss counts, the person
    landmarks: np.ndarray | None  # [478,2] px, None for a scene
    references: dict[str, np.ndarray] = field(default_factory=dict)  # by style [256,256,3] u8, random neighbours of it
    guide: np.ndarray | None = None  # made on first use

    def guide_u16(self) -> np.ndarray:
        """The guide as [3,512,512,3] u16: three pictures of three channels, which OpenCV moves fastest."""
        if self.guide is None:
            if self.landmarks is None:
                self.guide = np.zeros((3, CROP_SIZE_PX, CROP_SIZE_PX, 3), np.uint16)
            else:
                channels = guide_map(self.landmarks).reshape(3, 3, CROP_SIZE_PX, CROP_SIZE_PX)
                self.guide = np.round(channels.transpose(0, 2, 3, 1) * GUIDE_STEPS).astype(np.uint16)
        return self.guide

    def photo_signed(self) -> np.ndarray:
        """[3,512,512] f32 signed."""
        return self.photo.transpose(2, 0, 1).astype(np.float32) / 127.5 - 1

    def guide_unit(self) -> np.ndarray:
        """[9,512,512] f32 unit."""
        return unpack_guide(self.guide_u16())


def _read(path: Path) -> np.ndarray:
    picture = cv2.imread(str(path), cv2.IMREAD_COLOR)
    if picture is None:
        raise FileNotFoundError(path)
    return cv2.cvtColor(picture, cv2.COLOR_BGR2RGB)


def unpack_guide(guide: np.ndarray) -> np.ndarray:
    """[9,H,W] f32 unit of three pictures [3,H,W,3] u16."""
    return np.concatenate(list(guide.transpose(0, 3, 1, 2))).astype(np.float32) / GUIDE_STEPS


def importance(guide: np.ndarray, head: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """From the guide [9,H,W] and the head's matte [H,W] unit: (what counts how much, where eyes and mouth are).

    Both [H,W] f32. Irises ×9, eyes and lids ×6, mouth and brows ×2.5, hair and the head's outline ×2.5, face ×1.5,
    elsewhere ×1. Left at 1, hair keeps the photo's texture, and a glow stands around it.
    """
    aperture, iris, lash, brow, lips, mouth, face = (
        guide[CHANNELS.index(name)] for name in ("aperture", "iris", "lash", "brow", "lips", "mouth", "face")
    )
    eyes = cv2.dilate(np.maximum(aperture, lash), np.ones((9, 9), np.uint8)) > 0.05
    hair = np.clip(cv2.dilate(head, np.ones((15, 15), np.uint8)) - face, 0, 1)
    weight = 1 + 0.5 * face + 1.5 * hair + 1.5 * np.maximum.reduce([brow, lips, mouth]) + 4.5 * eyes + 3 * iris
    return weight, np.maximum.reduce([eyes, lips > 0.05, mouth > 0.05]).astype(np.float32)


def align_hand_drawn(drawing: np.ndarray, points: Path, landmarks: np.ndarray | None) -> np.ndarray:
    """`drawing` laid onto its photo if it has key points of its own; the teacher's drawings lie there already."""
    if landmarks is None or not points.exists():
        return drawing
    return align(drawing, np.load(points)["points"].astype(np.float64), key_points(landmarks), CROP_SIZE_PX)


def load_pair(folder: Path, stem: str, rejected: frozenset[str] = frozenset()) -> Pair:
    """One pair, without the drawings (`STEM.STYLE`) that a person rejected."""
    masks = cv2.resize(_read(folder / f"{stem}.matte.png"), (CROP_SIZE_PX,) * 2, interpolation=cv2.INTER_LINEAR)
    points = folder / f"{stem}.npz"
    landmarks = np.load(points)["landmarks"].astype(np.float64) if points.exists() else None
    drawings = {}
    for style in STYLE_CODES:
        name = f"{stem}.{style}"
        if name not in rejected:
            drawing = _read(folder / f"{name}.webp")
            drawings[style] = align_hand_drawn(drawing, folder / f"{name}.points.npz", landmarks)
    references = {
        style: _read(file)
        for style in drawings
        if (file := folder / "references" / f"{stem.rsplit('.', 1)[0]}.{style}.webp").exists()
    }
    photo = _read(folder / f"{stem}.photo.webp")
    return Pair(stem, photo, drawings, masks, landmarks, references)


def pair_names(folder: Path, split: str) -> list[str]:
    """Stems of the finished pairs of one split, person-disjoint."""
    stems = sorted(p.name.removesuffix(".matte.png") for p in folder.glob("*.matte.png"))
    wanted = split == "validation"
    return [s for s in stems if is_validation(s.rsplit(".", 1)[0].removeprefix("scene-")) == wanted]


def _geometry(rng: np.random.Generator, jitter: Jitter, window: int, is_scene: bool) -> np.ndarray:
    """Window ← crop, [2,3]: the face stays inside the window."""
    zoom = rng.uniform(1 - jitter.scale, 1 + jitter.scale) * (1 + rng.uniform(0, jitter.zoom))
    angle = np.radians(rng.uniform(-jitter.degrees, jitter.degrees))
    rotation = zoom * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    spare = CROP_SIZE_PX - window
    reach = spare / 2 + jitter.shift * CROP_SIZE_PX if is_scene or spare == 0 else spare / 2
    centre = np.array([256.0, 256.0 if is_scene else 266.0])
    offset = window / 2 + rng.uniform(-reach, reach, 2) * (1.0 if is_scene else 0.8)
    return np.c_[rotation, offset - rotation @ centre]


def _photograph(photo: np.ndarray, rng: np.random.Generator, jitter: Jitter) -> np.ndarray:
    """Other light, another lens, another file: on the student's input only."""
    gain = 1 + rng.uniform(-jitter.exposure, jitter.exposure)
    warm = rng.uniform(-jitter.temperature, jitter.temperature)
    picture = np.clip(photo, 0, 1) ** (1 + rng.uniform(-jitter.exposure, jitter.exposure)) * gain
    picture = picture * np.array([1 + warm, 1, 1 - warm], np.float32)
    if rng.random() < jitter.blur_chance:
        picture = cv2.GaussianBlur(picture, (0, 0), rng.uniform(0.4, jitter.blur_px))
    if jitter.noise:
        picture = picture + rng.standard_normal(picture.shape, np.float32) * rng.uniform(0, jitter.noise)
    picture = np.clip(picture, 0, 1)
    if rng.random() < jitter.jpeg_chance:
        quality = int(rng.integers(40, 90))
        coded = cv2.imencode(".jpg", (picture * 255).astype(np.uint8), [1, quality])[1]
        picture = cv2.imdecode(coded, cv2.IMREAD_COLOR).astype(np.float32) / 255
    return picture


def draw_styles(rng: np.random.Generator, styles: Sequence[str], mix_chance: float) -> dict[str, float]:
    """Shares of one of the styles, sometimes of two."""
    first, *others = (str(name) for name in rng.permutation(list(styles)))
    if not others or rng.random() >= mix_chance:
        return {first: 1.0}
    share = float(rng.uniform(0.2, 0.8))
    return {first: share, others[0]: 1 - share}


def _mixed(pair: Pair, styles: dict[str, float]) -> np.ndarray:
    """[512,512,3] f32 unit: the pair's drawing in these shares of styles."""
    return sum(pair.drawings[name].astype(np.float32) * (share / 255) for name, share in styles.items())


def _replace_background(photo, drawing, pair: Pair, scene: Pair, styles: dict[str, float]):
    """The person before another scene, in photo and drawing alike (both [512,512,3] f32 unit)."""
    person = pair.masks[..., 2:].astype(np.float32) / 255
    behind = scene.photo.astype(np.float32) / 255
    return photo * person + behind * (1 - person), drawing * person + _mixed(scene, styles) * (1 - person)


def _thing_shape(centre: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """[512,512] f32 unit: a cup, a mask, a microphone; often held from below."""
    cover = np.zeros((CROP_SIZE_PX, CROP_SIZE_PX), np.float32)
    radii = rng.uniform(22, 80, 2)
    angle = float(rng.uniform(0, 180))
    cv2.ellipse(cover, (tuple(centre.tolist()), tuple((2 * radii).tolist()), angle), 1.0, -1, cv2.LINE_AA)
    if rng.random() < 0.5:
        _line(
            cover,
            centre,
            np.array([centre[0] + rng.uniform(-200, 200), 2 * CROP_SIZE_PX]),
            radii.min() * rng.uniform(0.5, 1.6),
        )
    return cv2.GaussianBlur(cover, (0, 0), rng.uniform(0.6, 1.6))


def _hand_shape(centre: np.ndarray, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """(cover, light), both [512,512] f32 unit: one to four fingers side by side, often with the hand behind them."""
    cover, light = np.zeros((2, CROP_SIZE_PX, CROP_SIZE_PX), np.float32)
    angle, width = rng.uniform(0, 2 * np.pi), rng.uniform(18, 34)
    along = np.array([np.cos(angle), np.sin(angle)])
    beside = np.array([-along[1], along[0]])
    for finger in range(rng.integers(1, 5)):
        tip = centre + beside * width * (finger + rng.uniform(-0.05, 0.25)) + along * rng.uniform(0, width)
        root = tip - along * rng.uniform(3, 6) * width
        _line(cover, tip, root, width)
        _line(light, tip, root, width * 0.62)
    if rng.random() < 0.6:
        palm = centre + beside * width * 1.5 - along * width * rng.uniform(4, 6)
        _line(cover, palm, palm - along * CROP_SIZE_PX, width * rng.uniform(3, 4.5))
        _line(light, palm, palm - along * CROP_SIZE_PX, width * 2.6)
    return cv2.GaussianBlur(cover, (0, 0), 1.0), cv2.GaussianBlur(light, (0, 0), width * 0.16)


def _line(canvas: np.ndarray, start: np.ndarray, end: np.ndarray, width: float) -> None:
    ends = (tuple(int(v) for v in point) for point in (start, end))
    cv2.line(canvas, *ends, 1.0, max(2, round(width)), cv2.LINE_AA)


# Middle of the forehead, and both cheeks
SKIN_POINTS = (151, 50, 280)


def _skin_of(picture: np.ndarray, landmarks: np.ndarray) -> np.ndarray:
    """[3]: the colour of a face in [512,512,3]."""
    places = landmarks[list(SKIN_POINTS)].round().astype(int).clip(4, CROP_SIZE_PX - 5)
    return np.median([picture[y - 4 : y + 5, x - 4 : x + 5].mean((0, 1)) for x, y in places], 0)


def _hold_before(photo, drawing, masks, pair: Pair, scene: Pair | None, styles: dict[str, float], rng):
    """A thing out of `scene`, or else a hand, before the person's face; the head's matte leaves it out.

    Photo and drawing [512,512,3] f32 unit, masks [512,512,3] u8, and so they are returned.
    """
    low, high = pair.landmarks.min(0), pair.landmarks.max(0)
    centre = rng.uniform(low + 0.1 * (high - low), high)
    if scene is None:
        cover, light = _hand_shape(centre, rng)
        shade = (0.6 + 0.4 * light)[..., None] * rng.uniform(0.8, 1.1)
        held, drawn = (_skin_of(picture, pair.landmarks) * shade for picture in (photo, drawing))
    else:
        cover = _thing_shape(centre, rng)
        shift = tuple(int(v) for v in rng.integers(-150, 150, 2))
        pictures = (scene.photo.astype(np.float32) / 255, _mixed(scene, styles))
        held, drawn = (np.roll(picture, shift, (0, 1)) for picture in pictures)
    head = masks.copy()
    head[..., 0] = np.round(head[..., 0] * (1 - cover))
    cover = cover[..., None]
    return (
        np.clip(photo + (held - photo) * cover, 0, 1).astype(np.float32),
        np.clip(drawing + (drawn - drawing) * cover, 0, 1).astype(np.float32),
        head,
    )


def _put_sunglasses_on(photo, drawing, pair: Pair, styles: dict[str, float], rng: np.random.Generator):
    """The person in dark glasses, in photo and drawing alike (both [512,512,3] f32 unit): nobody draws eyes on them."""
    eyes = eye_centres(pair.landmarks)
    between = eyes[1] - eyes[0]
    distance = float(np.hypot(*between))
    angle = float(np.degrees(np.arctan2(between[1], between[0])))
    size = distance * rng.uniform([0.62, 0.46], [0.86, 0.72])
    lens = np.zeros((CROP_SIZE_PX, CROP_SIZE_PX), np.float32)
    for eye in eyes:
        centre = eye + between[::-1] * [-0.06, 0.06]
        cv2.ellipse(lens, (tuple(centre.tolist()), tuple(size.tolist()), angle), 1.0, -1, cv2.LINE_AA)
    _line(lens, *eyes, distance * 0.06)
    lens = cv2.GaussianBlur(lens, (0, 0), 0.8)[..., None]
    colour = (rng.uniform(0.02, 0.22) + rng.uniform(-0.03, 0.03, 3)).clip(0, 1)
    ramp = np.linspace(0, rng.uniform(0, 0.2), CROP_SIZE_PX, dtype=np.float32)[:, None, None]
    glass = np.clip(colour.astype(np.float32) + ramp, 0, 1)
    grey = sum(share for name, share in styles.items() if name in GREY_STYLES)
    drawn = glass + (glass.mean(-1, keepdims=True) - glass) * grey
    return photo + (glass - photo) * lens, drawing + (drawn - drawing) * lens


def _reference(pair: Pair, styles: dict[str, float], rng: np.random.Generator) -> np.ndarray:
    """[3,128,128] f32 signed: the middle of a drawing in these shares of styles, for the style encoder.

    The face is in it: behind people, some styles draw alike.
    """
    name = next(iter(styles))
    if len(styles) == 1 and name in pair.references:
        picture = pair.references[name].astype(np.float32) / 255
    else:
        picture = _mixed(pair, styles)
    size = picture.shape[0]
    side = int(size * rng.uniform(0.44, 0.78))
    x, y = np.clip((size - side) / 2 + rng.uniform(-0.08, 0.08, 2) * size, 0, size - side).astype(int)
    piece = cv2.resize(picture[y : y + side, x : x + side], (REFERENCE_SIZE_PX,) * 2, interpolation=cv2.INTER_AREA)
    return piece.transpose(2, 0, 1) * 2 - 1


def eye_centres(landmarks: np.ndarray) -> np.ndarray:
    """[2,2] f32: the right and the left eye of [478,2]."""
    return np.stack([landmarks[list(eye.upper + eye.lower)].mean(0) for eye in EYES]).astype(np.float32)


def _eyes(pair: Pair, transform: np.ndarray, window: int) -> np.ndarray:
    """[2,2] px: centres of the right and the left eye, or nothing where the face is not wholly seen."""
    if pair.landmarks is None:
        return NO_EYES
    points = pair.landmarks @ transform[:, :2].T + transform[:, 2]
    if points.min() < 0 or points.max() > window:
        return NO_EYES
    return eye_centres(points)


def sample(
    pair: Pair,
    styles: dict[str, float],
    rng: np.random.Generator,
    jitter: Jitter,
    window: int,
    scenes: Sequence[Pair] = (),
    model: Pair | None = None,
) -> dict[str, np.ndarray]:
    """One training example: float arrays [C,window,window], the style code [7], eyes [2,2] px, reference [3,128,128].

    `pair`, all of `scenes` and the reference's `model` have drawings in the `styles`, which come with their shares.
    """
    transform = _geometry(rng, jitter, window, pair.landmarks is None)
    move = transform.copy()
    move[:, 2] += transform[:, :2] @ [0.5, 0.5] - 0.5  # OpenCV counts from pixel centres

    def moved(x: np.ndarray, border: int) -> np.ndarray:
        return cv2.warpAffine(x, move, (window, window), flags=cv2.INTER_LINEAR, borderMode=border)

    photo, drawing = pair.photo.astype(np.float32) / 255, _mixed(pair, styles)
    if pair.landmarks is not None and len(scenes) and rng.random() < jitter.background_chance:
        scene = scenes[rng.integers(len(scenes))]
        photo, drawing = _replace_background(photo, drawing, pair, scene, styles)
    masks = pair.masks
    if pair.landmarks is not None and rng.random() < jitter.sunglasses_chance:
        photo, drawing = _put_sunglasses_on(photo, drawing, pair, styles, rng)
    if pair.landmarks is not None and rng.random() < jitter.occluder_chance:
        thing = scenes[rng.integers(len(scenes))] if len(scenes) and rng.random() < 0.5 else None
        photo, drawing, masks = _hold_before(photo, drawing, masks, pair, thing, styles, rng)
    photo, drawing = moved(photo, cv2.BORDER_REPLICATE), moved(drawing, cv2.BORDER_REPLICATE)
    masks = moved(masks, cv2.BORDER_CONSTANT).astype(np.float32) / 255
    guide = unpack_guide(np.stack([moved(part, cv2.BORDER_CONSTANT) for part in pair.guide_u16()]))
    weight, detail = importance(guide, masks[..., 0])
    return {
        "photo": _photograph(photo, rng, jitter).transpose(2, 0, 1) * 2 - 1,
        "guide": guide * (rng.random() >= jitter.unguided_chance),
        "style": sum(STYLE_CODES[name] * np.float32(share) for name, share in styles.items()),
        "drawing": drawing.transpose(2, 0, 1) * 2 - 1,
        "matte": masks[None, ..., 0],
        "counts": masks[None, ..., 1],
        "weight": (weight * masks[..., 1])[None],
        "detail": detail[None],
        "eyes": _eyes(pair, transform, window),
        "reference": _reference(model or pair, styles, rng),
    }


def batch(examples: list[dict]) -> dict[str, torch.Tensor]:
    stacked = {
        key: torch.from_numpy(np.ascontiguousarray(np.stack([e[key] for e in examples]), np.float32))
        for key in examples[0]
    }
    return {k: v.contiguous(memory_format=torch.channels_last) if v.dim() == 4 else v for k, v in stacked.items()}


def batches(
    pairs: list[Pair],
    styles: Sequence[str],
    jitter: Jitter,
    windows: Sequence[int],
    pixels: int,
    seed: int,
    workers: int = 1,
) -> Iterator[dict[str, torch.Tensor]]:
    """An endless stream of batches, made ahead by `workers` threads (OpenCV and numpy release the lock).

    Each batch has windows of one of the sizes, as many as `pixels` allow: small ones for variety, large ones because
    the network must end at the size it runs at.
    """
    cv2.setNumThreads(1)
    ready: queue.Queue[dict[str, torch.Tensor]] = queue.Queue(maxsize=8)

    def example(rng: np.random.Generator, window: int) -> dict[str, np.ndarray]:
        shares = draw_styles(rng, styles, jitter.mix_chance)
        able = [pair for pair in pairs if shares.keys() <= pair.drawings.keys()]
        scenes = [pair for pair in able if pair.landmarks is None]
        pair, model = (able[i] for i in rng.integers(len(able), size=2))
        return sample(pair, shares, rng, jitter, window, scenes, model)

    def work(worker: int) -> None:
        rng = np.random.default_rng((seed, worker))
        while True:
            window = int(rng.choice(windows))
            ready.put(batch([example(rng, window) for _ in range(max(1, pixels // window**2))]))

    for worker in range(workers):
        threading.Thread(target=work, args=(worker,), daemon=True).start()
    while True:
        yield ready.get()
