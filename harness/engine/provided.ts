/** How a vitest configuration asks for conformance tests. */
export interface ConformanceOptions {
  /** Target file. */
  readonly config: string
  /** Ids, globs, areas, documents or sections; everything when absent. */
  readonly select?: readonly string[]
  /** Names of targets of the file; all when absent. */
  readonly targets?: readonly string[]
  readonly profile?: string
  /** Report folder; the file's `out` when absent. */
  readonly out?: string
  /** Further formats as `kind` or `kind=path`, counted from the root of the project; the file's `reports` when absent. */
  readonly reports?: readonly string[]
  /** Report folder or run.json of an earlier run, which formats then compare with. */
  readonly base?: string
  /** Longest pause a check may make, seconds. */
  readonly maxWait?: number
  /** Further check files. */
  readonly suites?: readonly string[]
}

declare module 'vitest' {
  interface ProvidedContext {
    assayRunId: string
    assayOptions?: ConformanceOptions
  }
  interface TaskMeta {
    check?: string
    target?: string
  }
}
