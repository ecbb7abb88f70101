export const explorer = 1;
