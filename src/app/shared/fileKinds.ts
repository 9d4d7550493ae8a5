const movieName = /\.(mp4|m4v|mov|webm|mkv)$/i;
const pictureName = /\.(jpe?g|jfif|png|webp|avif|gif|bmp|hei[cf])$/i;

/** Whether a file is a video, by its type or its name; animated images are photos at first. */
export function isMovie({ type, name = '' }: Blob & { readonly name?: string }): boolean {
  return type.startsWith('video/') || movieName.test(name);
}

/** Whether a file tells how to draw: styles, a model or a recipe. */
export function isLook({ name }: File): boolean {
  return /\.(toonstyles?|toonrecipe|onnx)$/i.test(name);
}

/** Whether a file holds styles: a `.toonstyle`, or a bundle of them. */
export function isStyleFile({ name }: File): boolean {
  return /\.toonstyles?$/i.test(name);
}

/** Whether a file is a model that can be brought as a style. */
export function isModelFile({ name }: File): boolean {
  return /\.onnx$/i.test(name);
}

/** Whether a file is a picture or a video that can be drawn, by its name, its type or else its first bytes. */
export async function isPicture(file: File): Promise<boolean> {
  const { name, type } = file;
  if (isMovie(file) || pictureName.test(name)) return true;
  if (type.startsWith('image/') && type !== 'image/svg+xml') return true;
  try {
    // Most files need no look inside.
    const { isImageFile, kindBytes } = await import('#domain/files/imageHeader.ts');
    return isImageFile(new Uint8Array(await file.slice(0, kindBytes).arrayBuffer()));
  } catch {
    // What cannot be read is counted among the others.
    return false;
  }
}
