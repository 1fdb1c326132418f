import { defect } from '../defect.ts'

export const introspectReportsCaller = defect({
  id: 'introspect-reports-caller',
  sentence: 'Introspection gives the client_id of whoever asks, and an exp that is an hour late.',
  breaks: { document: 'RFC 7662', section: '2.2' },
  after({ json, client }, { endpoint }) {
    if (endpoint !== 'introspection' || json?.['active'] !== true) return
    json['client_id'] = client
    json['exp'] = Number(json['exp']) + 3600
  },
})
