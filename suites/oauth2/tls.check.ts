import { check } from '../../harness/check.ts'
import type { HelloReply, Offer, Target } from '../../harness/context.ts'
import { must } from '../../harness/law.ts'

export const certificateValid = check({
  id: 'transport.certificate-valid',
  title: 'Every endpoint presents a certificate that is trusted, current and made out to its host',
  law: [must('RFC 6749', '10.9')],
  needs: ['https'],
  steps: { greet: 'Open a TLS connection to the host of the issuer and of each endpoint, and verify its certificate' },
  holds: 'The chain leads to a trusted root, the name matches and the dates are current on every host',
  defect: 'tls-bad-certificate',
  caution:
    'Trusted are the roots Node.js comes with and tls.ca of the target file. A certificate that ends within 14 days is a warning.',
  async run({ op, step, law, target, notApplicable, blocked }) {
    const found = []
    for (const url of hostsOf(target, notApplicable)) found.push({ url, met: await step.greet(() => op.greet(url)) })
    const refused = found.find(({ met }) => met.kind === 'refused')
    law.each(found, ({ url, met }) => {
      const fault = met.kind === 'spoken' ? met.fault : undefined
      law.that(fault === undefined, { expected: 'a certificate that can be verified', actual: `${fault} at ${url}` })
      const days = met.kind === 'spoken' && met.ends !== undefined ? (met.ends - Date.now()) / 86_400_000 : 15
      const [expected, actual] = ['a certificate with more than 14 days', `${Math.floor(days)} days left at ${url}`]
      law.that(days > 14, { expected, actual, tolerated: 'it is valid today' })
    })
    if (refused) blocked(`no modern TLS at ${refused.url}: transport.tls-modern-version says what that means`)
  },
})

export const tlsModernVersion = check({
  id: 'transport.tls-modern-version',
  title: 'TLS 1.2 or 1.3 can be negotiated on every endpoint',
  law: [must('RFC 9325', '3.1.1')],
  needs: ['https'],
  steps: {
    newest: 'Offer TLS 1.3 alone to the host of the issuer and of each endpoint',
    older: 'Where it is declined, offer TLS 1.2 alone',
  },
  holds: 'One of the two succeeds on every host',
  defect: 'tls-only-legacy',
  caution: 'TLS 1.3 alone is enough. What RFC 6749 says about versions has been replaced by RFC 9325.',
  async run({ op, step, law, target, note, notApplicable }) {
    for (const url of hostsOf(target, notApplicable)) {
      const newest = await step.newest(() => op.greet(url, 'TLSv1.3'))
      const met = newest.kind === 'spoken' ? newest : await step.older(() => op.greet(url, 'TLSv1.2'))
      const actual = met.kind === 'refused' ? `${url} ${met.how}` : ''
      law.that(met.kind === 'spoken', { expected: 'a handshake with TLS 1.2 or 1.3', actual })
      if (met.kind === 'spoken') note(`${met.version} at ${url}`)
    }
  },
})

export const tlsOldVersionRefused = check({
  id: 'transport.tls-old-version-refused',
  title: 'SSL 3.0, TLS 1.0 and TLS 1.1 are refused',
  law: [must('RFC 9325', '3.1.1')],
  needs: ['https'],
  steps: {
    control: 'Open a connection with TLS 1.2 or 1.3 to the host of the issuer and of each endpoint',
    old: 'Send a ClientHello with TLS 1.1, with TLS 1.0 and with SSL 3.0 as the newest version',
  },
  holds: 'No host agrees to an old version',
  defect: 'tls-legacy-enabled',
  caution: 'A ServerHello that chooses the version is agreement; the handshake is not completed.',
  async run({ op, step, law, target, notApplicable }) {
    for (const url of hostsOf(target, notApplicable)) {
      await step.control(() => op.greet(url))
      for (const version of ['TLS 1.1', 'TLS 1.0', 'SSL 3.0'] as const) {
        const reply = await step.old(() => op.hello(url, { version, suites: 'usual' }))
        law.that(reply.kind === 'refused', { expected: 'no agreement to an old version', actual: told(reply, url) })
      }
    }
  },
})

export const weakCiphersRefused = check({
  id: 'transport.weak-ciphers-refused',
  title: 'Weak cipher suites are refused under TLS 1.2',
  law: [must('RFC 9325', '4.1')],
  needs: ['https'],
  steps: {
    control: 'Open a connection with TLS 1.2 or 1.3 to the host of the issuer and of each endpoint',
    weak: 'Send a ClientHello with suites of one kind: NULL, export, RC4, 3DES, anonymous, static RSA key exchange',
  },
  holds: 'No host chooses a suite of any kind',
  defect: 'tls-weak-cipher',
  caution:
    'Static RSA key exchange and 3DES are only discouraged: a warning. CBC with forward secrecy is not looked at. A ServerHello that chooses the suite is agreement.',
  async run({ op, step, law, target, notApplicable }) {
    const seen: { kind: Offer['suites']; reply: HelloReply; url: string }[] = []
    for (const url of hostsOf(target, notApplicable)) {
      await step.control(() => op.greet(url))
      for (const kind of ['NULL', 'export', 'RC4', '3DES', 'anonymous', 'static RSA'] as const) {
        const reply = await step.weak(() => op.hello(url, { version: 'TLS 1.2', suites: kind }))
        seen.push({ kind, reply, url })
      }
    }
    law.each(seen, ({ kind, reply, url }) => {
      const tolerated = discouraged[kind]
      law.that(reply.kind === 'refused', {
        expected: 'no agreement to a weak suite',
        actual: told(reply, url),
        tolerated,
      })
    })
  },
})

/** What RFC 9325 section 4.1 says SHOULD NOT of. */
const discouraged: Readonly<Partial<Record<Offer['suites'], string>>> = {
  'static RSA': 'it has no forward secrecy, which is discouraged and not forbidden',
  '3DES': 'it is worth 112 bits, which is discouraged and not forbidden',
}

/** The https origins of the issuer, the endpoints a client talks to, and the resource. */
function hostsOf(target: Target, none: (reason: string) => never): readonly string[] {
  const { authorization_endpoint: authorization, token_endpoint: token } = target.metadata
  const urls = [target.issuer, authorization, token, target.resource?.url].filter((url) => typeof url === 'string')
  const secure = urls.filter((url) => URL.canParse(url) && new URL(url).protocol === 'https:')
  if (secure.length === 0) none('no endpoint has an https URL: transport.token-endpoint-https says what that means')
  return [...new Set(secure.map((url) => new URL(url).origin))]
}

function told(reply: HelloReply, url: string): string {
  return reply.kind === 'accepted' ? `${reply.version} with ${reply.suite} at ${url}` : ''
}
