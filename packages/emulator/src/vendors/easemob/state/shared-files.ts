/** A file that a group shares. */
export interface EasemobFile {
  readonly id: string;
  readonly name: string;
  readonly owner: string;
  readonly content: Uint8Array<ArrayBuffer>;
  /** True if only members may download it. */
  readonly restricted: boolean;
  /** Milliseconds since 1970. */
  readonly created: number;
}

/** The properties of a new file. */
export type NewFile = Omit<EasemobFile, 'id' | 'created'>;

/** The service keeps files for 7 days. */
const life = 7 * 24 * 3600 * 1000;

/** True if a file is still kept. */
export function isKept({ created }: EasemobFile, now: number): boolean {
  return created + life > now;
}
