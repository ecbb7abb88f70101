export interface Strategy {
  readonly kind: string;
  readonly workers: number | null;
  readonly limit: number | null;
  readonly computing: { readonly kind: string; readonly workers: number | null } | null;
}
export interface Description {
  readonly jobs: readonly {
    readonly count: number;
    readonly over: string | null;
    readonly name: string | null;
    readonly parts: readonly (readonly unknown[])[];
    readonly result: string | null;
  }[];
  readonly shared: Readonly<Record<string, string>>;
  readonly start_method: string;
  readonly switch_interval: number | null;
  readonly strategies: readonly { readonly text: string; readonly strategy: Strategy }[];
}
export function described(text: string): Description;
