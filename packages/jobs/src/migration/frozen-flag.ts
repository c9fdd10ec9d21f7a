/** The mute-all of a group before a cutover, and whether the cutover has set it. */
export interface FrozenFlag {
  readonly mutedAll: boolean;
  readonly frozen: boolean;
  readonly [name: string]: boolean;
}
