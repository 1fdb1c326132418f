import type { Result } from './model.ts'

/** How often each verdict of a repeated check was reached, such as `3 of 10 fail, 7 of 10 pass`; undefined for others. */
export function toldOften({ distribution }: Pick<Result, 'distribution'>): string | undefined {
  if (distribution === undefined) return undefined
  const counts = Object.entries(distribution)
  const all = counts.reduce((sum, [, often]) => sum + often, 0)
  return counts.map(([verdict, often]) => `${often} of ${all} ${verdict}`).join(', ')
}
