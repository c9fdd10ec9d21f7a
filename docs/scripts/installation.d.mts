export function installedNode(root: URL): string | undefined;
export function isInstalled(root: URL, projects: readonly string[]): boolean;
export function noteInstalled(root: URL, projects: readonly string[]): void;
export function hasEverything(root: URL): boolean;
export function install(
  root: URL,
  projects: readonly string[],
  onProgress: (packages: number) => void,
): Promise<string | undefined>;
