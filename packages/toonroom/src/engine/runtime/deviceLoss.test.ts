import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { DeviceLoss } from './deviceLoss.ts';

type Lost = Pick<GPUDeviceLostInfo, 'reason' | 'message'>;

const loss = { code: 'BACKEND_FAILED', retryable: true, detail: expect.stringContaining('reset') };

function device(): { lost: Promise<Lost>; lose: () => void } {
  let settle: (info: Lost) => void = () => undefined;
  const lost = new Promise<Lost>((resolve) => {
    settle = resolve;
  });
  return { lost, lose: () => settle({ reason: 'unknown', message: 'the driver was reset' }) };
}

const never = (): Promise<never> => new Promise(() => undefined);

test('a run that is under way ends with its device, and so does every later one', async () => {
  const { lost, lose } = device();
  const watch = new DeviceLoss(lost);
  const running = watch.guard(never());
  lose();
  await expect(running).rejects.toMatchObject(loss);
  await expect(watch.guard(never())).rejects.toMatchObject(loss);
});

test('a run settles by itself while the device is there', async () => {
  const watch = new DeviceLoss(device().lost);
  await expect(watch.guard(Promise.resolve('drawn'))).resolves.toBe('drawn');
  await expect(watch.guard(Promise.reject(new Error('no memory')))).rejects.toThrow('no memory');
});

test('nothing is kept of a run that is over', async () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  const { lost } = device();
  const watch = new DeviceLoss(lost);
  const draw = async (): Promise<WeakRef<Float32Array>> =>
    new WeakRef(await watch.guard(Promise.resolve(new Float32Array(16))));
  const drawing = await draw();
  // What a reference has just been made of is kept until the end of its turn.
  await new Promise((resolve) => setTimeout(resolve));
  collectGarbage();
  expect(drawing.deref()).toBeUndefined();
  // As long as the device is there, so is its promise.
  expect(lost).toBeInstanceOf(Promise);
});
