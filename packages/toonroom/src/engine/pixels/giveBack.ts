/**
 * Gives the memory of pixels or tensors back at once: the arrays are empty afterwards. Nobody else may use them, nor
 * other arrays on the same buffers.
 *
 * The garbage collector would leave some 100 MB of them lying before it comes, since all it sees is a few small
 * objects. What is sent to a closed port goes with it; nothing else frees the buffer of an `ImageData`.
 */
export function giveBack(...arrays: readonly ArrayBufferView<ArrayBuffer>[]): void {
  const buffers = new Set(arrays.map(({ buffer }) => buffer));
  const { port1, port2 } = new MessageChannel();
  // Only once it is sent: a port that is closed already takes nothing.
  port1.postMessage(
    null,
    [...buffers].filter(({ byteLength }) => byteLength > 0),
  );
  port1.close();
  port2.close();
}
