import { failure } from '../wire/failures.ts';

const maxKeys = 16;
const maxBytes = 16_000;

/** The attributes of a group. */
export class GroupAttributes {
  #values: ReadonlyMap<string, string> = new Map();
  #version = 0;

  get values(): ReadonlyMap<string, string> {
    return this.#values;
  }

  /** Grows by one with each write. */
  get version(): number {
    return this.#version;
  }

  /** Replaces all attributes, or refuses all of them. */
  store(values: ReadonlyMap<string, string>): void {
    if (values.size > maxKeys) throw failure(10047, `${values.size} keys, at most ${maxKeys}`);
    const bytes = new TextEncoder().encode([...values.values()].join('')).length;
    if (bytes > maxBytes) throw failure(10048, `${bytes} bytes, at most ${maxBytes}`);
    this.#values = values;
    this.#version += 1;
  }
}
