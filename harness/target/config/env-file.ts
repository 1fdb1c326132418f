import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { parseEnv } from 'node:util'

import type { Environment } from './interpolate.ts'

/** The environment, and what the file `.env` beside a target file adds to it; what is set already stays. */
export async function withEnvFile(file: string, environment: Environment): Promise<Environment> {
  const text = await readFile(join(dirname(file), '.env'), 'utf8').catch(() => undefined)
  return text === undefined ? environment : { ...parseEnv(text), ...environment }
}
