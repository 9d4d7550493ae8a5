"""The strokes' channels, and the numbers that a style may set for them, with unit and bounds."""

from ..numbers import Number

CHANNELS = (
    "shade",  # soft shadow on skin: sockets, lids, nose, below the lip
    "lip_upper",
    "lip_lower",
    "mouth",  # the dark inside
    "tongue",
    "teeth",
    "white",  # the opening between the lids
    "iris",
    "iris_deep",  # its dark upper part and rim
    "iris_glow",  # the lit crescent below
    "pupil",
    "dark",  # shadow over eyes, lips and teeth
    "light",  # soft light on nose, lids and lips
    "spark",  # catch-lights
    "line",  # skin-coloured line: nose, crease, below the lip
    "jaw",
    "mouth_line",
    "lid_warm",  # glowing edge of the lid's line
    "lid",  # the lid's line and lashes
    "brow",
)

NUMBERS: dict[str, Number] = {
    # ---- iris
    "irisVisible": Number(0.5, 1, 0.8, "share of the iris' height", "what the upper lid leaves of the iris"),
    "irisTall": Number(0.9, 1.4, 1.08, "factor", "height of the iris relative to its width"),
    "irisLeast": Number(0.12, 0.4, 0.21, "eye widths", "half width of the drawn iris, at least"),
    "irisMost": Number(0.15, 0.42, 0.3, "eye widths", "half width of the drawn iris, at most"),
    "irisOwn": Number(0, 1, 0, "share", "the person's own iris size instead of the ideal one"),
    "irisTop": Number(0, 1, 0.6, "opacity", "dark upper part of the iris"),
    "limbal": Number(0, 1, 0.8, "opacity", "dark rim of the iris"),
    "limbalWidth": Number(0.05, 0.4, 0.18, "iris radii", "width of the iris' dark rim"),
    "irisGlow": Number(0, 1, 0.7, "opacity", "lit crescent in the lower part of the iris"),
    "fibres": Number(0, 1, 0, "opacity", "fine rays of the iris"),
    "pupil": Number(0.2, 0.7, 0.45, "iris radii", "radius of the pupil"),
    "spark": Number(0, 0.5, 0.28, "iris radii", "radius of the catch-light on the key side"),
    "sparkSquare": Number(2, 4, 2, "exponent", "shape of the catch-light: 2 is round, 4 is a square window"),
    "spark2": Number(0, 0.4, 0.13, "iris radii", "radius of the small second light opposite"),
    # ---- eyeball
    "lidCast": Number(0, 1, 0.5, "opacity", "shadow of the upper lid on the eye"),
    "lidCastDepth": Number(0.05, 0.8, 0.3, "share of the opening", "how far the upper lid's shadow reaches down"),
    "lidCastSoft": Number(0.02, 1, 0.5, "share of the shadow's depth", "softness of the upper lid's shadow"),
    "ball": Number(0, 1, 0.2, "opacity", "roundness of the eyeball towards its corners"),
    "wet": Number(0, 1, 0, "opacity", "lit edge of the lower lid"),
    # ---- lids
    "lid": Number(0.02, 0.25, 0.12, "eye widths", "thickness of the upper lid's line"),
    "lidInner": Number(0, 1, 0.25, "share of the line", "thickness of the upper lid's line at the inner corner"),
    "lidOuter": Number(0, 1, 0.7, "share of the line", "thickness of the upper lid's line at the outer corner"),
    "lidSoft": Number(0, 0.5, 0, "pens", "softness of the upper lid's line"),
    "wing": Number(0, 0.3, 0.1, "eye widths", "how far the lid's line runs beyond the outer corner"),
    "lashes": Number(0, 0.3, 0.1, "eye widths", "length of the longest lash clump"),
    "lashCount": Number(0, 5, 2, "count", "lash clumps; a fraction is a faint one"),
    "lashWidth": Number(0.02, 0.2, 0.07, "eye widths", "width of a clump at its root"),
    "duct": Number(0, 1, 0, "opacity", "warm inner corner of the eye"),
    "lidWarm": Number(0, 0.6, 0.16, "share of the lid's line", "how far the warm edge reaches beyond the line"),
    "lower": Number(0, 1, 0.5, "opacity", "line along the lower lid"),
    "lowerWidth": Number(0.1, 2, 0.6, "pens", "width of the lower lid's line"),
    "crease": Number(0, 1, 0.5, "opacity", "line of the lid's fold"),
    "creaseHeight": Number(0.05, 0.35, 0.14, "eye widths", "height of the fold over the lid's line"),
    "creaseWidth": Number(0.1, 1.5, 0.5, "pens", "width of the fold's line"),
    "creaseSoft": Number(0, 1, 0, "pens", "softness of the fold"),
    "lidShade": Number(0, 1, 0.3, "opacity", "shade between lid line and fold"),
    "lidLight": Number(0, 1, 0, "opacity", "light on the lid's bulge"),
    "socket": Number(0, 1, 0.2, "opacity", "soft shade of the eye's socket"),
    "bag": Number(0, 1, 0.1, "opacity", "soft shade below the eye"),
    # ---- brows
    "browWidth": Number(0.3, 1.8, 1, "factor", "thickness of the brow relative to the person's own"),
    "browArch": Number(0, 1.5, 0.85, "factor", "arch of the brow relative to the person's own"),
    "browTaper": Number(0, 1, 0.7, "share", "how much the brow thins towards its tail"),
    "browSoft": Number(0, 0.5, 0.08, "brow widths", "softness of the brow's edge"),
    "browFade": Number(0, 1, 0.3, "share", "how softly the brow begins at the nose"),
    "browHairs": Number(0, 1, 0.3, "share", "single hairs instead of one solid shape"),
    # ---- nose
    "noseUnder": Number(0, 1, 0.5, "opacity", "shade below the nose"),
    "noseSide": Number(0, 1, 0.2, "opacity", "shade on the side away from the light"),
    "noseSoft": Number(0.1, 3, 1, "pens", "softness of the nose's shades"),
    "nostril": Number(0, 1, 0.7, "opacity", "nostrils"),
    "nostrilWidth": Number(0.2, 2, 1, "pens", "thickness of the nostrils"),
    "wings": Number(0, 1, 0.3, "opacity", "lines of the nose's wings"),
    "noseWedge": Number(0, 1, 0, "opacity", "one small hook below the tip that stands for the nose"),
    "noseTip": Number(0, 1, 0.3, "opacity", "light on the tip"),
    "noseBridge": Number(0, 1, 0.1, "opacity", "light along the bridge"),
    # ---- mouth
    "lipShape": Number(0, 1, 1, "share", "1 fills the lips, 0 leaves a soft patch below the line"),
    "lipSoft": Number(0, 1.5, 0.25, "pens", "softness of the lips' edge"),
    "bow": Number(0, 1, 0.5, "share", "how pronounced the bow of the upper lip is"),
    "lipModel": Number(0, 1, 0.3, "opacity", "shade that rounds the lips"),
    "lipGloss": Number(0, 1, 0.3, "opacity", "light on the lower lip"),
    "mouthLine": Number(0.2, 2, 0.8, "pens", "thickness of the line between the lips"),
    "mouthTail": Number(0, 0.1, 0.02, "mouth widths", "how far the line between the lips runs beyond the corners"),
    "mouthCorner": Number(0, 1, 0.3, "opacity", "dark corners of the mouth"),
    "underLip": Number(0, 1, 0.3, "opacity", "line below the lower lip"),
    "belowLip": Number(0, 1, 0.2, "opacity", "soft shade below the lower lip"),
    "teethShade": Number(0, 1, 0.4, "opacity", "shade of lip and corners on the teeth"),
    "teethGaps": Number(0, 1, 0, "opacity", "lines between the teeth"),
    # ---- jaw
    "jaw": Number(0, 3, 0.8, "pens", "weight of the jaw's line"),
    "jawBreak": Number(0, 1, 0.5, "share", "how far the jaw's line breaks where light falls on it"),
}
