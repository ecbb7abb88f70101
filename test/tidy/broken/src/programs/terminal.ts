import colours from "picocolors";
export const red = colours.red;
