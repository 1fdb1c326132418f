import { randomBytes } from 'node:crypto'
import { urlencoded } from './page-charset.ts'

interface FormBody {
  type: string
  body: string
}

// HTML section 4.10.21.8: names are quoted, with line breaks and quotes percent-encoded.
const quoted = (name: string): string => `"${name.replace(/\r\n?|\n/g, '%0D%0A').replaceAll('"', '%22')}"`

function multipart(list: [string, string][]): FormBody {
  const boundary = `----form${randomBytes(12).toString('hex')}`
  const parts = list.map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name=${quoted(name)}\r\n\r\n${value}\r\n`,
  )
  return { type: `multipart/form-data; boundary=${boundary}`, body: `${parts.join('')}--${boundary}--\r\n` }
}

/** Encodes an entry list for POST as a form asks for; anything unknown is urlencoded, in the character encoding given. */
export function formBody(list: [string, string][], enctype: string, encoding?: string): FormBody {
  if (enctype === 'multipart/form-data') return multipart(list)
  if (enctype === 'text/plain')
    return { type: 'text/plain', body: list.map((pair) => `${pair.join('=')}\r\n`).join('') }
  return { type: 'application/x-www-form-urlencoded', body: urlencoded(list, encoding) }
}
