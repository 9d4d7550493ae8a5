const movieName = /\.(mp4|m4v|mov|webm|mkv)$/i;

/** Whether a file is a video, by its type or its name; animated images are photos at first. */
export function isMovie({ type, name = '' }: Blob & { readonly name?: string }): boolean {
  return type.startsWith('video/') || movieName.test(name);
}
