import type { Run } from './model.ts'
import type { Source } from './source.ts'
import { writeBadge, writeBadgeJson } from './writers/badge.ts'
import { writeCtrf } from './writers/ctrf.ts'
import { writeJunit } from './writers/junit.ts'
import { writeRunJson } from './writers/run-json.ts'
import { writeSarif } from './writers/sarif.ts'

export interface FormatOptions {
  /** Report folder as its readers reach it from the repository root; put before evidence paths. */
  readonly out?: string
  /** An earlier run to compare with. */
  readonly base?: Run
}

/** Something a run can be written as: a pure function of run.json and the evidence beside it. */
export interface Format {
  /** File in the report folder unless another is asked for. */
  readonly file: string
  /** For whom it is, in a few words. */
  readonly about: string
  /** The content, in pieces so that a large report need not be held at once. */
  write(source: Source, options: FormatOptions): AsyncIterable<string> | Iterable<string>
}

/** Every format by the name that `--report` and `--to` take. */
export const formats = {
  badge: {
    file: 'badge.svg',
    about: 'a picture for a README: laws obeyed of laws judged',
    write: ({ run }) => writeBadge(run),
  },
  'badge-json': {
    file: 'badge.json',
    about: 'the badge as an endpoint of shields.io',
    write: ({ run }) => [writeBadgeJson(run)],
  },
  ctrf: {
    file: 'ctrf.json',
    about: 'tools that read the Common Test Report Format',
    write: ({ run }, options) => [writeCtrf(run, options)],
  },
  json: {
    file: 'run.json',
    about: 'the run itself, from which all others are made',
    write: ({ run }) => [writeRunJson(run)],
  },
  junit: {
    file: 'junit.xml',
    about: 'test panes of GitLab, Jenkins, Azure and others',
    write: ({ run }, options) => [writeJunit(run, options)],
  },
  sarif: {
    file: 'conformance.sarif',
    about: 'code scanning of GitHub, and viewers of SARIF',
    write: ({ run }, options) => [writeSarif(run, options)],
  },
} as const satisfies Record<string, Format>

export type FormatName = keyof typeof formats

/** Whether a word names a format. */
export function isFormat(name: string): name is FormatName {
  return Object.hasOwn(formats, name)
}
