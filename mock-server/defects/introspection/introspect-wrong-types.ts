import { defect } from '../defect.ts'

export const introspectWrongTypes = defect({
  id: 'introspect-wrong-types',
  sentence: 'Introspection gives active and exp as strings and scope as an array.',
  breaks: { document: 'RFC 7662', section: '2.2' },
  after({ json }, { endpoint }) {
    if (endpoint !== 'introspection' || json?.['active'] !== true) return
    json['active'] = 'true'
    json['exp'] = String(json['exp'])
    if (typeof json['scope'] === 'string') json['scope'] = json['scope'].split(' ')
  },
})
