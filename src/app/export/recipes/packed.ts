// Texts as short letters for a link: deflated, then Base64 in the alphabet of addresses (RFC 4648 §5).

/** More is no recipe, whatever a link says. */
const mostLetters = 1_000_000;

/** A text in letters that an address can carry. */
export async function packText(text: string): Promise<string> {
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** The text again; undefined where the letters hold none, or one that is far too long. */
export async function unpackText(letters: string): Promise<string | undefined> {
  try {
    const binary = atob(letters.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
    const reader = new Blob([bytes])
      .stream()
      .pipeThrough(new DecompressionStream('deflate-raw'))
      .pipeThrough(new TextDecoderStream('utf-8', { fatal: true }))
      .getReader();
    let text = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return text;
      text += value;
      if (text.length > mostLetters) {
        await reader.cancel();
        return undefined;
      }
    }
  } catch {
    return undefined;
  }
}
