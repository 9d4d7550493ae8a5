/** Pauses what listens to it, and lets it go on. */
export class PauseSwitch extends EventTarget {
  #isPaused = false;

  get isPaused(): boolean {
    return this.#isPaused;
  }

  set isPaused(isPaused: boolean) {
    if (isPaused === this.#isPaused) return;
    this.#isPaused = isPaused;
    this.dispatchEvent(new Event('change'));
  }
}
