import type { Tenant } from '../tenant.ts'
import { issueAccessToken } from './access-token.ts'
import { batchOf, grantOf, type Batch, type Granted } from './batch.ts'
import { checkWish } from './check-wish.ts'
import { issueCode, issueRefreshToken } from './grant-sources.ts'
import { issueIdToken } from './id-token.ts'
import type { Issued, IssuedTokens, IssueKind, IssueWish } from './wish.ts'

type Maker<Kind extends IssueKind> = (batch: Batch, granted: Granted | undefined) => Promise<Issued[Kind]>

const makers: { readonly [Kind in IssueKind]: Maker<Kind> } = {
  tokens: issueAll,
  access_token: issueAccessToken,
  id_token: (batch, granted) => issueIdToken(batch, someone(granted, 'an ID Token').accountId),
  refresh_token: (batch, granted) => issueRefreshToken(batch, someone(granted, 'a refresh token')),
  authorization_code: (batch, granted) => issueCode(batch, someone(granted, 'an authorization code')),
}

/** Issues what is wished, as real as what a flow issues, and notes it in the journal; rejects when the wish names nothing known. */
export async function issue<Kind extends IssueKind>(tenant: Tenant, wish: IssueWish<Kind>): Promise<Issued[Kind]> {
  checkWish(wish)
  const kind = (wish.kind ?? 'tokens') as Kind
  if (!Object.hasOwn(makers, kind)) {
    throw new Error(`Expected a kind among ${Object.keys(makers).join(', ')}, got "${kind}". Correct it.`)
  }
  const batch = await batchOf(tenant, wish)
  const issued = await makers[kind](batch, await grantOf(batch))
  note(batch, issued)
  return issued
}

async function issueAll(batch: Batch, granted: Granted | undefined): Promise<IssuedTokens> {
  const access = await issueAccessToken(batch, granted)
  if (granted === undefined) return access
  const refreshes = batch.client.grantTypeAllowed('refresh_token')
  const refresh = refreshes ? await issueRefreshToken(withoutShape(batch), granted) : undefined
  const id = batch.scope.split(' ').includes('openid')
    ? await issueIdToken(batch, granted.accountId, access.access_token)
    : undefined
  return {
    ...access,
    ...(refresh === undefined ? {} : { refresh_token: refresh.refresh_token }),
    ...(id === undefined ? {} : { id_token: id.id_token }),
  }
}

/** A refresh token beside tokens that expire at once is there to replace them: it keeps its own lifetime. */
function withoutShape(batch: Batch): Batch {
  const { expiresIn: _seconds, claims: _claims, ...wish } = batch.wish
  return { ...batch, wish }
}

function someone(granted: Granted | undefined, what: string): Granted {
  if (granted) return granted
  throw new Error(`Expected a user for ${what}, got none. Give user.`)
}

function note({ tenant, client, grant, sub }: Batch, issued: object): void {
  const kinds = ['access_token', 'id_token', 'refresh_token', 'code'].filter((name) => name in issued)
  const detail = `${kinds.join(', ')} issued without a flow${sub === undefined ? '' : ` to ${sub}`}`
  const entry = { endpoint: 'issue', method: 'ISSUE', status: 200, client: client.clientId, grant, detail }
  tenant.journal.add({ time: Date.now(), ...entry })
}
