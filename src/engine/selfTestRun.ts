import { maxAbsDifference, parseSelfTest } from '#domain/selfTest.ts';
import type { StyleEntry } from '#domain/styleManifest.ts';
import type { GeneratorSession } from './session.ts';

/** Largest absolute difference between a run of the stored input and the stored output, signed units. */
export async function selfTestMaxDiff(
  session: GeneratorSession,
  style: StyleEntry,
  file: Uint8Array,
): Promise<number> {
  const { guideChannels } = style.input;
  const stored = parseSelfTest(
    new Uint8Array(file).buffer,
    style.selfTest.size,
    guideChannels,
    style.code.length,
  );
  const drawing = await session.run({
    width: stored.size,
    height: stored.size,
    photo: stored.photo,
    guide: stored.guide,
    guideChannels,
    style: stored.style,
  });
  return maxAbsDifference(drawing, stored.drawing);
}
