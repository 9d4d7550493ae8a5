/** Longest sides that live frames are drawn at, px. */
const sides = [192, 240, 288, 352, 432, 528, 640, 768, 960] as const;
const firstSide = 2;
/** A frame that takes longer is not fluid; one that takes less leaves room for a larger one. */
const slowMs = 170;
const fastMs = 75;
/** Frames that are measured before the size changes: the first at a size finds faces anew and is slower. */
const measuredFrames = 5;
/** How much of the mean a new frame counts. */
const newShare = 0.25;

/** Finds the largest size at which this device draws frames fluently. */
export class LivePace {
  #index: number = firstSide;
  /** A size that was too slow is not tried again. */
  #most = sides.length - 1;
  #meanMs = 0;
  #measured = 0;

  /** Longest side to draw the next frame at, px. */
  get sidePx(): number {
    return sides[this.#index]!;
  }

  /** On the mean over the last ones; 0 before there is one. */
  get framesPerS(): number {
    return this.#meanMs > 0 ? 1000 / this.#meanMs : 0;
  }

  /** Whether even the smallest size is slow: fewer than three frames a second. */
  get isTooSlow(): boolean {
    return this.#index === 0 && this.#measured >= measuredFrames && this.#meanMs > 333;
  }

  /** The next frame begins a stream: its time tells nothing. */
  restart(): void {
    this.#measured = 0;
  }

  /** Takes the time of a frame from one to the next. */
  add(frameMs: number): void {
    this.#measured += 1;
    // The first frame at a size would count its preparation.
    if (this.#measured === 1) return;
    this.#meanMs =
      this.#measured === 2 ? frameMs : this.#meanMs + newShare * (frameMs - this.#meanMs);
    if (this.#measured < measuredFrames) return;
    if (this.#meanMs > slowMs && this.#index > 0) {
      this.#most = this.#index - 1;
      this.#choose(this.#index - 1);
    } else if (this.#meanMs < fastMs && this.#index < this.#most) this.#choose(this.#index + 1);
  }

  #choose(index: number): void {
    this.#index = index;
    this.#measured = 0;
  }
}
