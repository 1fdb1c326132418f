import type { AuthorizeOptions, Code } from '../context.ts'
import type { Redirected } from '../redirected.ts'
import { authorization } from './authorization.ts'
import type { Surroundings } from './surroundings.ts'

/** Repeats the request that gave a code, once for each of these redirect_uris, and reports where each walk ended. */
export async function redirectTo(
  around: Surroundings,
  { client, verifier, scope }: Code,
  uris: Readonly<Record<string, string>>,
  change: Pick<AuthorizeOptions, 'parameters' | 'repeat' | 'method'> = {},
): Promise<readonly Redirected[]> {
  const pkce = verifier === undefined ? 'omit' : 'S256'
  const ended: Redirected[] = []
  for (const [about, asked] of Object.entries(uris)) {
    // One user agent, so one walk after the other.
    // oxlint-disable-next-line no-await-in-loop
    const landing = await authorization(around, { client, pkce, scope: scope ?? null, redirectUri: asked, ...change })
    ended.push({ about, asked, registered: client.redirect_uris, landing })
  }
  return ended
}
