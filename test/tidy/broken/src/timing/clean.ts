export const timing = 1;
