import { authorization } from '../operations/authorization.ts'
import type { Surroundings } from '../operations/surroundings.ts'
import { usualScope } from '../operations/usual-scope.ts'
import type { Client } from '../target/target.ts'
import type { Doubt } from './doubt.ts'

/** Asks for each further scope of the target file together with the usual one, and says which of them is refused. */
export async function examineScopes(around: Surroundings, client: Client): Promise<Doubt | undefined> {
  const usual = usualScope(around) ?? ''
  const further = [...around.target.scopes.entries()].filter(([, scope]) => !usual.split(' ').includes(scope))
  if (further.length === 0) return undefined
  const ask = async (scopes: readonly string[]): Promise<boolean> => {
    const landing = await authorization(around, { client, scope: [usual, ...scopes].join(' ').trim() })
    return landing.kind !== 'error' || landing.error !== 'invalid_scope'
  }
  if (await ask(further.map(([, scope]) => scope))) return undefined
  for (const [index, scope] of further) if (!(await ask([scope]))) return refused(scope, index, client)
  return undefined
}

function refused(scope: string, index: number, { name }: Client): Doubt {
  return {
    at: ['scopes', index],
    because: `the server refuses the scope ${scope} to client ${name}: error=invalid_scope`,
    fix: 'allow it to the client at the server, or take it out of scopes',
    // Checks that ask for other scopes are judged all the same.
    sure: 'guessed',
  }
}
