import { createCartoonizer, EngineError, type ErrorCode } from 'toonroom';

const cartoonizer = createCartoonizer({ assetBaseUrl: '/toonroom/' });

/** Sentences for what users can do something about; the others share one. */
const sentences: Partial<Record<ErrorCode, string>> = {
  NOT_AN_IMAGE: 'This file is not a picture.',
  UNSUPPORTED_HEIC: 'This browser cannot open HEIC photos. Save it as JPEG first.',
  TOO_MANY_PIXELS: 'This picture is larger than 100 megapixels.',
  MODEL_UNREACHABLE: 'The model could not be downloaded. Check your connection.',
};

/** Opens a file; tells what is wrong with it, if anything is. */
export async function check(file: Blob, signal: AbortSignal): Promise<string> {
  try {
    const { photoId, preview, width, height } = await cartoonizer.open(file, { signal });
    preview.close();
    cartoonizer.release(photoId);
    return `A photo of ${width} × ${height} px.`;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return 'Stopped.';
    if (!(error instanceof EngineError)) throw error;
    const sentence = sentences[error.code] ?? 'The photo could not be drawn.';
    return `${error.code}: ${sentence}${error.retryable ? ' Trying again may help.' : ''}`;
  }
}
