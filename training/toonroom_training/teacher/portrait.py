"""A portrait on the easel: the warped photo with everything measured on it that the brushes need."""

from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from scipy.interpolate import LinearNDInterpolator

from ..landmarks import (
    CHIN,
    EYES,
    FACE_OVAL,
    LIPS_INNER_LOWER,
    LIPS_INNER_UPPER,
    LIPS_OUTER_LOWER,
    LIPS_OUTER_UPPER,
)
from ..proportions import EyeShape, fit_eye
from .primitives import (
    blur,
    difference_lines,
    edge_tangent,
    ellipse,
    guided_filter,
    halved,
    lab_colour,
    polygon,
    smoothstep,
    spread,
    stroke,
    to_lab,
    to_rgb,
    warp,
)

WORK_SIZE_PX = 768
RELIEF = 2.0  # 1 is the mesh as it is; flatter, so that the key light stays soft
BACKGROUND, HAIR, BODY_SKIN, FACE_SKIN, CLOTHES, OTHERS = range(6)


@dataclass(frozen=True)
class Source:
    """One aligned portrait at the teacher's working size (768 px)."""

    photo: np.ndarray  # [768,768,3] f32 unit RGB
    landmarks: np.ndarray  # [478,2] px
    depth: np.ndarray  # [478] px, smaller is nearer
    segments: np.ndarray  # [6,768,768] f32 unit, sums to 1
    beard: str = "none"  # or moustache, goatee, full, long: seen by a person


@dataclass(frozen=True)
class Portrait:
    """What the brushes see. All masks are f32 unit; colours are Lab."""

    photo: np.ndarray  # auto-levelled and warped
    landmarks: np.ndarray  # drawn landmarks [478,2] px
    depth: np.ndarray
    segments: np.ndarray
    eyes: tuple[EyeShape, EyeShape]
    across: np.ndarray  # unit vector along the eyes
    down: np.ndarray
    eye_distance: float  # px between the eyes' centres
    albedo: np.ndarray  # skin, Lab
    cast: np.ndarray  # albedo minus the photographed skin, Lab
    iris: np.ndarray  # Lab
    brow: np.ndarray
    lip: np.ndarray
    face: np.ndarray  # feathered face polygon
    face_polygon: np.ndarray
    eye_zone: np.ndarray  # eyes and brows
    lips: np.ndarray
    plain_skin: np.ndarray  # skin without features
    beard: np.ndarray
    glasses: np.ndarray
    eyes_hidden: np.ndarray  # opacity of dark glasses over each eye [2]
    mouth_gap: float  # opening in eye distances
    lashes: float  # 0 plain .. 1 full

    @property
    def shape(self) -> tuple[int, int]:
        return self.photo.shape[0], self.photo.shape[1]

    @property
    def pen_px(self) -> float:
        """The basic pen width."""
        return self.eye_distance / 22

    @property
    def skin(self) -> np.ndarray:
        return np.clip(self.segments[FACE_SKIN] + self.segments[BODY_SKIN], 0, 1)

    # What several styles share is worked out once per portrait.

    @cached_property
    def tan(self) -> float:
        """0 light skin .. 1 dark, by the individual typology angle."""
        angle = np.degrees(np.arctan2(self.albedo[0] - 50, max(self.albedo[2], 4)))
        return float(smoothstep(60, 20, angle))

    @cached_property
    def mesh_trust(self) -> np.ndarray:
        """Where light from the mesh may be believed: away from the face's rim and the hairline."""
        inside = cv2.distanceTransform((self.face_polygon > 0.5).astype(np.uint8), cv2.DIST_L2, 5)
        y, x = np.mgrid[0 : self.shape[0], 0 : self.shape[1]]
        top = self.landmarks[10]
        below_hairline = ((x - top[0]) * self.down[0] + (y - top[1]) * self.down[1]) / self.eye_distance
        rim = blur(smoothstep(0, self.eye_distance * 0.22, inside), self.eye_distance * 0.05)
        return (rim * smoothstep(0.05, 0.55, below_hairline)).astype(np.float32)

    @cached_property
    def normals(self) -> np.ndarray:
        """Unit normals [H,W,3] (x right, y down, z to the viewer) of the face mesh, smooth beyond its rim."""
        small = 96
        scale = small / self.shape[0]
        surface = LinearNDInterpolator(self.landmarks[:468] * scale, self.depth[:468] * scale)
        y, x = np.mgrid[0:small, 0:small] + 0.5
        z = surface(x, y)
        known = np.isfinite(z).astype(np.float32)
        z = spread(np.where(known > 0, z, 0).astype(np.float32), known, 0.6, 8)
        z = blur(z, 0.85)
        normal = np.dstack(
            [
                cv2.Sobel(z, cv2.CV_32F, 1, 0, scale=1 / 8),
                cv2.Sobel(z, cv2.CV_32F, 0, 1, scale=1 / 8),
                np.full_like(z, RELIEF),
            ]
        )
        normal = cv2.resize(normal, self.shape[::-1], interpolation=cv2.INTER_CUBIC)
        return normal / np.sqrt(normal[..., :1] ** 2 + normal[..., 1:2] ** 2 + normal[..., 2:] ** 2)

    @cached_property
    def tangent(self) -> np.ndarray:
        """The flow of edges."""
        return edge_tangent(self.photo, 3.8)

    @cached_property
    def folds(self) -> np.ndarray:
        """Laugh lines, frown lines and wrinkles that the photo shows [H,W] unit."""
        grey = cv2.cvtColor(blur(self.photo, 1.7), cv2.COLOR_RGB2GRAY)
        found = difference_lines(grey, self.tangent, 2.7, 120.0, 12)
        around = cv2.dilate(np.maximum.reduce([self.eye_zone * 0.9, self.lips, self.glasses]), np.ones((7, 7)))
        unit = self.eye_distance
        nose = ellipse(self.shape, self.landmarks[4], self.across, (unit * 0.34, unit * 0.34), unit * 0.05)
        bare = (1 - around) * (1 - nose) * (1 - self.beard) * (1 - blur(self.segments[HAIR], 3))
        return np.clip(found * self.mesh_trust * bare, 0, 1)

    @cached_property
    def soft_skin(self) -> np.ndarray:
        """Lab of the skin alone, spread over what covers it."""
        return spread(to_lab(self.photo), self.plain_skin, self.eye_distance * 0.035)

    @cached_property
    def half_photo(self) -> np.ndarray:
        return halved(self.photo)

    @cached_property
    def half_tangent(self) -> np.ndarray:
        """The flow of strands and edges at half size."""
        return edge_tangent(self.half_photo, 4.0)

    @cached_property
    def calm_light(self) -> np.ndarray:
        """Lightness with its texture smoothed away."""
        calm = cv2.bilateralFilter(to_lab(self.half_photo)[..., 0], 7, 9.0, 4)
        return cv2.resize(calm, self.shape[::-1], interpolation=cv2.INTER_LINEAR)


def soft_segments(photo: np.ndarray, classes: np.ndarray) -> np.ndarray:
    """Soft class masks [6,H,W] from an 8-bit class map of any size, following the photo's edges."""
    height, width = photo.shape[:2]
    grey = cv2.cvtColor(photo.astype(np.float32), cv2.COLOR_RGB2GRAY)
    masks = []
    for index in range(6):
        hard = (classes == index).astype(np.float32)
        mask = blur(cv2.resize(hard, (width, height), interpolation=cv2.INTER_LINEAR), 2.2)
        masks.append(np.clip(guided_filter(grey, mask, 8, 2e-3), 0, 1))
    stacked = np.stack(masks)
    return stacked / (stacked.sum(0) + 1e-6)


def auto_levels(photo: np.ndarray, strength: float = 0.45) -> np.ndarray:
    """Stretches lightness between the 0.7th and 99.3rd percentiles."""
    lab = to_lab(photo)
    low, high = np.percentile(lab[..., 0], [0.7, 99.3])
    span = max(high - low, 20)
    stretched = (lab[..., 0] - low) / span * 93 + 4
    gain = min(1.6, 93 / span)
    lab[..., 0] = np.clip(lab[..., 0] * (1 - strength) + stretched * strength, 0, 100)
    lab[..., 1:] *= 1 + (gain - 1) * 0.35 * strength
    return to_rgb(lab)


def _eye_zone(shape, points, eyes, reach: float) -> np.ndarray:
    zone = np.zeros(shape, np.float32)
    for indices, eye in zip(EYES, eyes, strict=True):
        radii = (eye.width * 0.66, eye.width * max(0.40, eye.opening * 0.62))
        zone = np.maximum(zone, ellipse(shape, eye.centre, eye.axis, radii))
        brow = (points[list(indices.brow_upper)] + points[list(indices.brow_lower)]) / 2
        zone = np.maximum(zone, stroke(shape, brow, eye.width * reach))
    return zone


def _lips(shape, points) -> np.ndarray:
    return polygon(shape, points[list(LIPS_OUTER_UPPER + LIPS_OUTER_LOWER[-2:0:-1])])


def skin_albedo(lab: np.ndarray, trusted: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(albedo, photographed median) in Lab: robust mid-light skin, its hue kept within that of human skin."""
    pixels = lab[trusted]
    if len(pixels) < 200:
        pixels = lab.reshape(-1, 3)
    low, high = np.percentile(pixels[:, 0], [30, 90])
    middle = pixels[(pixels[:, 0] >= low) & (pixels[:, 0] <= high)]
    seen = np.median(middle, 0).astype(np.float64)
    hue = np.degrees(np.arctan2(seen[2], seen[1]))
    allowed = np.radians(np.clip(hue, 38, 68))
    chroma = np.hypot(seen[1], seen[2]) if hue > 38 else abs(seen[2]) * 1.15 / np.sin(allowed)
    chroma = np.clip(chroma * 1.04, 17 if seen[0] > 60 else 20, 40)
    return np.array([seen[0], chroma * np.cos(allowed), chroma * np.sin(allowed)]), seen


def eye_opening(eye: EyeShape, shape: tuple[int, int]) -> np.ndarray:
    """What the lids leave open [H,W] f32 unit."""
    x = np.linspace(-1, 1, 40)
    return polygon(shape, np.r_[eye.lid(eye.upper, x), eye.lid(eye.lower, x)[::-1]])


def _iris_colour(lab: np.ndarray, eyes) -> np.ndarray:
    """Median Lab of both irises' rings between pupil and rim."""
    shape = lab.shape[:2]
    colours = []
    for eye in eyes:
        ring = ellipse(shape, eye.iris_centre, eye.axis, (eye.iris_radius * 0.9,) * 2)
        ring = ring * (1 - ellipse(shape, eye.iris_centre, eye.axis, (eye.iris_radius * 0.45,) * 2))
        pixels = lab[ring * eye_opening(eye, shape) > 0.6]
        if len(pixels) > 12:
            low, high = np.percentile(pixels[:, 0], [30, 88])
            colours.append(np.median(pixels[(pixels[:, 0] >= low) & (pixels[:, 0] <= high)], 0))
    return np.mean(colours, 0) if colours else np.array([30.0, 8.0, 12.0])


def _brow_colour(lab: np.ndarray, points: np.ndarray) -> np.ndarray:
    pixels = np.concatenate(
        [
            lab[polygon(lab.shape[:2], points[list(eye.brow_upper + eye.brow_lower[::-1])]) > 0.5].reshape(-1, 3)
            for eye in EYES
        ]
    )
    if len(pixels) < 8:
        return np.array([25.0, 6.0, 9.0])
    return np.median(pixels[pixels[:, 0] <= np.percentile(pixels[:, 0], 40)], 0)


JAW_ZONE = (
    234, 93, 132, 58, 172, 136, 150, 149, 176, 148, 152, 377, 400, 378, 379, 365, 397, 288, 361, 323, 454,
    280, 327, 2, 98, 50,
)  # fmt: skip


def _beard_zone(kind: str, shape, points, across, eye_distance) -> np.ndarray:
    """Where a beard of this kind may grow [H,W] unit."""
    zone = blur(polygon(shape, points[list(JAW_ZONE)]), eye_distance * 0.06)
    if kind in ("full", "long"):
        jaw = points[list(JAW_ZONE[3:18])]
        hanging = jaw + np.array([0, eye_distance * (1.3 if kind == "long" else 0.1)])
        return np.maximum(zone, blur(polygon(shape, np.r_[jaw, hanging[::-1]]), eye_distance * 0.06))
    mouth = points[list(LIPS_OUTER_UPPER)].mean(0)
    if kind == "goatee":
        centre = mouth * 0.45 + points[CHIN] * 0.55
        tall = float(np.hypot(*(points[CHIN] - mouth))) * 1.05
        return zone * ellipse(shape, centre, across, (eye_distance * 0.46, tall), eye_distance * 0.05)
    middle = (points[2] + points[0]) / 2
    tall = max(float(np.hypot(*(points[0] - points[2]))), eye_distance * 0.1)
    return zone * ellipse(shape, middle, across, (eye_distance * 0.46, tall * 0.8), eye_distance * 0.03)


def _beard(kind, lab, points, segments, albedo, plain, lips, across, eye_distance) -> np.ndarray:
    """Where facial hair stands [H,W] unit: darker or greyer than skin.

    `kind` is what a person saw: by measure alone, side light and stubble look alike.
    """
    shape = lab.shape[:2]
    if kind == "none":
        return np.zeros(shape, np.float32)
    zone = _beard_zone(kind, shape, points, across, eye_distance)
    soft = spread(lab, plain, eye_distance * 0.035)
    darker = (albedo[0] - soft[..., 0]) / max(albedo[0], 25)
    greyer = 1 - np.hypot(soft[..., 1], soft[..., 2]) / np.hypot(*albedo[1:])
    beard = zone * np.maximum(smoothstep(0.10, 0.24, darker), smoothstep(0.08, 0.22, greyer))
    beard = smoothstep(0.22, 0.62, blur(beard.astype(np.float32), eye_distance * 0.045))
    beard = beard * (1 - blur(lips, 1.2)) * np.clip(segments[FACE_SKIN] + segments[BODY_SKIN], 0, 1)
    return beard if beard.sum() / eye_distance**2 > 0.03 else np.zeros_like(beard)


def _glasses(points, segments, face_polygon, eyes, across, eye_distance, lab, albedo):
    shape = lab.shape[:2]
    mask = np.clip(segments[OTHERS] * 1.3, 0, 1) * smoothstep(0, 0.3, blur(face_polygon, 18))
    band = ellipse(shape, points[6], across, (eye_distance * 0.9, eye_distance * 0.45))
    mask = mask * blur(band, eye_distance * 0.08)
    worn = (mask * band).sum() / eye_distance**2 > 0.03
    hidden = []
    for eye in eyes:
        spot = ellipse(shape, eye.centre, eye.axis, (eye.width * 0.5, eye.width * 0.36))
        covered = float((mask * spot).sum() / spot.sum())
        dark = float(np.median(lab[..., 0][spot > 0.5])) < albedo[0] * 0.62
        hidden.append(1.0 if worn and covered > 0.75 and dark else 0.0)
    return (mask if worn else np.zeros_like(mask)), np.array(hidden)


def _lash_fullness(points, segments, beard, eye_distance) -> float:
    """A guess from long hair beside the jaw; 0 for a bearded face."""
    shape = beard.shape
    y, x = np.mgrid[0 : shape[0], 0 : shape[1]]
    jaw_width = float(np.hypot(*(points[454] - points[234])))
    band = (y > points[1, 1]) & (y < points[CHIN, 1] + 0.05 * jaw_width)
    band &= np.abs(x - points[CHIN, 0]) < jaw_width
    band = band & (polygon(shape, points[list(FACE_OVAL)]) < 0.5)
    hair = float(segments[HAIR][band].mean()) if band.any() else 0.0
    return 0.0 if beard.any() else float(smoothstep(0.08, 0.28, hair))


def prepare(source: Source, drawn: np.ndarray, displacement: np.ndarray) -> Portrait:
    """Measures the source and moves it to the drawn landmarks. `displacement` [768,768,2] in px of the source."""
    levelled = auto_levels(source.photo)
    lab0 = to_lab(cv2.bilateralFilter(levelled, 7, 0.1, 4))
    shape = levelled.shape[:2]
    eyes0 = tuple(fit_eye(source.landmarks, e) for e in EYES)
    features0 = np.maximum(_eye_zone(shape, source.landmarks, eyes0, 0.5), _lips(shape, source.landmarks))
    oval0 = polygon(shape, source.landmarks[list(FACE_OVAL)])
    trusted = (source.segments[FACE_SKIN] > 0.7) & (oval0 > 0.5)
    trusted &= cv2.dilate(features0, np.ones((5, 5))) < 0.1
    albedo, seen = skin_albedo(lab0, trusted)
    lip_ring = (
        _lips(shape, source.landmarks)
        - polygon(shape, source.landmarks[list(LIPS_INNER_UPPER + LIPS_INNER_LOWER[-2:0:-1])])
    ) > 0.9
    lip = np.median(lab0[lip_ring], 0) if lip_ring.any() else albedo + np.array([-10, 15, 5])

    photo = np.clip(warp(levelled, displacement), 0, 1)
    segments = np.stack([np.clip(warp(s, displacement), 0, 1) for s in source.segments])
    eyes = tuple(fit_eye(drawn, e) for e in EYES)
    between = eyes[1].centre - eyes[0].centre
    eye_distance = float(np.hypot(*between))
    across = between / eye_distance
    hull = cv2.convexHull(drawn[:468].astype(np.float32))[:, 0]
    face_polygon = polygon(shape, hull)
    eye_zone = _eye_zone(shape, drawn, eyes, 0.42)
    lips = _lips(shape, drawn)
    skin = np.clip(segments[FACE_SKIN] + segments[BODY_SKIN], 0, 1)
    plain = skin * (1 - cv2.dilate(np.maximum(eye_zone, lips), np.ones((7, 7))))
    plain = plain * (1 - cv2.dilate(segments[OTHERS], np.ones((7, 7))))
    lab = to_lab(photo)
    beard = _beard(source.beard, lab, drawn, segments, albedo, plain, lips, across, eye_distance)
    glasses, hidden = _glasses(drawn, segments, face_polygon, eyes, across, eye_distance, lab, albedo)
    return Portrait(
        photo=photo,
        landmarks=drawn,
        depth=source.depth,
        segments=segments,
        eyes=eyes,
        across=across,
        down=np.array([-across[1], across[0]]),
        eye_distance=eye_distance,
        albedo=albedo,
        cast=albedo - seen,
        iris=_iris_colour(lab0, eyes0),
        brow=_brow_colour(lab0, source.landmarks),
        lip=lip,
        face=smoothstep(0.3, 0.7, blur(face_polygon, eye_distance * 0.07)),
        face_polygon=face_polygon,
        eye_zone=eye_zone,
        lips=lips,
        plain_skin=plain,
        beard=beard,
        glasses=glasses,
        eyes_hidden=hidden,
        mouth_gap=float((source.landmarks[14, 1] - source.landmarks[13, 1]) / eye_distance),
        lashes=_lash_fullness(drawn, segments, beard, eye_distance),
    )


def tint(colour: np.ndarray, lighter: float = 0, chroma: float = 1, da: float = 0, db: float = 0):
    """A Lab colour shifted, as RGB unit."""
    return lab_colour(colour[0] + lighter, colour[1] * chroma + da, colour[2] * chroma + db)
