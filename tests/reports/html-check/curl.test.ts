import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'

import { curlFor } from '../../../reports/html/client/check/curl.ts'
import { shellText } from '../../../reports/html/client/check/shell-text.ts'
import { exchangeOf } from './sample-exchange.ts'

const post = exchangeOf({}).request

/** What curl is called with when a command is pasted into bash, all variables set to a value that wants care. */
function argumentsOf(command: string): string[] {
  const value = 'a b\'"$`\\&+%'
  const variables = [...command.matchAll(/\$\{(\w+):\?\}/g)].map(([, name = '']) => [name, value])
  const script = `curl() { printf '%s\\0' "$@"; }\n${command}`
  const text = execFileSync('bash', ['--norc', '-c', script], {
    env: { LC_ALL: 'C.UTF-8', ...Object.fromEntries(variables) },
  })
  return text.toString().split('\0').slice(0, -1)
}

test('a token request becomes a command that asks for what it does not know', () => {
  expect(curlFor(post)).toEqual({
    command: [
      ': "${CLIENT_SECRET:?}" "${CODE_52:?}" &&',
      'curl -i \\',
      '  --url https://as.example/token \\',
      "  -H 'accept: application/json' \\",
      "  -H 'content-type: application/x-www-form-urlencoded' \\",
      '  -u "web:$CLIENT_SECRET" \\',
      '  -H user-agent: \\',
      "  --data-raw 'grant_type=authorization_code' \\",
      '  --data-urlencode "code=$CODE_52" \\',
      "  --data-raw 'redirect_uri=https%3A%2F%2Fapp.example%2Fcb'",
    ].join('\n'),
    wanted: [
      { variable: 'CLIENT_SECRET', name: '‹client_secret#1›' },
      { variable: 'CODE_52', name: '‹code#52›' },
    ],
  })
})

test('nothing is sent while a variable is missing', () => {
  const { command = '' } = curlFor(post) ?? {}
  const script = `curl() { echo sent; }\n${command}`
  expect(() => execFileSync('bash', ['--norc', '-c', script], { env: { CODE_52: 'x' }, stdio: 'pipe' })).toThrow(
    /CLIENT_SECRET/,
  )
})

test('a shell reads every word back unchanged, whatever is in it', () => {
  const nasty = `a'b"c$(id)\`id\`\\ !x\n\u001b[201~;id\u202e ${'é'}\u{1F600}`
  const { command = '' } = curlFor({ ...post, url: `https://as.example/${nasty}?q=[1-3]` }) ?? {}
  const words = argumentsOf(command)
  expect(words[words.indexOf('--url') + 1]).toBe(`https://as.example/${nasty}?q=[1-3]`)
  expect(words).toContain('--globoff')
  expect(words).toContain(`web:a b'"$\`\\&+%`)
  expect(command).not.toMatch(/[\u001b\u202e]/)
})

test('text beside a variable stays text', () => {
  const read = (...pieces: Parameters<typeof shellText>[0]) => argumentsOf(`: "\${V:?}" &&\ncurl ${shellText(pieces)}`)
  const variable = { variable: 'V' }
  const value = 'a b\'"$`\\&+%'
  expect(read('x=', variable, '_1')).toEqual([`x=${value}_1`])
  expect(read(variable, '[0]:h')).toEqual([`${value}[0]:h`])
  expect(read('$HOME', variable, '$(id)')).toEqual([`$HOME${value}$(id)`])
  expect(shellText([''])).toBe("''")
})

test('a variable stands only for a name that the redactor gives', () => {
  const url = 'https://as.example/?a=‹aws_secret_access_key#1›&b=‹redacted:path›&c=‹code#0›&d=‹code#1›'
  const { command = '', wanted = [] } = curlFor({ ...post, url, headers: [], body: null }) ?? {}
  expect(wanted.map(({ variable }) => variable)).toEqual(['REDACTED_PATH', 'CODE'])
  expect(command).toContain('‹aws_secret_access_key#1›')
})

test.each<[string, Partial<typeof post>, string[], string[]]>([
  ['GET', { method: 'GET', body: null }, [], ['-X']],
  ['HEAD', { method: 'HEAD', body: null }, ['--head'], ['-X']],
  ['a POST without body', { body: null }, ['-X', 'POST'], ['--data-raw']],
  ['DELETE', { method: 'DELETE', body: null }, ['-X', 'DELETE'], []],
  ['dots in the path', { url: 'https://as.example/a/../b' }, ['--path-as-is'], []],
  [
    'hop-by-hop headers',
    {
      headers: [
        ['Connection', 'close'],
        ['Host', 'h'],
        ['Content-Length', '3'],
      ],
    },
    [],
    ['Host: h'],
  ],
  ['an empty header', { headers: [['x-a', '']] }, ['x-a;'], []],
  ['no header at all', { headers: [] }, ['accept:', 'user-agent:', 'content-type:'], []],
  ['a header that curl would read from a file', { headers: [['@/etc/passwd', 'x']] }, [], ['@/etc/passwd: x']],
  [
    'a body that is not a form',
    { headers: [], body: { text: '@{"a": "x&y"}', bytes: 1, truncated: false, sha256: null } },
    ['@{"a": "x&y"}'],
    [],
  ],
  [
    'a field that cannot be decoded',
    { body: { text: 'a=‹code#1›%zz', bytes: 1, truncated: false, sha256: null } },
    ['--data-raw'],
    ['--data-urlencode'],
  ],
])('%s', (_, change, there, notThere) => {
  const words = argumentsOf(curlFor({ ...post, ...change })?.command ?? '')
  for (const word of there) expect(words).toContain(word)
  for (const word of notThere) expect(words).not.toContain(word)
})

test('what is no HTTP request has no command', () => {
  expect(curlFor({ ...post, url: 'file:///etc/passwd' })).toBeUndefined()
  expect(curlFor({ ...post, method: '-K/etc/x y' })).toBeUndefined()
})
