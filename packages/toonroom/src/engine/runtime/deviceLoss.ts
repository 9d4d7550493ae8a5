import { EngineError } from '#domain/job/errors.ts';

/**
 * Ends what a lost graphics device would leave pending for ever.
 *
 * `Promise.race` with `device.lost` would do the same, but a promise that never settles keeps every
 * result that ever raced it: a picture of some megabytes each.
 */
export class DeviceLoss {
  readonly #endings = new Set<(error: EngineError) => void>();
  #error: EngineError | undefined;

  /** `lost` is the device's own promise, which settles when it is lost and never rejects. */
  constructor(lost: Promise<Pick<GPUDeviceLostInfo, 'reason' | 'message'>>) {
    void lost.then(({ reason, message }) => {
      const detail = `graphics device lost (${reason}): ${message}`;
      const error = new EngineError('BACKEND_FAILED', 'face', detail);
      this.#error = error;
      this.#endings.forEach((end) => end(error));
    });
  }

  /** Settles as `run` does, or rejects with `BACKEND_FAILED` once the device is lost. */
  async guard<T>(run: Promise<T>): Promise<T> {
    return await new Promise<T>((resolve, reject) => {
      const settled = (): void => void this.#endings.delete(reject);
      if (this.#error) reject(this.#error);
      else this.#endings.add(reject);
      run.then(resolve, reject).then(settled, settled);
    });
  }
}
