import { defect } from '../defect.ts'

const known = new Set(['client_id', 'client_secret', 'client_assertion', 'client_assertion_type', 'scope'])

export const deviceRejectsUnknownParameter = defect({
  id: 'device-rejects-unknown-parameter',
  sentence: 'A device authorization request with a parameter of an unknown name is refused.',
  breaks: { document: 'RFC 8628', section: '3.1' },
  before({ endpoint, form }) {
    if (endpoint !== 'device_authorization' || [...form.keys()].every((name) => known.has(name))) return undefined
    return { status: 400, body: { error: 'invalid_request', error_description: 'unknown parameter' } }
  },
})
