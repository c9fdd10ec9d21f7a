/** A file that a group shares. */
export interface EasemobFile {
  readonly id: string;
  readonly name: string;
  readonly owner: string;
  readonly content: Uint8Array<ArrayBuffer>;
  /** Whether only members may download it. */
  readonly restricted: boolean;
  /** Milliseconds since 1970. */
  readonly created: number;
}

/** The service keeps files for 7 days. */
const life = 7 * 24 * 3600 * 1000;

/** Files that are still kept, in the order of uploading. */
export function keptFiles(files: Map<string, EasemobFile>, now: number): EasemobFile[] {
  for (const { id, created } of files.values()) {
    if (created + life <= now) files.delete(id);
  }
  return [...files.values()];
}
