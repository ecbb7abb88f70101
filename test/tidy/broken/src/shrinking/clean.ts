export const shrinking = 1;
