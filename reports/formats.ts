import type { Run } from './model.ts'
import type { Source } from './source.ts'
import { writeHtml } from './html/write-html.ts'
import { reproduce } from './reproduce.ts'
import { writeJunit } from './writers/junit.ts'
import { writeRunJson } from './writers/run-json.ts'

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
  html: {
    file: 'index.html',
    about: 'people: one page with everything, to open, send and print',
    write: writeHtml,
  },
  json: {
    file: 'run.json',
    about: 'the run itself, from which all others are made',
    write: ({ run }) => [writeRunJson(run)],
  },
  junit: {
    file: 'junit.xml',
    about: 'test panes of GitLab, Jenkins, Azure and others',
    write: ({ run }, { out }) => [writeJunit(run, { command: reproduce(run), ...(out === undefined ? {} : { out }) })],
  },
} as const satisfies Record<string, Format>

export type FormatName = keyof typeof formats

/** Whether a word names a format. */
export function isFormat(name: string): name is FormatName {
  return Object.hasOwn(formats, name)
}
