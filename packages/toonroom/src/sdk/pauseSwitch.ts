/** Pauses what listens to it, and lets it go on. */
export class PauseSwitch extends EventTarget {
  #isPaused = false;

  /** Whether it is paused now; a change fires the event `change`. */
  get isPaused(): boolean {
    return this.#isPaused;
  }

  set isPaused(isPaused: boolean) {
    if (isPaused === this.#isPaused) return;
    this.#isPaused = isPaused;
    this.dispatchEvent(new Event('change'));
  }
}
