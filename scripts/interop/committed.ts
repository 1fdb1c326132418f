import type { Verdict } from '../../reports/model.ts'
import { signs, verdicts, type Column } from './model.ts'

/** What a Markdown page says: server → check → verdict. */
export type Committed = ReadonlyMap<string, ReadonlyMap<string, Verdict>>

/** Reads the verdicts back from a page as `markdownPage` writes it; empty for a text without tables of laws. */
export function readPage(page: string): Committed {
  const found = new Map<string, Map<string, Verdict>>()
  let servers: readonly string[] = []
  for (const line of page.split('\n').filter((each) => each.startsWith('| '))) {
    const [first = '', second, ...rest] = line
      .slice(2, -2)
      .split(' | ')
      .map((cell) => cell.trim())
    if (first === 'check' && second === 'law') servers = rest
    const [, check] = /^`(.*)`$/.exec(first) ?? []
    if (check === undefined) continue
    for (const [index, cell] of rest.entries()) {
      const verdict = verdicts.find((each) => cell === signs[each] || cell.startsWith(`[${signs[each]}]`))
      const server = servers[index]
      if (verdict === undefined || server === undefined) continue
      found.set(server, (found.get(server) ?? new Map<string, Verdict>()).set(check, verdict))
    }
  }
  return found
}

/** The cells of a column that a page shows otherwise, one sentence each; none for a server the page does not have. */
export function differences(committed: Committed, { name, cells }: Column): string[] {
  const before = committed.get(name)
  if (before === undefined) return []
  return [...new Set([...before.keys(), ...cells.keys()])].toSorted().flatMap((check) => {
    const [was = 'absent', is = 'absent'] = [before.get(check), cells.get(check)?.verdict]
    return was === is ? [] : [`${check}: ${was} on the page, now ${is}`]
  })
}

/** The checks that could not be judged, though the page has a verdict of them: the server or the machine was in trouble. */
export function newlyBlocked(committed: Committed, { name, cells }: Column): string[] {
  const before = committed.get(name)
  if (before === undefined) return []
  return [...cells].flatMap(([check, { verdict }]) => {
    const was = before.get(check)
    return verdict !== 'blocked' || was === undefined || was === 'blocked'
      ? []
      : [`${check}: ${was} on the page, now blocked`]
  })
}
