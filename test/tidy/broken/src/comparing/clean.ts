export const comparing = 1;
