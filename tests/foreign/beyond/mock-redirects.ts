import type { oauth2MockServerBeyond } from '../truth/beyond.ts'
import type { Deviation } from './deviation.ts'
import { authorization, put, sentTo } from './mock-authorization.ts'

type Law = (typeof oauth2MockServerBeyond)[number]

const unregistered = 'https://elsewhere.example/assay'

function follows(sentence: string, uri: string, location: string): Deviation {
  return [sentence, (server) => sentTo(server, put('redirect_uri', uri)), `302 ${location}`]
}

export const redirects: Readonly<Record<Extract<Law, `redirect-uri.${string}`>, Deviation>> = {
  'redirect-uri.case-variant-refused': follows(
    'sends a code to a path in another case',
    'https://web.example/Callback',
    'https://web.example/Callback?code=*&state=xyz',
  ),
  'redirect-uri.dangerous-scheme-refused': follows(
    'sends a code to a javascript URI',
    'javascript://web.example/callback%0aassay()',
    'javascript://web.example/callback%0aassay()?code=*&state=xyz',
  ),
  'redirect-uri.fragment-refused': follows(
    'sends a code to a URI with a fragment',
    'https://web.example/callback#assay',
    'https://web.example/callback?code=*&state=xyz#assay',
  ),
  'redirect-uri.host-suffix-refused': follows(
    'sends a code to a subdomain',
    'https://assay.web.example/callback',
    'https://assay.web.example/callback?code=*&state=xyz',
  ),
  'redirect-uri.invalid-never-redirects': [
    'sends an error to a URI that nobody registered',
    (server) =>
      sentTo(server, [
        ['response_type', 'assay'],
        ['client_id', 'web'],
        ['redirect_uri', unregistered],
      ]),
    `302 ${unregistered}?error=unsupported_response_type`,
  ],
  'redirect-uri.path-confusion-refused': follows(
    'resolves dot segments and sends a code to the other path',
    'https://web.example/callback/../elsewhere',
    'https://web.example/elsewhere?code=*&state=xyz',
  ),
  'redirect-uri.path-suffix-refused': follows(
    'sends a code to a longer path',
    'https://web.example/callback/assay',
    'https://web.example/callback/assay?code=*&state=xyz',
  ),
  'redirect-uri.port-change-refused': follows(
    'sends a code to another port',
    'https://web.example:48443/callback',
    'https://web.example:48443/callback?code=*&state=xyz',
  ),
  'redirect-uri.query-added-refused': follows(
    'sends a code to a URI with an added query',
    'https://web.example/callback?assay=1',
    'https://web.example/callback?assay=1&code=*&state=xyz',
  ),
  'redirect-uri.scheme-change-refused': follows(
    'sends a code over http for https',
    'http://web.example/callback',
    'http://web.example/callback?code=*&state=xyz',
  ),
  'redirect-uri.trailing-slash-refused': follows(
    'sends a code to a path with a slash more',
    'https://web.example/callback/',
    'https://web.example/callback/?code=*&state=xyz',
  ),
  'redirect-uri.unregistered-host-refused': follows(
    'sends a code to another host',
    unregistered,
    `${unregistered}?code=*&state=xyz`,
  ),
}

const usualRedirect = '302 https://web.example/callback?code=*&state=xyz'

export const pages: Readonly<Record<Extract<Law, `authz.${string}`>, Deviation>> = {
  'authz.client-id-missing': [
    'sends a code without client_id',
    (server) =>
      sentTo(
        server,
        authorization.filter(([name]) => name !== 'client_id'),
      ),
    usualRedirect,
  ],
  'authz.client-id-unknown': [
    'sends a code for a client_id it never saw',
    (server) => sentTo(server, put('client_id', 'nobody-by-this-name')),
    usualRedirect,
  ],
  'authz.duplicate-parameter-refused': [
    'sends a code for two values of client_id',
    (server) => sentTo(server, [...authorization, ['client_id', 'other']]),
    usualRedirect,
  ],
  'authz.resource-owner-authenticated-first': [
    'sends a code in the first answer to somebody without cookies',
    (server) => sentTo(server, authorization),
    usualRedirect,
  ],
}
