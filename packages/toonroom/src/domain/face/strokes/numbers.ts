/**
 * The numbers of a style's strokes. The meaning, unit and bounds of each are in the model factory
 * (training/toonroom_training/artist/strokes/numbers.py, NUMBERS).
 */
export const strokeNumberNames = [
  'irisVisible',
  'irisTall',
  'irisLeast',
  'irisMost',
  'irisOwn',
  'irisTop',
  'limbal',
  'limbalWidth',
  'irisGlow',
  'fibres',
  'pupil',
  'spark',
  'sparkSquare',
  'spark2',
  'lidCast',
  'lidCastDepth',
  'lidCastSoft',
  'ball',
  'wet',
  'lid',
  'lidInner',
  'lidOuter',
  'lidSoft',
  'wing',
  'lashes',
  'lashCount',
  'lashWidth',
  'duct',
  'lidWarm',
  'lower',
  'lowerWidth',
  'crease',
  'creaseHeight',
  'creaseWidth',
  'creaseSoft',
  'lidShade',
  'lidLight',
  'socket',
  'bag',
  'browWidth',
  'browArch',
  'browTaper',
  'browSoft',
  'browFade',
  'browHairs',
  'noseUnder',
  'noseSide',
  'noseSoft',
  'nostril',
  'nostrilWidth',
  'wings',
  'noseWedge',
  'noseTip',
  'noseBridge',
  'lipShape',
  'lipSoft',
  'bow',
  'lipModel',
  'lipGloss',
  'mouthLine',
  'mouthTail',
  'mouthCorner',
  'underLip',
  'belowLip',
  'teethShade',
  'teethGaps',
  'jaw',
  'jawBreak',
] as const;

export type StrokeNumbers = Readonly<Record<(typeof strokeNumberNames)[number], number>>;

/** The guide's channels, in order. */
export const strokeChannels = [
  'shade', // soft shadow on skin: sockets, lids, nose, below the lip
  'lip_upper',
  'lip_lower',
  'mouth', // the dark inside
  'tongue',
  'teeth',
  'white', // the opening between the lids
  'iris',
  'iris_deep', // its dark upper part and rim
  'iris_glow', // the lit crescent below
  'pupil',
  'dark', // shadow over eyes, lips and teeth
  'light', // soft light on nose, lids and lips
  'spark', // catch-lights
  'line', // skin-coloured line: nose, crease, below the lip
  'jaw',
  'mouth_line',
  'lid_warm', // glowing edge of the lid's line
  'lid', // the lid's line and lashes
  'brow',
] as const;

export type StrokeChannel = (typeof strokeChannels)[number];
