import type { WireAnswer } from '../wire/answer.ts'
import type { AnswerAction } from './rule.ts'

/** What a gateway in front of a server shows when it has nothing better. */
const gatewayPage = `<!doctype html>
<html lang="en"><head><title>Something went wrong</title></head>
<body><h1>Something went wrong</h1><p>The gateway could not complete your request.</p></body></html>
`

/** Changes an answer as a script says: members of its JSON, its body, its header fields. */
export function spoil(answer: WireAnswer, { json, body, headers, retryAfter }: AnswerAction): void {
  if (json && answer.json) {
    const removed = new Set(json.remove)
    answer.json = {
      ...Object.fromEntries(Object.entries(answer.json).filter(([name]) => !removed.has(name))),
      ...json.set,
    }
  }
  if (typeof body === 'string') replaceText(answer, body)
  else if (body) {
    answer.setHeader('content-type', undefined)
    answer.json = { ...body }
  }
  if (retryAfter !== undefined) answer.setHeader('retry-after', String(retryAfter))
  for (const [name, value] of Object.entries(headers ?? {})) answer.setHeader(name, value ?? undefined)
}

function replaceText(answer: WireAnswer, body: string): void {
  const { text } = answer
  if (body === 'empty') answer.setText('')
  else if (body === 'html') answer.setText(gatewayPage, 'text/html; charset=utf-8')
  else if (body === 'truncated') answer.setText(text.slice(0, Math.floor(text.length / 2)))
  // The first separator of JSON, of a JWT, of an address: none of them survives without it.
  else if (body === 'malformed') answer.setText(text.replace(/[:.]/, '='))
  else answer.setText(body)
}
