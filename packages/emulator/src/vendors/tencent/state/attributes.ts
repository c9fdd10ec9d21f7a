import type { NeutralChanges } from '../../../server/changes.ts';
import { failure } from '../wire/failures.ts';
import type { TencentChangeLog } from './changes.ts';

type Write = NeutralChanges['group.attributesChanged']['change'];
type Values = ReadonlyMap<string, string>;

const maxKeys = 16;
const maxBytes = 16_000;

/** The attributes of a group. */
export class GroupAttributes {
  readonly #groupId: string;
  readonly #changes: TencentChangeLog;
  #values: Values = new Map();
  #version = 0;

  constructor(groupId: string, changes: TencentChangeLog) {
    this.#groupId = groupId;
    this.#changes = changes;
  }

  get values(): Values {
    return this.#values;
  }

  /** Grows by one with each write. */
  get version(): number {
    return this.#version;
  }

  save() {
    return { values: this.#values, version: this.#version };
  }

  load(saved: ReturnType<GroupAttributes['save']>): void {
    this.#values = saved.values;
    this.#version = saved.version;
  }

  /** Replaces all attributes. */
  set(values: Values): void {
    this.#store('set', values, values);
  }

  /** Sets some attributes and keeps the others. */
  modify(values: Values): void {
    this.#store('modify', values, new Map([...this.#values, ...values]));
  }

  /** Deletes attributes, or refuses when one of them does not exist. */
  delete(keys: readonly string[]): void {
    const left = new Map(this.#values);
    for (const key of keys) {
      if (!left.delete(key)) throw failure(10050, key);
    }
    this.#store('delete', new Map(keys.map((key) => [key, ''])), left);
  }

  clear(): void {
    this.#store('clear', new Map(), new Map());
  }

  #store(change: Write, given: Values, values: Values): void {
    if (values.size > maxKeys) throw failure(10047, `${values.size} keys, at most ${maxKeys}`);
    const bytes = new TextEncoder().encode([...values.values()].join('')).length;
    if (bytes > maxBytes) throw failure(10048, `${bytes} bytes, at most ${maxBytes}`);
    this.#values = values;
    this.#version += 1;
    this.#changes.add('group.attributesChanged', this.#groupId, {
      change,
      attributes: Object.fromEntries(given),
    });
  }
}
