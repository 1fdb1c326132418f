import { existsSync } from 'node:fs'

const beside = new URL('../', import.meta.url)

/** The folder of the project, one above the sources of the scripts and two above the build output. */
export const projectRoot = existsSync(new URL('schema/', beside)) ? beside : new URL('../../', import.meta.url)
