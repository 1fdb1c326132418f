import type { Finding } from '../lookup.ts'
import type { Pointers } from './detail.ts'
import { excerpt } from '../printable.ts'
import { detail, underFolder } from './detail.ts'

const noteLimit = 4000

/**
 * What goes to `system-out`: the attachments first, for consumers look for them at the beginning, then what a passed or
 * skipped case would otherwise hide.
 */
export function output(finding: Finding, pointers: Pointers): string {
  const { known, verdict, evidence, picture, notes } = finding.result
  const files = [evidence, picture].flatMap((file) => file ?? [])
  const lines = files.map((file) => `[[ATTACHMENT|${underFolder(file, pointers.out)}]]`)
  if (known !== null || verdict === 'warn' || verdict === 'note') {
    lines.push(`Verdict: ${verdict}`, detail(finding, pointers))
  }
  return [...lines, ...notes.map((note) => `Note: ${excerpt(note, noteLimit)}`)].join('\n')
}
