export const programs = 1;
