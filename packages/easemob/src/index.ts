export const placeholder = 'easemob';
