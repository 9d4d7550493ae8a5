import type { Tensors } from './session.ts';

/** True in the build that tests break on purpose; in every other one all of this falls away. */
declare const __FAULTS__: boolean;

/** What a test may let go wrong. */
type Fault =
  | 'softwareAdapter' // WebGPU is taken although it is only emulated
  | 'wrongPixels' // WebGPU computes another picture
  | 'gpuLost' // the graphics device goes away under a drawing
  | 'outOfMemory' // there is no memory for a drawing
  | 'hang' // a drawing never ends
  | 'crash'; // the worker ends without a word

/** Runs up to this size are the self-test's. */
const selfTestSidePx = 64;

/** Whether a test wants this fault here: the worker's name says `fault=NAME@ENGINE` and which engine it is. */
function isFaulty(fault: Fault): boolean {
  const asked = new URLSearchParams(self.name);
  return asked.getAll('fault').includes(`${fault}@${asked.get('engine')}`);
}

/** Whether an emulated adapter is as good as any. */
export function takesSoftwareAdapter(): boolean {
  return __FAULTS__ && isFaulty('softwareAdapter');
}

/** Breaks a run of a graph the way a test wants it broken. */
export async function breakRun(inputs: Tensors, device: GPUDevice | undefined): Promise<void> {
  if (!__FAULTS__ || (inputs['photo']?.dims.at(-1) ?? 0) <= selfTestSidePx) return;
  if (isFaulty('outOfMemory')) throw new RangeError('Array buffer allocation failed');
  if (isFaulty('gpuLost')) device?.destroy();
  if (isFaulty('hang')) for (;;);
  if (isFaulty('crash')) {
    self.close();
    await new Promise<never>(() => undefined);
  }
}

/** Spoils what a graph answered in place, where a test wants wrong pixels. */
export function spoil(output: string, data: Float32Array): void {
  if (__FAULTS__ && output === 'drawing' && isFaulty('wrongPixels')) {
    data.fill(0.5, 0, data.length >> 1);
  }
}
