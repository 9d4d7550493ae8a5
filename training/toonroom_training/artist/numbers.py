"""The numbers of a style that the graphs use: name → (least, greatest, default, unit, meaning)."""

from typing import NamedTuple


class Number(NamedTuple):
    least: float
    greatest: float
    default: float
    unit: str
    meaning: str


def _n(least: float, greatest: float, default: float, unit: str, meaning: str) -> Number:
    return Number(least, greatest, default, unit, meaning)


SURFACES: dict[str, Number] = {
    # ---- skin
    "skin.gamma": _n(0.3, 1.2, 0.6, "exponent", "lightness curve of skin; below 1 is lighter"),
    "skin.dark_gamma": _n(0, 0.7, 0.4, "exponent", "added to the curve for dark skin, so that it stays dark"),
    "skin.lift_fair": _n(0, 14, 10, "L", "the most that fair skin is lightened by"),
    "skin.lift_dark": _n(0, 6, 3, "L", "the most that dark skin is lightened by"),
    "skin.chroma": _n(0, 1.5, 1, "factor", "strength of the skin's colour"),
    "skin.rosy": _n(-4, 6, 1, "Lab a", "red added to skin"),
    "skin.warmth": _n(-6, 8, 2, "Lab b", "yellow added to skin"),
    "skin.photo_light": _n(0, 1.6, 0.4, "factor", "how far the photo's own light decides light and shade"),
    "skin.mesh_light": _n(0, 2, 0.5, "factor", "how far a key light on the face's form decides light and shade"),
    "skin.relief": _n(0, 2, 0.3, "factor", "wrinkles, dimples and other small relief of the face"),
    "skin.detail": _n(0, 2.5, 0, "factor", "the photo's own fine light and shade on skin"),
    "skin.form": _n(0, 1.5, 0.7, "factor", "the photo's form on ears, neck and hands"),
    "skin.threshold": _n(0.02, 0.4, 0.16, "relative light", "how dark skin must be to be shaded; higher is less shade"),
    "skin.softness": _n(0.01, 0.4, 0.05, "relative light", "width of the edge between light and shade"),
    "skin.shade": _n(0, 1, 0.7, "share", "strength of the shade"),
    "skin.shade_l": _n(0.5, 1, 0.84, "factor", "lightness of the shade"),
    "skin.shade_a": _n(-4, 12, 5, "Lab a", "red in the shade"),
    "skin.shade_b": _n(-12, 8, 0, "Lab b", "yellow in the shade; negative is violet"),
    "skin.deep": _n(0, 1, 0.3, "share", "strength of a second, deeper shade"),
    "skin.highlight": _n(0, 1, 0.4, "share", "strength of the light tone"),
    "skin.cast": _n(0, 1.2, 0.8, "share", "shadow that hair and chin throw on the skin"),
    "skin.contour": _n(0, 1, 0.1, "share", "airbrushed dark towards the face's outline"),
    "skin.round": _n(0, 1.5, 0.3, "factor", "soft roundness over flat tones"),
    "skin.blush": _n(0, 1, 0.3, "share", "rose on the cheeks"),
    "skin.lit": _n(0, 1, 0, "share", "0: tones with edges; 1: lit smoothly, as a rendered form"),
    "skin.own": _n(0, 1, 0, "share", "the photo's own colours on skin, above all on dark skin"),
    "skin.stubble": _n(0, 1, 0.7, "share", "strength of stubble"),
    "skin.gloss": _n(0, 1, 0.1, "share", "mirrored light on the skin"),
    # ---- hair
    "hair.unity": _n(0, 1, 0.6, "share", "one colour for all the hair instead of the photo's variety"),
    "hair.chroma": _n(0, 1.8, 1.15, "factor", "strength of the hair's colour"),
    "hair.low": _n(0, 20, 8, "L", "lightness that black hair gets"),
    "hair.high": _n(75, 98, 94, "L", "lightness that white hair gets"),
    "hair.clumps": _n(0, 1, 0.35, "share", "drawn locks instead of the photo's"),
    "hair.softness": _n(0.03, 1.6, 0.1, "tone", "width of the edges between tones"),
    "hair.shadow": _n(0.3, 1, 0.7, "factor", "lightness of shaded locks"),
    "hair.deep": _n(0.15, 1, 0.5, "factor", "lightness of the deepest locks"),
    "hair.light": _n(0, 1, 0.3, "share", "strength of light locks"),
    "hair.ring": _n(0, 1, 0.3, "share", "ring of mirrored light around the head"),
    "hair.volume": _n(0, 1.2, 0.3, "factor", "light and shade of the hair's mass"),
    "hair.strands": _n(0, 1.5, 0.4, "factor", "the photo's single strands"),
    "hair.threads": _n(0, 1, 0.2, "factor", "drawn single strands"),
    "hair.warm": _n(-1, 1, 0.3, "share", "warmth of the lights"),
    # ---- scene: surroundings and clothes
    "scene.flat": _n(0, 40, 18, "of 255", "contrast below which areas become one"),
    "scene.strokes": _n(0, 2, 1, "factor", "length of brush strokes along edges"),
    "scene.shock": _n(0, 1, 0.5, "share", "how far colours are pushed apart at edges"),
    "scene.texture": _n(0, 1, 0.5, "share", "texture without direction (leaves, tweed) painted flat"),
    "scene.levels": _n(0, 12, 0, "count", "tones of the surroundings; 0 is continuous"),
    "scene.low": _n(0, 35, 8, "L", "lightness of the darkest tone"),
    "scene.high": _n(80, 100, 97, "L", "lightness of the lightest tone"),
    "scene.gamma": _n(0.6, 1.3, 0.95, "exponent", "lightness curve; below 1 is lighter"),
    "scene.chroma": _n(0, 1.8, 1.1, "factor", "strength of colours"),
    "scene.contrast": _n(0, 1, 0.2, "factor", "local contrast"),
    "scene.violet": _n(0, 14, 3, "Lab", "violet in the shadows"),
    "scene.warm": _n(-4, 8, 1, "Lab b", "yellow in the lights"),
    "scene.fade": _n(0, 1, 0.1, "share", "background receding into light air"),
    "scene.air": _n(60, 100, 93, "L", "lightness of the air that the background recedes into"),
    "scene.soft": _n(0, 1, 0.2, "share", "background out of focus"),
    "scene.back_chroma": _n(0, 1.3, 0.95, "factor", "strength of the background's colours"),
    # ---- lines
    "line.fine": _n(0, 1, 0.5, "share", "thin lines found in the photo"),
    "line.bold": _n(0, 1, 0.3, "share", "broad lines found in the photo"),
    "line.level": _n(0.002, 0.03, 0.008, "of full light", "depth from which a dark line counts"),
    "line.sharp": _n(0.1, 3, 1, "factor", "how soon a line is full ink"),
    "line.in_face": _n(0, 1, 0.1, "share", "lines left inside the face"),
    "line.in_hair": _n(0, 1, 0.6, "share", "lines left inside the hair"),
    "line.in_skin": _n(0, 1, 0.5, "share", "lines left on neck and hands"),
    "line.in_back": _n(0, 1, 0.6, "share", "lines left in the background"),
    "line.outline": _n(0, 1, 0.7, "share", "outlines of hair, skin and clothes"),
    "line.outline_px": _n(0.4, 6, 2, "px of a 768 px crop", "width of outlines"),
    "line.heavy": _n(0, 0.9, 0.4, "share", "outlines heavier away from the light"),
    "line.folds": _n(0, 1, 0.3, "share", "laugh lines and wrinkles as lines"),
    "line.ink": _n(0, 0.8, 0.35, "factor", "lightness of a line relative to what lies under it"),
    "line.red": _n(0, 0.12, 0.03, "of full light", "red in the lines"),
    "line.warm": _n(-1, 1, 0, "share", "colour of the lines: −1 is blue, 1 is brown"),
    # ---- colour grade: shifts of colour by lightness; skin takes a quarter of it
    "grade.low_a": _n(-30, 30, 0, "Lab a", "red in dark tones; negative is green"),
    "grade.low_b": _n(-30, 30, 0, "Lab b", "yellow in dark tones; negative is blue"),
    "grade.mid_a": _n(-30, 30, 0, "Lab a", "red in middle tones; negative is green"),
    "grade.mid_b": _n(-30, 30, 0, "Lab b", "yellow in middle tones; negative is blue"),
    "grade.high_a": _n(-30, 30, 0, "Lab a", "red in light tones; negative is green"),
    "grade.high_b": _n(-30, 30, 0, "Lab b", "yellow in light tones; negative is blue"),
    # ---- the whole picture
    "finish.contrast": _n(0, 1, 0.2, "share", "contrast of the whole picture"),
    "finish.chroma": _n(0, 1.4, 1, "factor", "strength of all colours"),
    "finish.bloom": _n(0, 1, 0.1, "share", "glow of what is bright"),
    "finish.rim": _n(0, 0.6, 0, "share", "light from behind along the outline"),
    "finish.black": _n(0, 40, 0, "L", "what is darker becomes solid ink"),
    "finish.paper": _n(0, 1, 0, "share", "warm paper instead of white"),
    "finish.dots": _n(0, 1, 0, "share", "printed dots in half tones"),
    "finish.dot_px": _n(4, 14, 7, "px of a 768 px crop", "distance of dots"),
    "finish.bristles": _n(0, 2, 0, "factor", "marks of the brush's bristles along the strokes"),
    "finish.crayon": _n(0, 1, 0, "share", "coloured pencil: paper shows between strokes"),
    "finish.pencil": _n(0, 1, 0, "share", "graphite on paper instead of colour"),
    "finish.hatching": _n(0, 1, 0.6, "share", "pencil tones as strokes instead of wash"),
    "finish.detail": _n(0, 1, 0.2, "share", "crispness: contrast of the finest tones"),
}

PROPORTIONS: dict[str, Number] = {
    "eyeWidth": _n(0.8, 1.7, 1.2, "factor", "width of the eyes"),
    "eyeHeight": _n(0.8, 1.8, 1.2, "factor", "height of the eyes"),
    "eyeOpenMin": _n(0.1, 0.6, 0.3, "half eye widths", "least opening of the lids"),
    "eyeOpenMax": _n(0.3, 0.95, 0.6, "half eye widths", "largest opening of the lids"),
    "eyeDown": _n(-0.08, 0.12, 0.02, "eye distances", "how far the eyes move down"),
    "eyeOut": _n(-0.06, 0.1, 0.02, "eye distances", "how far the eyes move apart"),
    "eyeRound": _n(0, 1, 0.3, "share", "0 keeps the person's lids, 1 is the ideal curve"),
    "irisToOpening": _n(0.3, 0.8, 0.52, "eye heights", "radius of the iris, at least"),
    "irisToWidth": _n(0.2, 0.45, 0.34, "eye widths", "radius of the iris, at most"),
    "browUp": _n(-0.1, 0.15, 0, "eye distances", "how far the brows move up"),
    "nose": _n(0.5, 1.4, 0.9, "factor", "size of the nose"),
    "mouthWidth": _n(0.6, 1.4, 0.95, "factor", "width of the mouth"),
    "mouthHeight": _n(0.6, 1.5, 1, "factor", "height of the mouth"),
    "mouthUp": _n(-0.06, 0.1, 0.01, "eye distances", "how far the mouth moves up"),
    "smile": _n(-0.06, 0.12, 0.02, "eye distances", "how far the corners of the mouth move up"),
    "jaw": _n(-0.15, 0.35, 0.1, "share", "how much narrower the jaw is"),
    "chin": _n(-0.1, 0.2, 0.04, "eye distances", "how far the chin moves up"),
    "taper": _n(-0.1, 0.35, 0.05, "share", "further narrowing towards the chin: a pointed face"),
}

TEXTURE: dict[str, Number] = {
    "grain": _n(0, 1, 0, "share", "pencil strokes in shaded parts"),
    "paper": _n(0, 1, 0, "share", "unevenness of the paper"),
}
