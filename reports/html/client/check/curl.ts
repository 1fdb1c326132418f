import type { Exchange } from '../../../model.ts'
import { piecesOf, wantedIn, type Wanted } from './placeholders.ts'
import { shellText, type Piece } from './shell-text.ts'

/** A command that sends a request again, and what must be known for it. */
export interface CurlCommand {
  /** To paste into bash or zsh: stops before anything is sent when a variable is not set. */
  readonly command: string
  readonly wanted: readonly Wanted[]
}

type Request = Exchange['request']

// RFC 9110 section 7.6.1, and what curl finds out by itself.
const leftToCurl = new Set(
  'connection keep-alive proxy-connection te trailer transfer-encoding upgrade host content-length'.split(' '),
)

/** The request as a curl command; undefined when it is none over HTTP. */
export function curlFor(request: Request): CurlCommand | undefined {
  if (!/^https?:\/\//i.test(request.url) || !/^[\w-]+$/.test(request.method)) return undefined
  const address: Word = ['--url', request.url]
  const words = [...methodOf(request), address, ...headersOf(request), ...bodyOf(request)]
  const wanted = wantedIn(words.flat())
  const check = wanted.map(({ variable }) => `"\${${variable}:?}"`).join(' ')
  const command = ['curl -i', ...optionsFor(request), ...words.map(told)].join(' \\\n  ')
  return { command: check === '' ? command : `: ${check} &&\n${command}`, wanted }
}

type Word = readonly [option: string, value: string]

function told([option, value]: Word): string {
  return `${option} ${shellText(piecesOf(value))}`
}

function methodOf({ method, body }: Request): Word[] {
  const usual = body === null ? ['GET', 'HEAD'] : ['POST']
  return usual.includes(method) ? [] : [['-X', method]]
}

/** Without these curl would wait for the body of a HEAD, expand brackets and tidy the path. */
function optionsFor({ method, url, body }: Request): string[] {
  return [
    ...(method === 'HEAD' && body === null ? ['--head'] : []),
    ...(/[[\]{}]/.test(url) ? ['--globoff'] : []),
    ...(/\/\.{1,2}(?:[/?#]|$)/.test(url) ? ['--path-as-is'] : []),
  ]
}

function headersOf({ headers, body }: Request): Word[] {
  const names = new Set(headers.map(([name]) => name.toLowerCase()))
  const silenced = ['accept', 'user-agent', ...(body === null ? [] : ['content-type'])].filter(
    (name) => !names.has(name),
  )
  return [...headers.flatMap((header) => headerWord(header)), ...silenced.map((name): Word => ['-H', `${name}:`])]
}

function headerWord([name, value]: readonly [string, string]): Word[] {
  // RFC 9110 section 5.6.2; anything else is no header line, and curl would read a file for a name that begins with @.
  if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name) || leftToCurl.has(name.toLowerCase())) return []
  const basic =
    name.toLowerCase() === 'authorization' ? /^Basic (?<pair>[^:]+:.*)$/i.exec(value)?.groups?.['pair'] : undefined
  if (basic !== undefined) return [['-u', basic]]
  return [['-H', value === '' ? `${name};` : `${name}: ${value}`]]
}

function bodyOf({ body, headers }: Request): Word[] {
  if (body === null) return []
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? ''
  if (!type.toLowerCase().startsWith('application/x-www-form-urlencoded')) return [['--data-raw', body.text]]
  return body.text.split('&').map(fieldWord)
}

/** Fields stay as they were written, save those whose value is not known and has to be encoded once it is. */
function fieldWord(field: string): Word {
  const [, name = '', value = ''] = /^([^=]*)=(.*)$/s.exec(field) ?? []
  const pieces: readonly Piece[] = piecesOf(value)
  if (name === '' || pieces.every((piece) => typeof piece === 'string')) return ['--data-raw', field]
  const plain = decoded(value)
  return plain === undefined ? ['--data-raw', field] : ['--data-urlencode', `${name}=${plain}`]
}

function decoded(value: string): string | undefined {
  try {
    return decodeURIComponent(value.replaceAll('+', ' '))
  } catch {
    return undefined
  }
}
