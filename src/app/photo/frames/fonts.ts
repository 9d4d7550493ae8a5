import handFile from '@fontsource/patrick-hand/files/patrick-hand-latin-400-normal.woff2?url';

// The letters of frames. Only Latin ones are shipped: everything else comes from the device.

const handFamily = 'Patrick Hand';
const han = "'PingFang SC', 'Microsoft YaHei', 'Noto Sans SC', 'Noto Sans CJK SC'";
const others = "'Geeza Pro', 'Segoe UI', 'Noto Sans Arabic', 'Noto Sans Hebrew', sans-serif";

/** Font families by what is written in them. Chinese by hand is a regular script. */
export const families = {
  hand: `'${handFamily}', 'Kaiti SC', STKaiti, KaiTi, 'Segoe Print', ${han}, ${others}`,
  bubble: `'${handFamily}', ${han}, ${others}`,
  name: `system-ui, -apple-system, 'Segoe UI', ${han}, ${others}`,
} as const;
export type Family = keyof typeof families;

let loading: Promise<void> | null = null;

/** Fetches the lettering; where it cannot be had, the device's own letters take its place. */
export async function loadFonts(): Promise<void> {
  loading ??= fetchHand();
  await loading;
}

async function fetchHand(): Promise<void> {
  try {
    const face = new FontFace(handFamily, `url(${JSON.stringify(handFile)})`);
    document.fonts.add(await face.load());
  } catch {
    // Asked for again with the next frame.
    loading = null;
  }
}
