import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { ConfigError, formatProblem, type Problem } from '../../harness/target/config/problem.ts'

/** A folder of its own for the files of one test; removed when the scope ends. */
export interface ConfigFolder {
  readonly path: string
  /** Writes a file and returns its absolute path. */
  write(name: string, text: string): Promise<string>
  remove(): Promise<void>
}

export async function configFolder(): Promise<ConfigFolder> {
  const path = await mkdtemp(join(tmpdir(), 'assay-target-file-'))
  return {
    path,
    remove: () => rm(path, { recursive: true, force: true }),
    async write(name, text) {
      const file = join(path, name)
      await mkdir(dirname(file), { recursive: true })
      await writeFile(file, text)
      return file
    },
  }
}

/** The problems an action is refused with; throws when it is not refused. */
export async function refusal(action: Promise<unknown>): Promise<readonly Problem[]> {
  try {
    await action
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  throw new Error('the file was accepted')
}

/** Problems as lines without the folder in front, fixes left out. */
export function places(problems: readonly Problem[], folder: string): string[] {
  return problems.map(({ file, line, column, path, message }) =>
    formatProblem({ file: file.replace(`${folder}/`, ''), line, column, path, message }),
  )
}
