import { defect } from '../defect.ts'

export const deviceVerification404 = defect({
  id: 'device-verification-404',
  sentence: 'There is no page at the verification URI.',
  breaks: { document: 'RFC 8628', section: '3.3' },
  before({ endpoint, method }) {
    if (endpoint !== 'code_verification' || method === 'POST') return undefined
    return { status: 404, headers: { 'content-type': 'text/html' }, body: '<!doctype html><title>Not found</title>' }
  },
})
