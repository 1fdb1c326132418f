import type { Doubt } from './doubt.ts'

/** One thing looked at in a set-up. */
export type Diagnosis =
  | { readonly state: 'ok'; readonly text: string }
  | { readonly state: 'problem'; readonly text: string; readonly at: Doubt['at']; readonly fix: string }

export const well = (text: string): Diagnosis => ({ state: 'ok', text })

export const ill = (text: string, at: Doubt['at'], fix: string): Diagnosis => ({ state: 'problem', text, at, fix })

/** What was found, or that nothing was. */
export function orWell(doubt: Doubt | undefined, text: string): Diagnosis {
  return doubt === undefined ? well(text) : ill(doubt.because, doubt.at, doubt.fix)
}
