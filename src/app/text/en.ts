import { plural } from './plural.ts';

/** Every word of the page that may be needed before there is a drawing; the other tables have the same keys or do not compile. */
export const en = {
  documentTitle: 'Toonroom: your portrait, drawn on your device',
  tagline: 'A darkroom that prints comics',

  startTitleDrop: 'Drop a portrait.',
  startTitleChoose: 'Choose a portrait.',
  startTitleEnd: 'Get a drawing.',
  startHintKeys: (paste: string) => `or drop photos or a folder anywhere, or paste with ${paste}`,
  choosePhoto: 'Choose a photo',
  newPhoto: 'New photo',
  takePhoto: 'Take a photo',
  viewfinder: 'What the camera sees',
  cameraStarting: 'Waking the camera. Your browser may ask whether it may.',
  shutter: 'Take the picture',
  countdown: 'Count down',
  switchCamera: 'Other camera',
  partMissing:
    'This part of the page could not be fetched. Check the connection, then close this and open it again.',
  pageMissing: 'The page could not be fetched whole. Check the connection, then load it again.',
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
  privacyMetadata:
    'Saved drawings never carry a location, and camera data only where you ask for it when you save.',

  devicePanel: 'On this device',
  devicePanelOpen: 'Check it, and see what is kept',
  close: 'Close',
  gallery: 'Gallery',
  noNetwork: 'Offline',
  updateReady: 'A new version is ready.',
  updateCost: 'The photo on the page goes; your settings stay.',
  updateNow: 'Load it',
  updateLater: 'Later',

  samplesTitle: 'Or try one of the samples',
  /** Stands before the sample's title. */
  trySample: 'Try ',
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
  compareValue: (percent: string, subject: string) => `${subject}: ${percent}`,
  undo: 'Undo',
  redo: 'Redo',
  resultsTitle: 'Results',
  drawingReady: (faces: string) => `The drawing is ready. ${faces}`,

  batchTitle: 'Your photos and their drawings',
  batchBack: (done: string, total: string) => `Batch: ${done} of ${total}`,
  batchDone: (done: string, total: string) => `${done} of ${total} drawn`,
  batchStart: (count: number, shown: string) =>
    plural(count, 'Draw 1 photo', `Draw ${shown} photos`),
  batchPause: 'Pause',
  batchPausing: 'Finishing this one, then a pause',
  batchResume: 'Go on',
  batchCancelAll: 'Cancel all',
  batchRetry: (count: string) => `Try ${count} again`,
  batchRedraw: (count: string) => `Draw ${count} again`,
  batchRedrawHint: 'Drawn with other settings than are chosen now',
  batchFinished: (done: string, total: string) => `Finished: ${done} of ${total} drawn.`,
  timeLeft: (time: string) => `${time} left`,
  timeUnderMinute: 'less than a minute',
  timeMinutes: (count: number, shown: string) =>
    plural(count, 'about a minute', `about ${shown} minutes`),
  timeHours: (count: number, shown: string) =>
    plural(count, 'about an hour', `about ${shown} hours`),
  addPhotos: 'Add photos',
  addFolder: 'Add a folder',
  clearBatch: 'Clear the list',
  clearBatchUnsaved: (count: number, shown: string) =>
    count === 0
      ? 'Photos and drawings leave the list; the files on your device stay.'
      : plural(count, '1 drawing is not saved yet.', `${shown} drawings are not saved yet.`),
  clearBatchNow: 'Clear it',
  batchStatuses: {
    waiting: 'Waiting',
    running: 'Drawing',
    done: 'Done',
    failed: 'Failed',
    cancelled: 'Cancelled',
  },
  batchLocked: 'Needs your permission',
  ownStyle: (photo: string) => `Style of ${photo}`,
  commonStyle: 'Same as the rest',
  moveItem: (photo: string) => `Move ${photo}`,
  moveHint: 'Drag it, or use the arrow keys; a press draws it next',
  cancelItem: (photo: string) => `Cancel ${photo}`,
  retryItem: (photo: string) => `Draw ${photo} again`,
  saveItem: (photo: string) => `Download the drawing of ${photo}`,
  removeItem: (photo: string) => `Remove ${photo}`,
  openItem: (photo: string) => `Look at the drawing of ${photo}`,
  othersLeftOut: (count: number, shown: string) =>
    plural(
      count,
      '1 file was no picture and was left out.',
      `${shown} files were no pictures and were left out.`,
    ),
  beyondLeftOut: (limit: string) => `A batch holds ${limit} photos: the rest was left out.`,
  batchLost: (count: number, shown: string, names: string) =>
    plural(
      count,
      `1 photo could not be kept over the reload: ${names}.`,
      `${shown} photos could not be kept over the reload: ${names}.`,
    ),
  batchUnkept: (count: number, shown: string) =>
    plural(
      count,
      '1 photo could not be kept: it would not survive a reload.',
      `${shown} photos could not be kept: they would not survive a reload.`,
    ),
  batchLockedNote: (count: number, shown: string) =>
    plural(
      count,
      'Your browser asks before it reads 1 photo again.',
      `Your browser asks before it reads ${shown} photos again.`,
    ),
  unlockItems: 'Allow it',
  saveZip: 'Save as ZIP',
  saveFolder: 'Save into a folder',
  saveZipSize: (count: number, shown: string, size: string) =>
    plural(count, `1 drawing, ${size}`, `${shown} drawings, ${size}`),
  saveZipNothing: 'Nothing is drawn yet.',
  savingBatch: (done: string, total: string) => `Writing ${done} of ${total}`,
  savedBatch: (count: number, shown: string) =>
    plural(count, '1 drawing is saved.', `${shown} drawings are saved.`),
  saveBatchFailed: {
    refused: 'The browser may no longer write into this folder.',
    full: 'There is no room left on this disk.',
    other: 'The files could not be written.',
  },
  savedBefore: (count: number, shown: string) =>
    count === 0
      ? 'Nothing was saved.'
      : plural(count, '1 drawing was saved before.', `${shown} drawings were saved before.`),

  styleTitle: 'Style',
  adjustTitle: 'Adjust',
  saveTitle: 'Save',
  controls: 'Controls',
  strength: 'Strength',
  strengthHint: 'From photo to drawing',
  exaggeration: 'Exaggeration',
  exaggerationHint: 'From your proportions to the style’s',
  reset: 'Reset',
  background: 'Background',
  backgroundNames: {
    drawn: 'Drawn',
    photo: 'Photo',
    blurred: 'Blur',
    colour: 'Colour',
    none: 'None',
  },
  people: 'People',
  person: (number: string) => `Person ${number}`,
  drawPerson: 'Draw this person',
  everybody: 'Everybody',
  format: 'File format',
  formatNames: { png: 'PNG', jpeg: 'JPEG', webp: 'WebP' },
  formatHints: {
    png: 'Every pixel kept, the largest file',
    jpeg: 'Small, opens everywhere',
    webp: 'Smallest, for the web',
  },
  shape: 'Shape',
  shapeNames: { whole: 'Whole', '1:1': 'Square', '4:5': '4:5', '16:9': '16:9', '9:16': 'Story' },
  shapeHints: {
    whole: 'The whole picture',
    '1:1': 'Square, for an avatar',
    '4:5': 'Upright, for a feed or a frame',
    '16:9': 'Wide, for a screen',
    '9:16': 'As tall as a phone, for a story',
  },
  besidePhoto: 'Side by side',
  jpegHasNoHoles: 'JPEG has no transparency: it becomes white.',
  download: 'Download',
  cameraData: 'Camera data',
  cameraDataHint: 'Date, camera, exposure, caption, author. Never GPS, serial numbers, thumbnails.',
  downloadSize: (width: string, height: string) => `${width} × ${height} px, without metadata`,
  copyDrawing: 'Copy to the clipboard',
  shareDrawing: 'Share…',
  shareShort: 'Share',
  copyLink: 'Copy a link to these settings',
  linkCopied: 'Link copied. It holds the settings, never the photo.',
  saved: 'Sent to your downloads.',
  copied: 'Copied. Paste it where you like.',
  readyToShare: 'The file is ready: press Share again.',
  cancelSave: 'Cancel the export',

  faces: (count: number, shown: string) =>
    count === 0 ? 'No face' : plural(count, '1 face', `${shown} faces`),
  pixels: (width: string, height: string) => `${width} × ${height} px`,
  notices: {
    noFace: 'No face found: the whole picture was drawn.',
    manyFaces: 'A crowd: the smallest faces are drawn as part of the scene.',
    faceWithoutLandmarks: 'One face was hard to read and is drawn as part of the scene.',
    strayedFace: 'A face strays from the photo.',
    startedAgain: 'The first attempt broke off; this is the second.',
    profileFace: 'A face turned to the side keeps its own proportions.',
    animatedFirstFrame: 'An animation: its first picture was used.',
    cmykConverted: 'Made for print: the colours were converted for the screen.',
    cutShort: 'The file is incomplete: its lower edge may be missing.',
  },

  howItRan: 'How it ran',
  drawGently: 'Draw more gently',
  stageNames: {
    download: 'Fetching',
    prepare: 'Preparing',
    decode: 'Reading the photo',
    detect: 'Finding faces',
    landmarks: 'Studying faces',
    analyse: 'Telling hair, skin and clothes apart',
    scene: 'Drawing the scene',
    face: 'Drawing faces',
    compose: 'Putting it together',
    encode: 'Writing the file',
  },

  diagnostics: 'Diagnostics',
  drawingKit: 'the drawing kit',
  styleNamed: (style: string) => `the ${style} style`,
  progressDownload: (subject: string) => `Fetching ${subject}`,
  progressDownloadShare: (subject: string, share: string) => `Fetching ${subject} (${share})`,
  progressPrepare: 'Getting the pens ready',
  progressDecode: 'Reading the photo',
  progressDetect: 'Finding faces',
  progressLandmarks: 'Studying the face',
  progressLandmarksOf: (done: string, total: string) => `Studying face ${done} of ${total}`,
  progressAnalyse: 'Telling hair, skin and clothes apart',
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
    CAMERA_REFUSED: {
      what: 'The camera may not be used.',
      next: 'Allow it for this site, beside the address or in the settings of your device, then try again. What it sees stays on this device.',
    },
    CAMERA_MISSING: {
      what: 'There is no camera here.',
      next: 'Connect one and try again, or choose a photo instead.',
    },
    CAMERA_BUSY: {
      what: 'The camera gives no picture.',
      next: 'Close what else is using it, then try again.',
    },
    GALLERY_REFUSED: {
      what: 'The drawing is yours, but the gallery could not keep a copy.',
      next: 'Make room on this device or in the gallery, or switch the gallery off.',
    },
    COPY_REFUSED: {
      what: 'The browser did not take it into the clipboard.',
      next: 'Allow this site the clipboard, and stay on the page until it is copied.',
    },
    SHARE_REFUSED: {
      what: 'The browser did not share the file.',
      next: 'Choose another format, or download it and share it from there.',
    },
    APP_UNREACHABLE: {
      what: 'Part of the app could not be fetched.',
      next: 'Check the connection, then reload the page.',
    },
    FILE_GONE: {
      what: 'The file is no longer where it was, or has changed.',
      next: 'Add the photo again.',
    },
    EMPTY_FILE: {
      what: 'This file is empty.',
      next: 'Choose another copy of the photo.',
    },
    NOT_AN_IMAGE: {
      what: 'This file is not a picture.',
      next: 'Choose a JPEG, PNG, WebP, AVIF, GIF or BMP.',
    },
    RAW_PHOTO: {
      what: 'This is a raw file, as cameras keep it for developing.',
      next: 'Choose the JPEG that lies beside it, or save it as one in a photo app.',
    },
    PDF_FILE: {
      what: 'This is a PDF, not a picture.',
      next: 'Save its page as a picture, or take a screenshot of it, and choose that.',
    },
    VIDEO_FILE: {
      what: 'This is a video, not a picture.',
      next: 'Stop it where you like it, take a screenshot, and choose that.',
    },
    UNSUPPORTED_HEIC: {
      what: 'This browser cannot open HEIC photos.',
      next: 'Save it as JPEG first, on a Mac with Preview, on Windows with Photos. An iPhone takes JPEGs with Settings › Camera › Formats › Most Compatible.',
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
    NO_WASM: {
      what: 'Drawing needs WebAssembly, which is blocked in this browser.',
      next: 'Allow it in the browser’s settings, lockdown mode included, or take another browser.',
    },
    NO_WEBGL: {
      what: 'Finding faces needs WebGL, which is switched off in this browser.',
      next: 'Switch hardware acceleration on in its settings, or take another browser.',
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
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  zoomToFit: 'Show the whole picture',
  zoomedPicture: 'Enlarged picture; the arrow keys move it',
  commandCancel: 'Cancel what is running',
  commandReset: 'Reset the sliders',
  commandPhoto: 'Show more of the photo',
  commandDrawing: 'Show more of the drawing',
};
