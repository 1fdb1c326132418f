import { decodeJwt } from 'jose'
import type { Tenant } from '../tenant.ts'
import type { WireAnswer } from '../wire/answer.ts'

const signedType = 'token-introspection+jwt'

type Members = Record<string, unknown>

/** Makes a signed introspection answer anew from its claims and its `token_introspection`, with another `typ` where told. */
export async function signAgain(
  answer: WireAnswer,
  { keyring }: Tenant,
  change: (claims: Members, inner: Members) => Members,
  typ: string | undefined = signedType,
): Promise<void> {
  if (answer.header('content-type')?.startsWith(`application/${signedType}`) !== true) return
  const claims: Members = decodeJwt(answer.text)
  const inner = claims['token_introspection']
  if (typeof inner === 'object' && inner !== null) answer.setText(await keyring.sign(change(claims, { ...inner }), typ))
}
