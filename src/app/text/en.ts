const plural = (count: number, one: string, many: string): string => (count === 1 ? one : many);

/** Every word of the page; the other tables have the same keys or do not compile. */
export const en = {
  documentTitle: 'Toonroom: your portrait, drawn on your device',
  tagline: 'A darkroom that prints comics',

  startTitle: 'Drop a portrait.',
  startTitleEnd: 'Get a drawing.',
  startHintKeys: (paste: string) => `or drop it anywhere, or paste it with ${paste}`,
  choosePhoto: 'Choose a photo',
  newPhoto: 'New photo',
  startOver: 'Toonroom, back to the start',
  dropHere: 'Let go to develop it',
  photoField: 'Photo',

  promise: 'Your photo never leaves this device.',
  promiseCheck: 'See for yourself',
  privacyTitle: 'It stays here',
  privacyButton: 'Stays on this device',
  privacyBody:
    'The drawing is made by this browser, with a model that is fetched once. No picture is sent anywhere.',
  privacyProof:
    'To see it, load a photo, cut the connection and draw again: it still works. The page is also forbidden to contact any other site, and your browser enforces that.',
  privacyMetadata: 'Saved drawings carry no camera data and no location.',

  samplesTitle: 'Or try one of these',
  trySample: (title: string) => `Try the sample: ${title}`,
  sampleAstronaut: 'Eileen Collins',
  sampleAstronautCredit: 'NASA, public domain',
  sampleHopper: 'Grace Hopper',
  sampleHopperCredit: 'US Navy, public domain',

  workTitle: 'Your photo and its drawing',
  developing: 'Developing',
  redrawing: 'Redrawing',
  cancel: 'Cancel',
  photo: 'Photo',
  drawing: 'Drawing',
  compare: 'Compare photo and drawing',
  compareValue: (percent: string) => `${percent} photo`,
  drawingReady: (faces: string) => `The drawing is ready. ${faces}`,

  styleTitle: 'Style',
  adjustTitle: 'Adjust',
  saveTitle: 'Save',
  controls: 'Controls',
  strength: 'Strength',
  strengthHint: 'From photo to drawing',
  exaggeration: 'Exaggeration',
  exaggerationHint: 'From your proportions to the style’s',
  reset: 'Reset',
  format: 'File format',
  formatNames: { png: 'PNG', jpeg: 'JPEG', webp: 'WebP' },
  formatHints: {
    png: 'Every pixel kept, the largest file',
    jpeg: 'Small, opens everywhere',
    webp: 'Smallest, for the web',
  },
  download: 'Download',
  downloadSize: (width: string, height: string) => `${width} × ${height} px, without metadata`,
  saved: 'Sent to your downloads.',
  cancelSave: 'Cancel the download',

  faces: (count: number, shown: string) =>
    count === 0 ? 'No face' : plural(count, '1 face', `${shown} faces`),
  pixels: (width: string, height: string) => `${width} × ${height} px`,
  notices: {
    noFace: 'No face found: the whole picture was drawn.',
    manyFaces: 'A crowd: the smallest faces are drawn as part of the scene.',
    faceWithoutLandmarks: 'One face was hard to read and is drawn as part of the scene.',
    profileFace: 'A face turned to the side keeps its own proportions.',
    animatedFirstFrame: 'An animation: its first picture was used.',
    cmykConverted: 'Made for print: the colours were converted for the screen.',
  },

  howItRan: 'How it ran',
  ranOn: 'Drawn by',
  ranWhy: 'Why',
  ranTime: 'Time',
  ranModel: 'Model licence',
  ranAdapter: 'Adapter',
  backendGpu: 'Graphics processor (WebGPU)',
  backendCpu: (threads: number, shown: string) =>
    `Processor (WASM, ${plural(threads, '1 thread', `${shown} threads`)})`,
  backendReasons: {
    selfTestPassed: 'It passed a test drawing and is the fastest way here.',
    forced: 'Chosen in the page’s address.',
    noWebGpu: 'This browser offers no WebGPU.',
    noAdapter: 'WebGPU found no graphics processor.',
    fallbackAdapter: 'WebGPU would only be emulated here, which is slower.',
    noJspi: 'This browser’s WebGPU lacks a part the drawing needs.',
    selfTestDiffers: 'The graphics processor drew a test picture wrongly.',
    selfTestFailed: 'The graphics processor failed on a test picture.',
    gpuLost: 'The graphics processor gave up earlier.',
  },
  stageNames: {
    download: 'Fetching',
    prepare: 'Preparing',
    decode: 'Reading the photo',
    detect: 'Finding faces',
    landmarks: 'Studying faces',
    scene: 'Drawing the scene',
    face: 'Drawing faces',
    compose: 'Putting it together',
    encode: 'Writing the file',
  },

  drawingKit: 'the drawing kit',
  styleNamed: (style: string) => `the ${style} style`,
  progressDownload: (subject: string) => `Fetching ${subject}`,
  progressDownloadSize: (subject: string, done: string, total: string) =>
    `Fetching ${subject} (${done} of ${total})`,
  progressPrepare: 'Getting the pens ready',
  progressDecode: 'Reading the photo',
  progressDetect: 'Finding faces',
  progressLandmarks: 'Studying the face',
  progressLandmarksOf: (done: string, total: string) => `Studying face ${done} of ${total}`,
  progressScene: 'Drawing the scene',
  progressFace: 'Drawing the face',
  progressFaceOf: (done: string, total: string) => `Drawing face ${done} of ${total}`,
  progressCompose: 'Putting it together',
  progressEncode: 'Writing the file',
  progressStart: 'Starting',

  tryAgain: 'Try again',
  dismiss: 'Close this message',
  problems: {
    NO_FILE: {
      what: 'There was no photo in that.',
      next: 'Drop a picture file, or copy a picture and paste it.',
    },
    SAMPLE_UNREACHABLE: {
      what: 'The sample could not be fetched.',
      next: 'Check the connection, or choose a photo of your own.',
    },
    EMPTY_FILE: {
      what: 'This file is empty.',
      next: 'Choose another copy of the photo.',
    },
    NOT_AN_IMAGE: {
      what: 'This file is not a picture.',
      next: 'Choose a JPEG, PNG, WebP, AVIF, GIF or BMP.',
    },
    UNSUPPORTED_FORMAT: {
      what: 'This browser cannot open this kind of picture.',
      next: 'Save it as JPEG or PNG and choose it again.',
    },
    CORRUPT_IMAGE: {
      what: 'This picture is damaged or cut short.',
      next: 'Choose another copy, or open it in a photo app and save it again.',
    },
    TOO_MANY_PIXELS: {
      what: 'This picture is larger than 100 megapixels.',
      next: 'Make it smaller and choose it again.',
    },
    MODEL_UNREACHABLE: {
      what: 'The style could not be fetched.',
      next: 'Check the connection, then try again.',
    },
    MODEL_CORRUPT: {
      what: 'The style arrived damaged, twice.',
      next: 'Try again in a moment. If it stays so, the site has to put it right.',
    },
    BACKEND_FAILED: {
      what: 'The drawing stopped half way.',
      next: 'Try again. If it stays so, reload the page.',
    },
    WORKER_LOST: {
      what: 'The browser stopped the drawing, perhaps for want of memory.',
      next: 'Close other tabs and try again.',
    },
    TIMEOUT: {
      what: 'The drawing took too long and was stopped.',
      next: 'Try again, or take a smaller photo.',
    },
    OUT_OF_MEMORY: {
      what: 'This photo needs more memory than there is.',
      next: 'Close other tabs, or take a smaller photo.',
    },
    ENCODE_FAILED: {
      what: 'The file could not be written.',
      next: 'Choose another format and download it again.',
    },
    UNKNOWN_PHOTO: {
      what: 'The photo is no longer at hand.',
      next: 'Choose it again.',
    },
    INTERNAL: {
      what: 'Something went wrong on our side.',
      next: 'Choose the photo again. If it stays so, reload the page.',
    },
  },

  theme: 'Theme',
  themeNames: { system: 'As the system', light: 'Light', dark: 'Dark' },
  themeNow: (name: string) => `Theme: ${name.toLowerCase()}`,
  shortcuts: 'Shortcuts',
  shortcutsSingleKeys: 'Single keys work as shortcuts',
  commandOpen: 'Choose a photo',
  commandPaste: 'Paste a photo',
  commandSave: 'Download the drawing',
  commandCancel: 'Cancel what is running',
  commandReset: 'Reset the sliders',
  commandPhoto: 'Show more of the photo',
  commandDrawing: 'Show more of the drawing',
};
