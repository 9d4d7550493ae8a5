import {
  halveTensor,
  maxDifference,
  parseSelfTest,
  repeatTensor,
  type SelfTest,
} from '#domain/model/selfTest.ts';
import type { ModelEntry, ModelPart } from '#domain/model/styleManifest.ts';
import type { Tensor } from '#domain/picture/tensor.ts';
import type { GraphSession, Tensors } from './session.ts';

/** The model's parts, ready to run. */
export type ModelSessions = Readonly<Record<ModelPart, GraphSession>>;

/** The picture that two backends are timed with is the stored one, repeated so often across and down. */
const timedRepeats = 8;

/** The stored run of a model. @throws RangeError when the file does not fit the manifest. */
export function readSelfTest(entry: ModelEntry, file: Uint8Array): SelfTest {
  return parseSelfTest(new Uint8Array(file).buffer, entry.selfTest.tensors);
}

/** How often `selfTestMaxDiff` calls `onStep`. */
export const selfTestSteps = 4;

/**
 * Largest difference between a run of all parts and the stored one. The first run of each part compiles it, which
 * takes seconds on a graphics processor: `onStep` is called after each that does.
 */
export async function selfTestMaxDiff(
  sessions: ModelSessions,
  stored: SelfTest,
  onStep: () => void,
): Promise<number> {
  const view = halveTensor(stored('photo'));
  const { seen } = await sessions.encoder.run({ view }, ['seen']);
  onStep();
  const measured = { view, seen, form: stored('form') };
  const { layers, palette } = await sessions.palette.run(measured, ['layers', 'palette']);
  onStep();
  const inputs = await painterInputs(sessions, stored, 1);
  onStep();
  const { drawing } = await sessions.painter.run(inputs, ['drawing']);
  onStep();
  return Math.max(
    maxDifference(layers.data, stored('layers').data),
    maxDifference(palette.data, stored('palette').data),
    maxDifference(drawing.data, stored('drawing').data),
  );
}

/** Everything that the painter is given for the stored picture, repeated. */
async function painterInputs(
  { mixer, fields }: Pick<ModelSessions, 'mixer' | 'fields'>,
  stored: SelfTest,
  repeats: number,
): Promise<Tensors> {
  const named = (...names: readonly string[]): Record<string, Tensor> =>
    Object.fromEntries(names.map((name) => [name, stored(name)]));
  const repeated = (...names: readonly string[]): Record<string, Tensor> =>
    Object.fromEntries(names.map((name) => [name, repeatTensor(stored(name), repeats)]));
  const scalars = named('palette', 'style');
  const mixed = { ...scalars, ...(await mixer.run(scalars, ['colours', 'derived'])) };
  const content = { ...mixed, ...repeated('photo', 'layers', 'form') };
  return {
    ...content,
    ...(await fields.run(content, ['work', 'lines'])),
    ...named('guide', 'at', 'scale'),
  };
}

/** What the timed runs of a painter are given. */
export function timedInputs(
  sessions: Pick<ModelSessions, 'mixer' | 'fields'>,
  stored: SelfTest,
): Promise<Tensors> {
  return painterInputs(sessions, stored, timedRepeats);
}

/** Milliseconds of a run of a painter that has run before. */
export async function warmRunMs(painter: GraphSession, inputs: Tensors): Promise<number> {
  await painter.run(inputs, ['drawing']);
  const started = performance.now();
  await painter.run(inputs, ['drawing']);
  return performance.now() - started;
}
