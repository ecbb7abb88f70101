export declare const narrow: RegExp;
