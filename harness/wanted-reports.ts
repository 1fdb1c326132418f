import { statSync } from 'node:fs'
import { join, resolve, sep } from 'node:path'

import { formats, isFormat, type FormatName } from '../reports/formats.ts'
import type { Wanted } from '../reports/write-formats.ts'
import { nearest } from './target/nearest.ts'
import { UsageError } from './usage-error.ts'

/** A report somebody asked for: a format, and where it goes when that was said. */
export interface WantedReport {
  readonly format: FormatName
  /** A file, or a folder that exists or ends with a slash; counted from wherever it was said. */
  readonly path: string | undefined
}

/** What every report folder holds beside run.json and the evidence. */
export const standardFormats = ['junit'] as const satisfies readonly FormatName[]

/** Why a word is no `kind` and no `kind=path`, or undefined when it is one. */
export function reportMistake(word: string): string | undefined {
  const { kind, path } = split(word)
  if (!isFormat(kind)) {
    const known = Object.keys(formats)
    const near = nearest(kind, known)
    const hint = near === undefined ? '' : `did you mean ${near}? `
    return `no report format is called "${kind}"; ${hint}there are: ${known.join(', ')}`
  }
  return path === '' ? `expected a file after "${kind}=", got nothing; write ${kind}=path, or ${kind} alone` : undefined
}

/** Reads `kind` and `kind=path`, several in a word where commas part them. Throws UsageError for a kind that is none. */
export function readWantedReports(words: readonly string[]): WantedReport[] {
  const each = words.flatMap((word) => word.split(',')).map((word) => word.trim())
  return each.map((word) => {
    const mistake = reportMistake(word)
    const { kind, path } = split(word)
    if (mistake !== undefined || !isFormat(kind)) throw new UsageError(mistake ?? word)
    return { format: kind, path }
  })
}

/**
 * Where reports go: to the file that was said, counted from `from`, else to the report folder under their own names.
 * Throws UsageError when two would be the same file, or when one would take the place of run.json, events or evidence in
 * `truth`, the folder of the run.
 */
export function placeReports(
  reports: readonly WantedReport[],
  out: string,
  from: string,
  truth: string = out,
): Wanted[] {
  const placed = reports.map(({ format, path }) => ({
    format,
    file: path === undefined ? join(out, formats[format].file) : fileAt(resolve(from, path), path, format),
  }))
  const taken = new Map<string, FormatName>([[join(truth, formats.json.file), 'json']])
  const wanted: Wanted[] = []
  for (const { format, file } of placed) {
    const other = taken.get(file)
    if (other !== undefined && other !== format)
      throw new UsageError(`${file}: ${other} and ${format} go to one file; name another`)
    if (kept(file, truth))
      throw new UsageError(`${file}: the run itself is kept there; name another file for ${format}`)
    if (other === undefined) wanted.push({ format, file })
    taken.set(file, format)
  }
  return wanted
}

/** The reports that were asked for after the standard ones; a standard one that was asked for goes only where it was said. */
export function withStandard(reports: readonly WantedReport[]): WantedReport[] {
  const asked = new Set(reports.map(({ format }) => format))
  const rest = standardFormats.filter((format) => !asked.has(format))
  return [...rest.map((format) => ({ format, path: undefined })), ...reports]
}

function split(word: string): { kind: string; path: string | undefined } {
  const at = word.indexOf('=')
  return at < 0 ? { kind: word, path: undefined } : { kind: word.slice(0, at), path: word.slice(at + 1) }
}

function fileAt(place: string, path: string, format: FormatName): string {
  const folder = /[\\/]$/.test(path) || statSync(place, { throwIfNoEntry: false })?.isDirectory() === true
  return folder ? join(place, formats[format].file) : place
}

/** What a run is read from again; other reports must not stand there. */
function kept(file: string, truth: string): boolean {
  return file === join(truth, 'events.ndjson') || file.startsWith(join(truth, 'evidence') + sep)
}
