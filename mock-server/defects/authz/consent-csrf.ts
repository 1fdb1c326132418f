import { cookieNames } from '../../provider/cookie-names.ts'
import { defect } from '../defect.ts'

export const consentCsrf = defect({
  id: 'consent-csrf',
  sentence: 'The forms of a login are taken from anybody who knows the address of the login.',
  breaks: { document: 'RFC 6749', section: '10.12' },
  before({ endpoint, path, issuer, tenant, headers }) {
    if (endpoint !== 'interaction' && endpoint !== 'resume') return
    const uid = path.split('/').at(-1) ?? ''
    const session = tenant.store.peek('Interaction', uid)?.['session']
    const names = cookieNames(tenant.name, issuer)
    const cookies = [`${names.interaction}=${uid}`, `${names.resume}=${uid}`]
    if (hasCookie(session)) cookies.push(`${names.session}=${session.cookie}`)
    headers.cookie = cookies.join('; ')
  },
})

function hasCookie(session: unknown): session is { cookie: string } {
  return typeof session === 'object' && session !== null && 'cookie' in session && typeof session.cookie === 'string'
}
