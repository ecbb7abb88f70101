export const scheduler = 1;
