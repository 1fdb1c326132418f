import { check } from '../../harness/check.ts'
import type { Answer, Context, Judge } from '../../harness/context.ts'
import { must } from '../../harness/law.ts'

export const forwardedHeadersNotTrusted = check({
  id: 'robustness.forwarded-headers-not-trusted',
  title: 'Forwarding headers of a client do not change what the server calls itself',
  law: [must('RFC 9700', '4.13')],
  needs: ['token', 'authorization', 'authorization_code'],
  steps: {
    usual: 'Fetch the metadata, knock at the authorization endpoint, once with prompt=none, get a token',
    forged:
      'Do the same with X-Forwarded-Host, X-Forwarded-Proto, X-Forwarded-Prefix, Forwarded and X-Original-URL of our own',
  },
  holds: 'None of our values is in a URL, redirect, cookie, page or token, and no URL of the server changes its scheme',
  defect: 'forwarded-headers-trusted',
  caution:
    'The sentence binds the proxy in front. Behind one that rewrites these headers the law is rightly kept. A value that is only repeated on an error page is a warning.',
  async run(context) {
    const { step, law } = context
    const usual = await step.usual(() => visited(context, {}))
    if (usual.token?.hasToken !== true) context.blocked('no token without the forged headers either')
    const forged = await step.forged(() => visited(context, forgedHeaders(context)))
    law.each(Object.entries(forged), ([about, answer]) => {
      if (answer !== undefined) unmoved(law, context, { about, answer, usual: usual[about] })
    })
  },
})

const ours = 'forwarded.assay.example'

type Visits = Readonly<Record<string, Answer | undefined>>

async function visited({ op }: Pick<Context, 'op'>, headers: Readonly<Record<string, string>>): Promise<Visits> {
  const documents: Record<string, Answer> = {}
  for (const name of ['oauth-authorization-server', 'openid-configuration'] as const) {
    const { url } = (await op.metadata(name)).request
    documents[name] = await op.request(url, { headers })
  }
  // Whoever is not logged in is refused at once, in the name of the server where it tells its issuer (RFC 9207).
  const refusal = await op.knock({ parameters: { prompt: 'none' } }, { headers })
  const authorization = await op.knock({}, { headers })
  return { ...documents, authorization, refusal, token: await op.anyGrant({ headers }) }
}

function forgedHeaders({ target }: Pick<Context, 'target'>): Readonly<Record<string, string>> {
  const scheme = otherScheme(target.issuer)
  return {
    'x-forwarded-host': ours,
    'x-forwarded-proto': scheme,
    'x-forwarded-prefix': `/${ours}`,
    'x-original-url': `/${ours}`,
    forwarded: `for=192.0.2.1;host=${ours};proto=${scheme}`,
  }
}

function otherScheme(url: string): string {
  return url.startsWith('https:') ? 'http' : 'https'
}

interface Visit {
  readonly about: string
  readonly answer: Answer
  readonly usual: Answer | undefined
}

function unmoved(law: Judge, { op, target }: Pick<Context, 'op' | 'target'>, { about, answer, usual }: Visit): void {
  const text = spoken(answer, op.claims)
  const page = answer.status >= 400 && !spoken({ ...answer, body: '' }, op.claims).includes(ours)
  law.that(!text.includes(ours), {
    expected: 'an answer without the values of the forwarding headers',
    actual: `${answer.status} of ${about} with our host in it`,
    tolerated: page ? 'the value is only repeated on an error page' : undefined,
  })
  const odd = `${otherScheme(target.issuer)}://${new URL(target.issuer).host}`
  const moved = text.includes(odd) && usual !== undefined && !spoken(usual, op.claims).includes(odd)
  law.that(!moved, { expected: 'URLs with the scheme of the issuer', actual: `${about} with URLs below ${odd}` })
}

/** All a server says in an answer, the claims of its access token included. */
function spoken({ headers, body }: Pick<Answer, 'headers' | 'body'>, claims: Context['op']['claims']): string {
  const token = /"access_token"\s*:\s*"([^"]+)"/.exec(body)?.[1]
  const said = token === undefined ? {} : (claims(token) ?? {})
  return [...headers.map(([, value]) => value), body, JSON.stringify(said)].join('\n')
}
