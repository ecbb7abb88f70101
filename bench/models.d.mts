export type Parameters = Readonly<Record<string, number>>;
export interface PeerModel {
  readonly model: string;
  readonly check: readonly { readonly set: Parameters; readonly states: number; readonly fused?: boolean }[];
  readonly faulty: readonly Parameters[];
  readonly sizes: readonly Parameters[];
}
export const peers: readonly PeerModel[];
export function peerText(model: string): string;
export function counter(threads: number, increments: number): string;
export function stores(threads: number): string;
