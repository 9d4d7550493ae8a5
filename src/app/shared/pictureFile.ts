import { EngineError } from '#domain/job/errors.ts';
import { readImageHeader } from '#domain/files/imageHeader.ts';

const headerBytes = 1 << 20;
/** As of photos. */
const mostPixels = 100_000_000;

/** @throws EngineError where the file is no picture, is too large, or cannot be decoded here. */
export async function checkPicture(file: Blob): Promise<void> {
  const head = new Uint8Array(await file.slice(0, headerBytes).arrayBuffer());
  const { width, height } = readImageHeader(head);
  if (width * height > mostPixels) {
    throw new EngineError('TOO_MANY_PIXELS', 'decode', `${width} × ${height} px`);
  }
  try {
    (await createImageBitmap(file, { resizeWidth: 16, resizeHeight: 16 })).close();
  } catch (error) {
    throw new EngineError('CORRUPT_IMAGE', 'decode', 'the browser refuses it', { cause: error });
  }
}
