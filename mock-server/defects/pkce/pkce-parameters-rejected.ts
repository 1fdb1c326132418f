import { defect } from '../defect.ts'

export const pkceParametersRejected = defect({
  id: 'pkce-parameters-rejected',
  sentence: 'An authorization request with a code_challenge is refused, because PKCE is not known.',
  breaks: { document: 'RFC 6749', section: '3.1' },
  before({ endpoint, query, form }) {
    if (endpoint !== 'authorization' || !(query.has('code_challenge') || form.has('code_challenge'))) return undefined
    return {
      status: 400,
      headers: { 'content-type': 'text/html; charset=utf-8' },
      body: '<!doctype html><title>Error</title><p>invalid_request: code_challenge is not a known parameter</p>',
    }
  },
})
