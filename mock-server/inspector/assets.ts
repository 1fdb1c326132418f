import { readFile } from 'node:fs/promises'
import { page, pageHeaders } from './page.ts'

/** A file of the inspector. */
interface Asset {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const modules = ['main', 'api', 'curl', 'defects', 'detail', 'dom', 'panels', 'requests', 'token'] as const

const scriptHeaders = {
  'content-type': 'text/javascript; charset=utf-8',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
}

/** The paths of the inspector below /_assay. */
export function assetNames(): string[] {
  return ['', ...modules.map((name) => `/inspector/${name}.js`)]
}

/** A file of the inspector by its path below /_assay; undefined for an unknown one. The modules exist once they are compiled. */
export async function asset(path: string): Promise<Asset | undefined> {
  if (path === '' || path === '/') return { headers: pageHeaders, body: page }
  const name = modules.find((known) => path === `/inspector/${known}.js`)
  if (name === undefined) return undefined
  return { headers: scriptHeaders, body: await readFile(new URL(`client/${name}.js`, import.meta.url), 'utf8') }
}
