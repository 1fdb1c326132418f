import { defect } from '../defect.ts'

export const introspectInactiveLeaks = defect({
  id: 'introspect-inactive-leaks',
  sentence: 'Introspection says of an inactive token whose it is and why it is inactive.',
  breaks: { document: 'RFC 7662', section: '2.2' },
  after({ json, client }, { endpoint }) {
    if (endpoint !== 'introspection' || json?.['active'] !== false) return
    Object.assign(json, { client_id: client, sub: 'alice', reason: 'revoked' })
  },
})
