import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { MockServer } from '../../mock-server/index.ts'

const folder = fileURLToPath(new URL('../../fixtures/documentation/', import.meta.url))

/** A snippet as the vendor prints it, with its placeholders filled; throws when one of them is not in it. */
export async function snippet(name: string, placeholders: Readonly<Record<string, string>> = {}): Promise<string> {
  let text = await readFile(join(folder, name), 'utf8')
  for (const [placeholder, value] of Object.entries(placeholders)) {
    if (!text.includes(placeholder)) throw new Error(`${name} has no ${placeholder}`)
    text = text.replaceAll(placeholder, value)
  }
  return text
}

/** A shell in which curl finds every host at a mock and trusts its certificate, so that commands stay as they are printed. */
export class DocumentedShell implements AsyncDisposable {
  readonly #home: string

  private constructor(home: string) {
    this.#home = home
  }

  static async at({ url, certificate = '' }: MockServer): Promise<DocumentedShell> {
    const home = await mkdtemp(join(tmpdir(), 'assay-curl-'))
    await writeFile(join(home, 'ca.pem'), certificate)
    const lines = ['silent', `connect-to = "::${new URL(url).host}"`, `cacert = "${join(home, 'ca.pem')}"`]
    await writeFile(join(home, '.curlrc'), `${lines.join('\n')}\n`)
    return new DocumentedShell(home)
  }

  /** What a command prints. */
  async run(command: string): Promise<string> {
    const env = { PATH: process.env['PATH'], CURL_HOME: this.#home }
    const { stdout } = await promisify(execFile)('bash', ['-c', command], { env })
    return stdout
  }

  /** Where a browser that opens an address ends up, outside of the mock. */
  async leave(url: URL): Promise<URL> {
    const jar = join(this.#home, 'cookies')
    // The last hop leads to the client, where nothing listens.
    const follow = `curl -L -o /dev/null -c '${jar}' -b '${jar}' -w '%{url_effective}' '${url.href}' || true`
    return new URL(await this.run(follow))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.#home, { recursive: true, force: true })
  }
}
