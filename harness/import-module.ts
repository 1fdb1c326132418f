import { pathToFileURL } from 'node:url'
import { stripVTControlCharacters } from 'node:util'

import { UsageError } from './usage-error.ts'

/**
 * Imports a module by absolute path; TypeScript too where this Node.js cannot read it by itself.
 * Throws UsageError when the file is missing or fails while it is read.
 */
export async function importModule(file: string): Promise<Record<string, unknown>> {
  try {
    return await load(file)
  } catch (error) {
    const why = stripVTControlCharacters(error instanceof Error ? error.message : String(error))
    throw new UsageError(`${file}: cannot be read: ${why.trim()}`, { cause: error })
  }
}

async function load(file: string): Promise<Record<string, unknown>> {
  try {
    return (await import(pathToFileURL(file).href)) as Record<string, unknown>
  } catch (error) {
    if (codeOf(error) !== 'ERR_UNKNOWN_FILE_EXTENSION') throw error
    return loadThroughVite(file)
  }
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
}

async function loadThroughVite(file: string): Promise<Record<string, unknown>> {
  const { createViteServer } = await import('vitest/node')
  const server = await createViteServer({
    configFile: false,
    appType: 'custom',
    logLevel: 'silent',
    optimizeDeps: { noDiscovery: true },
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  })
  try {
    return await server.ssrLoadModule(file)
  } finally {
    await server.close()
  }
}
