// snapshot
export {};
