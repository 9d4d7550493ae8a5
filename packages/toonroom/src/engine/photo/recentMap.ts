/** A map that keeps the entries used last and hands each one it drops to `onDrop`. */
export class RecentMap<K, V> {
  readonly #entries = new Map<K, V>();
  readonly #limit: number;
  readonly #onDrop: (value: V) => void;

  constructor(limit: number, onDrop: (value: V) => void = () => undefined) {
    this.#limit = limit;
    this.#onDrop = onDrop;
  }

  /** Everything that is kept, the one used longest ago first. */
  values(): Iterable<V> {
    return this.#entries.values();
  }

  keys(): Iterable<K> {
    return this.#entries.keys();
  }

  /** The same entries in a map of their own, which drops without a word. */
  copy(): RecentMap<K, V> {
    const copied = new RecentMap<K, V>(this.#limit);
    for (const [key, value] of this.#entries) copied.set(key, value);
    return copied;
  }

  get(key: K): V | undefined {
    const value = this.#entries.get(key);
    if (value === undefined) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, value);
    return value;
  }

  set(key: K, value: V): void {
    const replaced = this.#entries.get(key);
    if (replaced !== undefined && replaced !== value) this.delete(key);
    this.#entries.set(key, value);
    const oldest = this.#entries.keys().next();
    if (this.#entries.size > this.#limit && !oldest.done) this.delete(oldest.value);
  }

  delete(key: K): void {
    const value = this.#entries.get(key);
    if (value === undefined) return;
    this.#entries.delete(key);
    this.#onDrop(value);
  }
}
