import { defect } from '../defect.ts'

export const tokenErrorHtml = defect({
  id: 'token-error-html',
  sentence: 'The error for a missing grant_type is an HTML page.',
  breaks: { document: 'RFC 6749', section: '5.2' },
  after(answer, { endpoint, grantType }) {
    if (endpoint !== 'token' || grantType !== undefined || answer.error === undefined) return
    answer.setText('<!doctype html><title>Bad request</title><h1>Bad request</h1>', 'text/html; charset=utf-8')
  },
})
