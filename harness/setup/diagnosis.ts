import type { Doubt } from './doubt.ts'

/** One thing looked at in a set-up: all well, to be corrected, or something that would let more checks run. */
export type Diagnosis =
  | { readonly state: 'ok'; readonly text: string }
  | { readonly state: 'problem' | 'advice'; readonly text: string; readonly at: Doubt['at']; readonly fix: string }

export const well = (text: string): Diagnosis => ({ state: 'ok', text })

export const ill = (text: string, at: Doubt['at'], fix: string): Diagnosis => ({ state: 'problem', text, at, fix })

export const advice = (text: string, at: Doubt['at'], fix: string): Diagnosis => ({ state: 'advice', text, at, fix })

/** What was found, or that nothing was. */
export function orWell(doubt: Doubt | undefined, text: string): Diagnosis {
  return doubt === undefined ? well(text) : ill(doubt.because, doubt.at, doubt.fix)
}
