import { UsageError } from '../harness/usage-error.ts'
import { loadBaseline, type Baseline, type IgnoredChecks, type KnownEntry } from '../harness/target/config/known.ts'
import { printable } from '../reports/printable.ts'
import { commandName } from './command-name.ts'
import type { Io } from './io.ts'
import { knownPlace, type KnownWish } from './known-place.ts'

/** The baseline as a person reads it, or as JSON. */
export async function listKnown(flags: KnownWish, io: Io, today: string, json: boolean): Promise<string> {
  const place = await knownPlace(flags, io)
  if (!place.exists) {
    const make = `${commandName(io.env)} known add <id>`
    throw new UsageError(`${place.shown}: there is no baseline; say which one with --known, or begin one with: ${make}`)
  }
  const baseline = await loadBaseline(place.file, { drafts: true })
  return json ? `${JSON.stringify(baseline, null, 2)}\n` : text(baseline, today)
}

function text({ known, ignored }: Baseline, today: string): string {
  const lines = [...known.flatMap((entry) => accepted(entry, today)), ...ignored.flatMap(skipped)]
  return `${[...lines, `${known.length} known · ${ignored.length} ignored`].join('\n')}\n`
}

function accepted(
  { file, line, check, target, verdict, reason, issue, since, until }: KnownEntry,
  today: string,
): string[] {
  const facts = [
    `accepted as ${verdict}`,
    ...(since === undefined ? [] : [`since ${since} (${age(since, today)})`]),
    ...(until === undefined ? [] : [until < today ? `void: its last day was ${until}` : `until ${until}`]),
    ...(issue === undefined ? [] : [issue]),
  ]
  return [`${file}:${line}  ${where(check, target)}  ${facts.join(', ')}`, `    ${reason}`].map(shown)
}

function skipped({ check, target, reason }: IgnoredChecks): string[] {
  return [`ignored  ${where(check, target)}`, `    ${reason}`].map(shown)
}

function where(check: string, target: string | undefined): string {
  return target === undefined ? check : `${check} at ${target}`
}

function age(since: string, today: string): string {
  const days = Math.round((Date.parse(today) - Date.parse(since)) / 86_400_000)
  return days === 1 ? '1 day' : `${days} days`
}

/** As `printable`, with the indent kept. */
function shown(line: string): string {
  return `${line.startsWith('    ') ? '    ' : ''}${printable(line)}`
}
